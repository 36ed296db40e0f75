"""The same answers as files: networks as CSV, catchments as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from pydantic import ValidationError

from openpcn.domains.registry.queries.structure import networks
from openpcn.kernel.errors import NotRight, OpenPCNError
from openpcn.kernel.exports import csv_lines
from openpcn.web.api.questions import Placed
from openpcn.web.api.service import problem, say_what_happened
from openpcn.web.pages.downloads import attached
from openpcn.workflows.facts.displayed import as_displayed
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.structure.exporting import catchment_features, network_cells, network_fields

Answer = Callable[[HttpRequest, Placed], HttpResponse]


def answering(make: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """An address outside the description that reads the same question and says trouble alike."""

    @require_safe
    @wraps(make)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return make(request, Placed(**request.GET.dict()))
        except OpenPCNError as error:
            return say_what_happened(request, error)
        except ValidationError:
            return problem(
                request, 422, "The question is not as described.", "See /api/openapi.json."
            )

    return answer


@answering
def networks_csv(request: HttpRequest, asked: Placed) -> HttpResponse:
    """Every network on the day as CSV that no spreadsheet can be made to run."""
    when = asked.when
    told = tell_source(when=when)
    found = as_displayed(networks(when=when, within=asked.within), when=when)
    rows = (network_cells(one, told) for one in found)
    text = "".join(csv_lines(network_fields(told), rows))
    return attached(text, f"networks-{when.as_at}.csv", told)


@answering
def catchments_geojson(request: HttpRequest, asked: Placed) -> HttpResponse:
    """Catchments of the networks of one system as GeoJSON in longitude and latitude."""
    when = asked.when
    if asked.within is None:
        raise NotRight("Catchments are drawn for one system.", next_step="Name it with within=.")
    features = catchment_features(asked.within, when=when)
    return HttpResponse(json.dumps(features), content_type="application/geo+json")


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked for under /api/."""
    return problem(
        request,
        404,
        "There is nothing at this address.",
        "See /api/openapi.json for what there is.",
    )
