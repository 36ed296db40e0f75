"""The register of evidence: contradictions first, then every number by where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.web.dates import dates_of
from openpcn.web.evidence import presenting
from openpcn.web.pages.workbooks import tables_as
from openpcn.workflows.evidence.register import register
from openpcn.workflows.facts.tell_source import tell_source

STATEMENT = "The rules and papers of OpenPCN, each number with its own source"


@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """What is disputed, and the origins of all numbers."""
    dates, found = dates_of(request), register()
    if wanted := request.GET.get("format"):
        told = tell_source(when=dates.when, statement=STATEMENT)
        tables = [presenting.numbers_table(found.claims, "Every published number", dates)]
        return tables_as(request, tables, "evidence", wanted, told)
    words = {
        "dates": dates,
        "sentence": found.sentence,
        "disputes": presenting.disputes_of(found),
        "origins": presenting.origins_table(found, dates),
    }
    return render(request, "evidence/register.html", words)


@require_safe
def origin_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every number of one origin."""
    dates, found = dates_of(request), register().origin(slug)
    table = presenting.numbers_table(
        found.claims,
        found.title,
        dates,
        csv_href=dates.link(request.path, format="csv"),
        xlsx_href=dates.link(request.path, format="xlsx"),
    )
    if wanted := request.GET.get("format"):
        told = tell_source(when=dates.when, statement=STATEMENT)
        return tables_as(request, [table], f"evidence-{slug}", wanted, told)
    words = {"dates": dates, "origin": found, "numbers": table}
    return render(request, "evidence/origin.html", words)
