"""Two years, networks or scenarios beside each other, with the reason for each difference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.engines.funding.caveats import doubts
from openpcn.engines.funding.comparing import LineDifference, signed
from openpcn.engines.funding.statements import Line
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import pounds
from openpcn.web.chrome import safe_dates
from openpcn.web.money import presenting as present
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import address, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.funding.compare_money import (
    TYPED,
    Compared,
    SideAsked,
    compare_sides,
    read_number,
)
from openpcn.workflows.funding.show_money import Money, show_money, wanted_year

HEADINGS = (
    "Entitlement",
    "First",
    "Second",
    "Difference",
    "By population",
    "By rate",
    "By rule",
    "Why",
)


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """A network in a year beside another year, network or scenario."""
    money = show_money(
        viewer_of(request), code, year=request.GET.get("year", ""), when=when_of(request)
    )
    form = Form(said=request.GET.dict())
    found = form.act(lambda: asked(request, money), about="with")
    page, dates = money.page, safe_dates(request)
    told = {
        "money": money,
        "form": form,
        "url": partial(address, request),
        "head": present.head(money, dates, under="money/compare", part=_("Compare two statements")),
        "found": found,
        "rows": list(shown(found)) if found else [],
        "total": totals(found) if found else None,
        "doubts": list(doubtful(found)) if found else [],
        "networks": [(one.code, as_written(one.name)) for one in page.whole.networks],
        "years": [(str(year), str(year)) for year in money.years],
        "chosen": request.GET.get("with_year") or str(money.year),
        "typed": [(name, LABELS[name]()) for name in TYPED],
        "dates_asked": dates.asked,
        "csv": f"{reverse('money-compare-csv', args=[code])}?{request.GET.urlencode()}",
    }
    return render(request, "money/compare.html", told, status=400 if form.problems else 200)


LABELS = {
    "registered": lambda: _("Registered patients"),
    "adjusted": lambda: _("PCN adjusted population"),
    "weighted": lambda: _("Contractor weighted population"),
    "beds": lambda: _("Care home beds"),
    "points": lambda: _("Points of the incentive fund"),
}


@require_safe
def as_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The comparison with its causes as CSV."""
    money = show_money(
        viewer_of(request), code, year=request.GET.get("year", ""), when=when_of(request)
    )
    found, told = asked(request, money), tell_source(when=when_of(request))
    rows = ((*row, *told.cells) for row in file_rows(found))
    text = "".join(csv_lines((*HEADINGS, *told.headings), rows))
    return attached(text, f"{code}-compared.csv", told)


def asked(request: HttpRequest, money: Money) -> Compared:
    """The two sides that the address names."""
    query, code = request.GET, money.page.subject.code
    typed = {
        name: read_number(name, text.replace(",", ""))
        for name in TYPED
        if (text := query.get(name, "").strip())
    }
    second = SideAsked(
        network=query.get("with", "").strip().upper() or code,
        year=wanted_year(query.get("with_year", "") or str(money.year), when_of(request)),
        typed=typed,
    )
    first = SideAsked(network=code, year=money.year, typed={})
    return compare_sides(first, second, when=when_of(request))


def shown(found: Compared) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    """The lines for the page."""
    for line in found.comparison.lines:
        change = signed(line.difference) if line.is_known else _("not known")
        yield line.title, side(line.first), side(line.second), change, line.words


def doubtful(found: Compared) -> Iterator[tuple[str, str]]:
    """What either side rests on where it is not sure, under the name of the side."""
    for one, statement in (
        (found.first, found.comparison.first),
        (found.second, found.comparison.second),
    ):
        if said := doubts(statement.lines):
            yield one.label, " ".join(said)


def side(line: Line | None) -> str:
    """The amount of a line on one side."""
    if line is None:
        return _("no such line")
    return _("not known") if line.amount is None else pounds(line.amount)


def totals(found: Compared) -> dict[str, str]:
    """The sums of both sides and of the causes."""
    whole = found.comparison
    return {
        "first": pounds(whole.first.total),
        "second": pounds(whole.second.total),
        "difference": signed(whole.difference),
        "by_population": signed(whole.by_population),
        "by_rate": signed(whole.by_rate),
        "by_rule": signed(whole.by_rule),
    }


def file_rows(found: Compared) -> Iterator[tuple[Cell, ...]]:
    """The lines for a spreadsheet; both sides' names come first."""
    yield ("", found.first.label, found.second.label, *[""] * 5)
    for line in found.comparison.lines:
        yield (line.title, *numbers(line), "; ".join(line.words))
    whole = found.comparison
    yield (
        "Total of what is known",
        float(whole.first.total),
        float(whole.second.total),
        float(whole.difference),
        float(whole.by_population),
        float(whole.by_rate),
        float(whole.by_rule),
        "",
    )


def numbers(line: LineDifference) -> tuple[float | None, ...]:
    """Both amounts, the difference and its causes."""
    first, second = (one.amount if one else None for one in (line.first, line.second))
    if not line.is_known:
        return (plain(first), plain(second), None, None, None, None)
    causes = (line.difference, line.by_population, line.by_rate, line.by_rule)
    return (plain(first), plain(second), *(float(cause) for cause in causes))


def plain(amount: Decimal | None) -> float | None:
    """Pounds as a number."""
    return None if amount is None else float(amount)
