"""Variation over an area, and one measure: on a page, on paper and as a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.kernel.exports import Cell, csv_lines
from openpcn.web.chrome import safe_dates
from openpcn.web.outcomes.choosing import owner_options
from openpcn.web.pages.downloads import attached
from openpcn.web.presenters.heads import head_of
from openpcn.web.programme.parts import plan_parts
from openpcn.web.recording.doors import page_in, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.variation import presenting as present
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.variation.compared import Compared
from openpcn.workflows.variation.show_variation import Variation, show_measure, show_variation

page = page_in("variation")


@require_safe
def variation(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """How the organisations of an area differ."""
    found = show_variation(viewer_of(request), path, code, when=when_of(request))
    return page(
        request,
        "variation",
        Form(),
        head=head(request, found, ""),
        found=found,
        parts=plan_parts(path, code, "variation", safe_dates(request), reads=found.sees_reasons),
        path=path,
        code=code,
        present=present,
    )


@require_safe
def one(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """One measure."""
    return show(request, path, code, key, Form())


def show(request: HttpRequest, path: str, code: str, key: str, form: Form) -> HttpResponse:
    """One measure, with or without a form that has to be mended."""
    viewer, when = viewer_of(request), when_of(request)
    found = show_measure(viewer, path, code, key, when=when)
    mine = sorted(found.variation.explainable)
    return page(
        request,
        "measure",
        form,
        head=head(request, found.variation, found.measure.title),
        found=found,
        parts=plan_parts(
            path, code, "variation", safe_dates(request), reads=found.variation.sees_reasons
        ),
        measure=found.measure,
        path=path,
        code=code,
        key=key,
        present=present,
        chart=present.chart(found, safe_dates(request)),
        slope_chart=present.slope_chart(found),
        owners=owner_options(viewer, mine[0] if len(mine) == 1 else code, when=when)
        if mine
        else [],
    )


def head(request: HttpRequest, found: Variation, title: str) -> object:
    """The top of the page."""
    view = found.page
    return head_of(
        view.subject,
        safe_dates(request),
        current="variation",
        title=title or "Variation",
        whole=view.whole,
        members=view.members,
    )


@require_safe
def variation_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Every organisation in every measure, as CSV."""
    found = show_variation(viewer_of(request), path, code, when=when_of(request))
    rows = list(present.rows(found.measures))
    return handed(request, present.HEADINGS, rows, found.measures, f"variation-{code}")


@require_safe
def measure_csv(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """Every organisation in one measure, as CSV."""
    one = show_measure(viewer_of(request), path, code, key, when=when_of(request)).measure
    rows = list(present.rows([one]))
    return handed(request, present.HEADINGS, rows, [one], f"variation-{code}-{key}")


@require_safe
def slope_csv(request: HttpRequest, path: str, code: str, key: str) -> HttpResponse:
    """The groups of practices along deprivation, as CSV."""
    one = show_measure(viewer_of(request), path, code, key, when=when_of(request)).measure
    rows = list(present.slope_rows(one))
    return handed(request, present.SLOPE_HEADINGS, rows, [one], f"slope-{code}-{key}")


def handed(
    request: HttpRequest,
    headings: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    measures: Sequence[Compared],
    name: str,
) -> HttpResponse:
    """A CSV file to take along, with the sources of what is in it."""
    sources = "; ".join(sorted({one.source for one in measures}))
    told = tell_source(when=when_of(request), statement=sources)
    lines = csv_lines((*headings, *told.headings), ((*row, *told.cells) for row in rows))
    return attached("".join(lines), told.file_name(f"{name}.csv"), told)
