"""How far the data of a report reach: what each answer rests on, and how old it is on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openpcn.kernel.contract_years import contract_year_of
from openpcn.kernel.documents import Column, Note, Paragraph, Part, Row, Table
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.reports.ground import NOT_HELD, Ground

LISTS = ("c, g", "Registered patients")
MONTHS = 12


def reach(ground: Ground) -> Iterator[Part]:
    """What the report says of a day to come, and what each of its answers rests on."""
    if ground.when.as_at > ground.today:
        yield Note(
            about="About a day to come:",
            text=f"{in_words(ground.when.as_at)} is told as it is recorded on "
            f"{in_words(ground.today)}. What happens until then is not known, and nothing here "
            "forecasts it.",
        )
    yield Table(
        caption="What the answers rest on",
        columns=(
            Column(label="Question"),
            Column(label="Facts"),
            Column(label="Newest held"),
            Column(label="On the day of the report"),
        ),
        rows=(
            rates_row(ground),
            ("b, d, f", "What people record in OpenPCN", in_words(until(ground)), "as recorded"),
            figure_row(ground, "members", "c, g", "Which practice is in which network"),
            lists_row(ground),
            figure_row(ground, "residence", "c", "Where patients live"),
            payments_row(ground),
        ),
    )
    if ground.page.facts.patients is None and ground.page.newest_list_on:
        yield Paragraph(
            text=f"No list counts on {in_words(ground.when.as_at)}: the newest are of "
            f"{in_words(ground.page.newest_list_on)}, and a list counts for twelve months. "
            f"Sizes are known in a report as at {in_words(ground.page.newest_list_on)}.",
            is_strong=True,
        )


def until(ground: Ground) -> date:
    """Up to when records can reach."""
    return min(ground.when.as_at, ground.today)


def rates_row(ground: Ground) -> Row:
    """The rules of money."""
    own, held = contract_year_of(ground.when.as_at), ground.money.year
    told = "of its year" if own == held else f"the nearest held; those of {own} are not held"
    return "a", "Rates of money", f"Rules of {held}", told


def figure_row(ground: Ground, figure: str, letters: str, words: str) -> Row:
    """A file that figures are counted in."""
    held = next((one for one in ground.page.sources if one.figure == figure), None)
    if held is None or held.period_on is None:
        return letters, words, NOT_HELD, NOT_HELD
    return letters, words, in_words(held.period_on), age(held.period_on, ground.when.as_at)


def lists_row(ground: Ground) -> Row:
    """The lists that count, which may be of several days; else the newest that no longer do."""
    days = sorted({one.list_on for one in ground.page.members if one.list_on})
    if days:
        first, last = days[0], days[-1]
        told = in_words(last) if first == last else f"{in_words(first)} to {in_words(last)}"
        return *LISTS, told, age(first, ground.when.as_at)
    newest = ground.page.newest_list_on
    if newest is None:
        return *LISTS, NOT_HELD, NOT_HELD
    return *LISTS, in_words(newest), f"{age(newest, ground.when.as_at)}: not counted"


def payments_row(ground: Ground) -> Row:
    """Payments to practices, which money against need is reckoned from."""
    found = ground.fairness
    if not isinstance(found, Fairness):
        return "e", "Payments to practices", NOT_HELD, NOT_HELD
    ended = found.held.year.last_on
    return "e", "Payments to practices", str(found.held.year), age(ended, ground.when.as_at)


def age(held: date, day: date) -> str:
    """How much older than the day of the report something is: 20 months earlier."""
    if held > day:
        return "later than that day"
    months = (day.year - held.year) * MONTHS + day.month - held.month - (day.day < held.day)
    return f"{counted(months, 'month')} earlier" if months else "of that month"
