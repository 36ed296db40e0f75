"""Words and rows of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.funding.statements import Line
from openpcn.engines.funding.working import pounds
from openpcn.kernel.exports import Cell
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed
from openpcn.rulebook.statuses import Status
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import head_of
from openpcn.workflows.funding.show_money import Money

COLOURS = {
    "Checked": "green",
    "To be checked": "yellow",
    "Sources conflict": "orange",
    "Worked out": "blue",
    "Not found": "grey",
}
HEADINGS = (
    "Entitlement",
    "Amount",
    "At most",
    "Working",
    "Counted on",
    "Paid to",
    "Rate is",
    "Source",
    "Arrears",
    "Why arrears",
    "Note",
)


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A line as the page shows it, closed and opened."""

    title: str
    short: str
    """The working without its amount."""
    amount: str
    status: str
    colour: str
    told: tuple[tuple[str, str], ...]
    """What is said when the line is opened: name and words."""
    sources: tuple[tuple[str, str], ...]
    """Titles and addresses."""


def statement_words(money: Money, dates: Dates) -> dict[str, Any]:
    """What the page of a statement is given."""
    page, statement = money.page, money.statement
    base = reverse("money", args=[page.subject.code])
    return {
        "head": head_of(
            page.subject, dates, current="money", whole=page.whole, members=page.members
        ),
        "lines": [shown(line) for line in statement.lines],
        "total": pounds(statement.total),
        "round_total": f"£{statement.total:,.0f}",
        "missing": missing(money),
        "by_status": [
            (Status(status).words, COLOURS[Status(status).words], f"£{amount:,.0f}")
            for status, amount in statement.by_status().items()
        ],
        "arrears": pounds(statement.arrears) if statement.arrears else "",
        "years": [
            (str(year), dates.link(base, year=str(year)), year == money.year)
            for year in money.years
        ],
        "against": against(money),
        "counts_now": money.recorded,
    }


def shown(line: Line) -> ShownLine:
    """A line for the page."""
    words = Status(line.status).words
    most = _(", at most") if line.is_most else ""
    return ShownLine(
        title=f"{line.title}{most}",
        short=in_short(line),
        amount=_("not known") if line.amount is None else pounds(line.amount),
        status=words,
        colour=COLOURS[words],
        told=tuple(told(line)),
        sources=tuple(
            dict.fromkeys((one.title, one.url) for rate in line.rates for one in rate.sources)
        ),
    )


def in_short(line: Line) -> str:
    """The working of a closed line, which says where a count stands in for another day's."""
    working = line.working.partition(" = ")[2] or line.working
    if not line.is_stand_in or line.counted_on is None:
        return working
    day = in_words(line.counted_on)
    return _("%(working)s; the count of %(day)s stands in") % {"working": working, "day": day}


def told(line: Line) -> Iterator[tuple[str, str]]:
    """What an opened line says."""
    yield _("Working"), line.working
    if line.counted_on:
        on = in_words(line.counted_on)
        if line.is_stand_in:
            on = _("%(day)s, which stands in for the day of the rule, because that is not held") % {
                "day": on
            }
        yield _("Counted on"), on
    yield _("Paid to"), line.payee.words
    yield _("When"), when_paid(line)
    if line.arrears_words:
        yield _("Changed in the year"), line.arrears_words
    notes = [rate.note for rate in line.rates if rate.note]
    if notes:
        yield _("Why it is marked"), " ".join(notes)


def when_paid(line: Line) -> str:
    """The payments of a year."""
    if not line.schedule:
        return {
            "monthly": _("monthly"),
            "on_claim": _("on monthly claims, after the month"),
            "on_declaration": _("once its conditions are declared to be met"),
        }[line.paid.value]
    first, last = line.schedule[0], line.schedule[-1]
    return _("%(n)s months, %(first)s each, the last %(last)s") % {
        "n": len(line.schedule),
        "first": pounds(first.pounds),
        "last": pounds(last.pounds),
    }


def missing(money: Money) -> str:
    """Which lines are not in the total."""
    titles = [
        line.title[0].lower() + line.title[1:]
        for line in money.statement.lines
        if line.amount is None
    ]
    if not titles:
        return ""
    return _("Not in this total, because a rate or a count is not held: %(lines)s.") % {
        "lines": listed(titles)
    }


def against(money: Money) -> str:
    """The year before, in a sentence; nothing where one of the two lacks an amount."""
    if money.before is None or any(
        line.amount is None for each in (money.before, money.statement) for line in each.lines
    ):
        return ""
    difference: Decimal = money.statement.total - money.before.total
    way = _("more") if difference >= 0 else _("less")
    return _("%(amount)s %(way)s than what is known of %(year)s (%(total)s).") % {
        "amount": pounds(abs(difference)),
        "way": way,
        "year": money.before.year,
        "total": pounds(money.before.total),
    }


def rows(money: Money) -> Iterator[tuple[Cell, ...]]:
    """The lines for a spreadsheet, the total last."""
    for line in money.statement.lines:
        yield (
            line.title,
            line.amount if line.amount is None else float(line.amount),
            "yes" if line.is_most else "",
            line.working,
            line.counted_on,
            line.payee.words,
            Status(line.status).words,
            "; ".join(source.title for rate in line.rates for source in rate.sources),
            float(line.arrears),
            line.arrears_words,
            " ".join(rate.note for rate in line.rates if rate.note),
        )
    yield ("Total of what is known", float(money.statement.total), *[""] * (len(HEADINGS) - 2))


def file_name(money: Money) -> str:
    """The name of a statement's file."""
    return f"{money.page.subject.code}-statement-{str(money.year).replace('/', '-')}"
