"""Words and rows of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.funding.amounts import PENNY, amount_of
from openpcn.engines.funding.caveats import caveats
from openpcn.engines.funding.statements import Line
from openpcn.engines.funding.working import times
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.exports import Cell
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import plain, pounds
from openpcn.rulebook.statuses import Status
from openpcn.web.dates import Dates
from openpcn.web.money.sharing import shares
from openpcn.web.presenters.heads import Head, head_of
from openpcn.web.presenters.statuses import COLOURS
from openpcn.workflows.evidence.register import anchor, rate_in_dispute
from openpcn.workflows.funding.show_money import Money
from openpcn.workflows.funding.statement_document import payments_of
from openpcn.workflows.funding.statements import cited, status_words

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
    factors: tuple[tuple[str, str], ...]
    """Count, rate and amount, each with its words."""
    told: tuple[tuple[str, str], ...]
    """What is said when the line is opened: name and words."""
    sources: tuple[tuple[str, str], ...]
    """Titles and addresses."""
    disputed: tuple[str, str, str] | None
    """Where sources contradict about its rate: the amounts, what is said, where it is shown."""


def statement_words(money: Money, dates: Dates) -> dict[str, Any]:
    """What the page of a statement is given."""
    statement = money.statement
    is_known = any(line.amount is not None for line in statement.lines)
    of_before = {line.code: line for line in money.before.lines} if money.before else {}
    base = reverse("money", args=[money.page.subject.code])
    return {
        "head": head(money, dates),
        "lines": [
            shown(line, of_before.get(line.code), disputed(line, statement.year))
            for line in statement.lines
        ],
        "total": pounds(statement.total) if is_known else _("not known"),
        "round_total": f"£{statement.total:,.0f}" if is_known else _("not known"),
        "caveats": caveats(statement),
        "by_status": by_status(statement.lines),
        "without_amount": sum(1 for line in statement.lines if line.amount is None),
        "shares": list(shares(money)),
        "not_held": [
            (sentence, told_status(one.status), [(each.title, each.url) for each in one.sources])
            for sentence, one in zip(statement.unheld, statement.not_held, strict=True)
        ],
        "before": str(money.before.year) if money.before else "",
        "arrears": pounds(statement.arrears) if statement.arrears else "",
        "years": [
            (str(year), dates.link(base, year=str(year)), year == money.year)
            for year in money.years
        ],
        "against": against(money),
        "counts_now": money.recorded,
        "actions": list(actions(money, dates)),
    }


def head(money: Money, dates: Dates, *, under: str = "money", part: str = "") -> Head:
    """The top of a page about a network's money, or about a part of it."""
    page = money.page
    return head_of(
        page.subject, dates, current=under, part=part, whole=page.whole, members=page.members
    )


def amount_words(line: Line) -> str:
    """The amount of a line, or that it is not known."""
    return _("not known") if line.amount is None else pounds(line.amount)


def actions(money: Money, dates: Dates) -> Iterator[tuple[str, str]]:
    """What can be done from the page: text and address."""
    code, year = money.page.subject.code, str(money.year)

    def there(name: str, **query: str) -> str:
        return dates.link(reverse(name, args=[code]), **query)

    yield _("Statement as PDF"), there("money-pdf", year=year)
    yield _("Excel"), there("money-xlsx", year=year)
    yield _("CSV"), there("money-csv", year=year)
    if money.before is not None:
        other = str(money.before.year)
        yield (
            _("Compare with %(year)s") % {"year": other},
            there("money-compare", year=other, with_year=year),
        )
    else:
        yield _("Compare"), there("money-compare", year=year)
    if money.may_record:
        yield _("Record a population"), there("money-counts")
    if money.may_vary:
        yield _("Record a local variation"), there("money-variations", year=year)


def disputed(line: Line, year: ContractYear) -> tuple[str, str, str] | None:
    """Between which amounts sources would have a line; None where none contradicts another."""
    found = rate_in_dispute(line.code, year)
    if found is None or line.amount is None or len(line.parts) != 1:
        return None
    used = line.parts[0][0].pounds
    if not used:
        return None
    ends = [(line.amount * one.value / used).quantize(PENNY) for one in found.claims]
    said = _("Sources give %(rates)s pounds; £%(used)s is used") % {
        "rates": found.range,
        "used": plain(used),
    }
    amounts = _("%(low)s to %(high)s") % {"low": pounds(ends[0]), "high": pounds(ends[-1])}
    return amounts, said, f"{reverse('evidence')}#{anchor(found)}"


