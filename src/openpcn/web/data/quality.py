"""The pages that say what is loaded and what to know about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.datasets import dataset, datasets, findings
from openpcn.kernel.errors import NotFound
from openpcn.web.data import presenting
from openpcn.web.dates import Dates, dates_of
from openpcn.web.pages.downloads import csv_file
from openpcn.workflows.facts.tell_source import Told, tell_source
from openpcn.workflows.load_files.catalogue import NOTE, is_known, meaning_of


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is loaded, how it joins and what to know about it."""
    dates = dates_of(request)
    held = datasets(as_known=dates.when.as_known)
    known = findings(as_known=dates.when.as_known)
    groups = presenting.grouped(known, dates)
    words = {
        "dates": dates,
        "path": request.get_full_path(),
        "brief": presenting.in_brief(held, len(known)),
        "groups": [group for group in groups if group.severity != NOTE],
        "notes": [group for group in groups if group.severity == NOTE],
        "files": presenting.files_table(held, dates) if held else None,
        "joins": presenting.joins_table(held, dates, main_only=True),
        "origins": presenting.origins(held),
        "may_load": _may_load(request),
    }
    return render(request, "data/overview.html", words)


@require_safe
def findings_of_a_kind(request: HttpRequest, code: str) -> HttpResponse:
    """Every finding of one kind."""
    dates = dates_of(request)
    held = findings(code=code, as_known=dates.when.as_known)
    if not held and not is_known(code):
        raise NotFound(
            _("There is no kind of finding with the name %(code)s.") % {"code": code},
            next_step=_("See Data and quality for those there are."),
        )
    words = {
        "dates": dates,
        "path": request.get_full_path(),
        "meaning": meaning_of(code),
        "total": len(held),
        "table": presenting.findings_table(code, held[: presenting.SHOWN], dates),
    }
    return render(request, "data/findings.html", words)


@require_safe
def one_load(request: HttpRequest, number: int) -> HttpResponse:
    """One file as it was loaded."""
    dates = dates_of(request)
    load = dataset(number)
    held = findings(dataset_id=number) if load.known_until is None else []
    words = {
        "dates": dates,
        "load": load,
        "period": presenting.period(load),
        "loaded": presenting.day_of(load.known_from),
        "withdrawn": presenting.day_of(load.known_until) if load.known_until else None,
        "groups": presenting.grouped(held, dates),
        "joins": presenting.joins_table([load], dates),
        "may_undo": _may_load(request) and load.known_until is None,
    }
    return render(request, "data/load.html", words)


@require_safe
def files_csv(request: HttpRequest) -> HttpResponse:
    """The files as CSV."""
    dates = dates_of(request)
    held = datasets(as_known=dates.when.as_known)
    return csv_file(presenting.files_table(held, dates), "files", told(dates))


@require_safe
def joins_csv(request: HttpRequest) -> HttpResponse:
    """The joins as CSV."""
    dates = dates_of(request)
    return csv_file(presenting.joins_table(_held(dates), dates), "joins", told(dates))


@require_safe
def findings_csv(request: HttpRequest) -> HttpResponse:
    """The findings as CSV, of one kind if it is named."""
    dates = dates_of(request)
    code = request.GET.get("code") or None
    held = findings(code=code, as_known=dates.when.as_known)
    if code and not held:
        raise NotFound(f"No finding of the kind {code} is held.", next_step="See Data and quality.")
    table = presenting.findings_table(code or "", held, dates)
    return csv_file(table, code or "findings", told(dates))


def told(dates: Dates) -> Told:
    """The source of what is said about the files themselves."""
    return tell_source(when=dates.when, statement=_("OpenPCN, from the files that it holds"))


def _held(dates: Dates) -> list[presenting.DatasetAnswer]:
    return datasets(as_known=dates.when.as_known)


def _may_load(request: HttpRequest) -> bool:
    return request.user.is_authenticated and may(request.user, "data.load")
