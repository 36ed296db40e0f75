"""People and money over the organisations of an area: amounts for each patient, without chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.need import Money, moneys
from openpcn.workflows.fairness.held import Held, hold
from openpcn.workflows.fairness.weighing import sum_paid, under_other_headings
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.variation.compared import FENCE_METHOD, FEWEST, Compared, Point, fenced
from openpcn.workflows.variation.groups import Group
from openpcn.workflows.workforce.gathering import GROUPS, SHORT, staff_history
from openpcn.workflows.workforce.people_tables import counting_year, table_of

SMALLEST_LIST = 1_000
"""Patients; an amount for each of fewer says nothing."""
PER_10000 = "FTE per 10,000 patients"
POUNDS = "pounds for each patient"
STAFF_SHOWN = ("gps", "nurses", "direct", "admin")


@dataclass(frozen=True, kw_only=True)
class Amount:
    """An amount of an organisation and the patients that it is for."""

    amount: float
    patients: float


def compare_people(page: Overview, groups: Sequence[Group], *, when: When) -> Iterator[Compared]:
    """Staff of practices by group, and network staff, for the same number of patients."""
    codes = frozenset(code for each in groups for code in each.practices)
    history = staff_history(dict.fromkeys(range(2015, when.as_at.year + 1), codes), when=when)
    year = counting_year(history, when)
    if year is not None:
        tables = {
            each.code: table_of(each.name, each.practices, history.years[year]) for each in groups
        }
        for short in STAFF_SHOWN:
            held = {
                code: Amount(amount=staff.fte * 10_000, patients=staff.patients)
                for code, table in tables.items()
                if (staff := table.staff.get(GROUPS[short])) and staff.practices
            }
            yield from made(
                f"people-{short}", SHORT[short], "People", PER_10000,
                f"year to {in_words(history.ends_on[year])}",
                "General Practice Workforce, NHS England", groups, held,
            )  # fmt: skip
    if page.subject.kind != "network" and page.whole.staff_on:
        sizes = {one.code: float(one.patients) for one in page.whole.networks if one.patients}
        held = {
            code: Amount(amount=fte * 10_000, patients=sizes[code])
            for code, fte in page.whole.staff_of.items()
            if code in sizes
        }
        yield from made(
            "people-network", "Network staff", "People", PER_10000,
            in_words(page.whole.staff_on), "Primary Care Network Workforce, NHS England", groups,
            held,
        )  # fmt: skip


def compare_money(
    path: str, code: str, groups: Sequence[Group], *, when: When
) -> Iterator[Compared]:
    """What the payments file says was paid, for each registered patient."""
    try:
        held = hold(path, code, year="", when=when)
    except NotFound:
        return
    for money in moneys():
        amounts = {
            each.code: found for each in groups if (found := paid_to(each, held, money)) is not None
        }
        yield from made(
            f"money-{money.code}", money.title, "Money", POUNDS, str(held.year),
            "NHS Payments to General Practice, NHS England", groups, amounts,
        )  # fmt: skip


def paid_to(group: Group, held: Held, money: Money) -> Amount | None:
    """The sum over the practices whose payments are held, and under the headings that count."""
    known = [
        (pounds, one.patients)
        for one in held.practices
        if one.code in group.practices
        and one.patients
        and (pounds := sum_paid(one.paid, money)) is not None
        and under_other_headings(one.paid, money) is None
    ]
    if not known:
        return None
    return Amount(
        amount=float(sum(pounds for pounds, _ in known)),
        patients=float(sum(patients for _, patients in known)),
    )


def made(
    key: str,
    title: str,
    dimension: str,
    unit: str,
    period: str,
    source: str,
    groups: Sequence[Group],
    held: Mapping[str, Amount],
) -> Iterator[Compared]:
    """The measure, unless fewer than three organisations can be shown."""
    enough = {code: one for code, one in held.items() if one.patients >= SMALLEST_LIST}
    if len([each for each in groups if each.code in enough]) < FEWEST:
        return
    values = [
        enough[each.code].amount / enough[each.code].patients if each.code in enough else None
        for each in groups
    ]
    own = [enough[each.code] for each in groups if each.code in enough]
    yield Compared(
        key=key,
        title=title,
        dimension=dimension,
        unit=unit,
        better="neither",
        period=period,
        source=source,
        points=tuple(
            Point(
                group=each,
                value=value,
                numerator=None,
                denominator=enough[each.code].patients if value is not None else None,
                standing=standing,
                why_not="" if value is not None else why_not(held.get(each.code)),
            )
            for each, value, standing in zip(groups, values, fenced(values), strict=True)
        ),
        centre=sum(one.amount for one in own) / sum(one.patients for one in own),
        sizes="registered patients",
        lines=(),
        method=FENCE_METHOD,
        spread="",
        slope=None,
        disclosure="",
    )


def why_not(held: Amount | None) -> str:
    """Why an organisation has no value."""
    if held is None:
        return "not held for its practices"
    return f"fewer than {SMALLEST_LIST:,} patients with figures"
