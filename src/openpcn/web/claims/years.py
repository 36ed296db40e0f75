"""A year of a network's claims."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.kernel.exports import csv_lines
from openpcn.web.claims import presenting_claims as present
from openpcn.web.claims.doors import page
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.years_shown import show_claims
from openpcn.workflows.facts.tell_source import tell_source


@require_safe
def claims(request: HttpRequest, code: str) -> HttpResponse:
    """Twelve months, what was paid, and what would go unused."""
    year = request.GET.get("year", "")
    found = show_claims(viewer_of(request), code, year=year, when=when_of(request))
    if request.GET.get("format") == "csv":
        told = tell_source(when=when_of(request))
        rows = ((*row, *told.cells[1:]) for row in present.year_rows(found))
        text = "".join(csv_lines((*present.YEAR_HEADINGS, *told.headings[1:]), rows))
        return attached(text, f"{code}-claims-{str(found.year).replace('/', '-')}.csv", told)
    return page(request, "year", found.page, Form(), **present.year_words(found, request))
