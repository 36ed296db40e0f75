"""Pages of services: those of an area, and one with its map and forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.services.vocabulary import Kind, Tier, Way
from openpcn.kernel.names import as_written
from openpcn.web.chrome import safe_dates
from openpcn.web.pages.downloads import csv_file
from openpcn.web.pages.workbooks import tables_as
from openpcn.web.presenters.heads import head_of
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form, day_fields
from openpcn.web.services import presenting
from openpcn.workflows.services.map_of_gaps import gaps_on_map
from openpcn.workflows.services.show_services import (
    OneService,
    Services,
    show_service,
    show_services,
)
from openpcn.workflows.tell_source import Told, tell_source

page = page_in("services")


@require_safe
def services(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """The catalogue of an organisation as a matrix."""
    dates = safe_dates(request)
    found = show_services(viewer_of(request), path, code, when=when_of(request))
    tables = presenting.tables_of(found, dates)
    if wanted := request.GET.get("format"):
        title = _("Services: %(name)s") % {"name": as_written(found.subject.organisation.name)}
        return tables_as(request, tables, f"{code}-services", wanted, told_of(found), title=title)
    head = head_of(found.subject, dates, current="services", part=_("Services"))
    return page(request, "services", Form(), head=head, found=found, tables=tables)


@require_safe
def service(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """One service, as a page or a file."""
    if request.GET.get("format") == "csv":
        found = show_service(viewer_of(request), path, code, key, when=when_of(request))
        table = presenting.practices_table(found, safe_dates(request))
        return csv_file(table, f"{code}-{key}", told_of(found.services))
    return show(request, path, code, key)


def show(
    request: HttpRequest, path: str, code: str, key: str, form: Form | None = None
) -> HttpResponse:
    """The page of one service, with what has to be mended in one of its forms."""
    dates = safe_dates(request)
    found = show_service(viewer_of(request), path, code, key, when=when_of(request))
    local = found.listed.local
    return page(
        request,
        "service",
        form or Form(said=corrected(local)),
        head=head_of(
            found.services.subject, dates, current="services/one", part=found.listed.title
        ),
        found=found,
        listed=found.listed,
        table_=presenting.practices_table(found, dates),
        names={one.practice.id: as_written(one.practice.name) for one in found.services.members},
        held=offers_held(found),
        picture=gaps_on_map(found, link=dates.link),
        ways=Way.choices,
        kinds=Kind.choices,
        tiers=Tier.choices,
        place=(path, code, key),
        home=dates.link(presenting.base_of(found.services)),
        owns=local is not None and local.owner_id == found.services.subject.organisation.id,
    )


def offers_held(found: OneService) -> list[tuple[int, str]]:
    """The offers of the day by number, for forms."""
    pairs = ((one, found.services.offer(found.listed.key, one)) for one in found.services.members)
    return [(offer.id, as_written(one.practice.name)) for one, offer in pairs if offer is not None]


def corrected(local: object) -> dict[str, str]:
    """What the form of a local service starts from."""
    if local is None:
        return {}
    said = {name: str(getattr(local, name)) for name in ("title", "words", "kind", "tier", "basis")}
    for name in ("starts_on", "ends_on"):
        said |= day_fields(f"local_{name}", getattr(local, name))
    return {f"local_{name}" if "-" not in name else name: value for name, value in said.items()}


def told_of(found: Services) -> Told:
    """What stands beside a file."""
    return tell_source(
        when=found.when, statement=_("As recorded in OpenPCN by networks and their board")
    )