def shown(line: Line, before: Line | None, dispute: tuple[str, str, str] | None) -> ShownLine:
    """A line for the page."""
    words = status_words(line)
    most = _(", at most") if line.is_most else ""
    return ShownLine(
        title=f"{line.title}{most}",
        short=in_short(line),
        amount=amount_words(line),
        status=words,
        colour=COLOURS[words],
        factors=tuple(factors(line)),
        told=tuple(told(line, before)),
        sources=tuple((one.title, one.url) for one in cited(line)),
        disputed=dispute,
    )


def factors(line: Line) -> Iterator[tuple[str, str]]:
    """Count, rate and amount, each with its words; nothing where the working is longer."""
    if line.amount is None or line.count is None or len(line.parts) != 1:
        return
    on = in_words(line.counted_on) if line.counted_on else ""
    what = line.counts.words
    yield plain(line.count), f"{what}, {on}" if on else what
    yield times(line.parts[0]), _("for each")
    yield pounds(line.amount), _("in the year")


def in_short(line: Line) -> str:
    """The working of a closed line, which says where a count stands in for another day's."""
    working = line.working.partition(" = ")[2] or line.working
    if not line.is_stand_in or line.counted_on is None:
        return working
    day = in_words(line.counted_on)
    return _("%(working)s; the count of %(day)s stands in") % {"working": working, "day": day}


def told(line: Line, before: Line | None) -> Iterator[tuple[str, str]]:
    """What an opened line says."""
    if not any(factors(line)):
        yield _("Working"), line.working
    if line.counted_on and (line.is_stand_in or not any(factors(line))):
        on = in_words(line.counted_on)
        if line.is_stand_in:
            on = _("%(day)s, which stands in for the day of the rule, because that is not held") % {
                "day": on
            }
        yield _("Counted on"), on
    yield _("Paid to"), line.payee.words
    yield _("When"), payments_of(line)
    yield (
        _("Changed in the year"),
        line.arrears_words or _("No. If rate or count is revised, arrears from April show here."),
    )
    notes = dict.fromkeys(rate.note for rate in line.rates if rate.note)
    if notes:
        yield _("About the rate"), " ".join(notes)
    if instead := at_the_rate_before(line, before):
        yield _("At last year’s rate"), instead


def at_the_rate_before(line: Line, before: Line | None) -> str:
    """What a doubtful line would be at last year's checked rate."""
    if line.status == "verified" or before is None or before.status != "verified":
        return ""
    if line.count is None or line.counts is not before.counts:
        return ""
    amount = amount_of(line.count, before.parts)
    if amount is None or before.parts == line.parts:
        return ""
    rates = " + ".join(times(part) for part in before.parts)
    return _("%(rates)s, which was checked, the amount would be %(amount)s") % {
        "rates": rates,
        "amount": pounds(amount),
    }


def by_status(lines: Iterable[Line]) -> list[tuple[str, str, str]]:
    """The total by how sure its rates are: word, colour, amount; each word once."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.amount is not None:
            word = status_words(line)
            sums[word] = sums.get(word, Decimal(0)) + line.amount
    return [
        (word, colour, f"£{sums[word]:,.0f}") for word, colour in COLOURS.items() if word in sums
    ]


def told_status(status: str) -> tuple[str, str]:
    """The word of a status with its colour."""
    words = Status(status).words
    return words, COLOURS[words]


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
            status_words(line),
            "; ".join(source.title for source in cited(line)),
            float(line.arrears),
            line.arrears_words,
            " ".join(rate.note for rate in line.rates if rate.note),
        )
    told = [""] * (len(HEADINGS) - 3)
    note = " ".join(caveats(money.statement))
    yield ("Total of what is known", float(money.statement.total), *told, note)


def file_name(money: Money) -> str:
    """The name of a statement's file."""
    return f"{money.page.subject.code}-statement-{str(money.year).replace('/', '-')}"
