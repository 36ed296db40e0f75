"""A practice or network in numbers, each in plain English with its source and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.engines.funding.caveats import UNREAD
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When, in_words
from openpcn.kernel.wording import counted, grouped
from openpcn.rulebook.indicators import get_indicator
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.funding.show_money_of_many import per_patient
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.profiles.counting import together
from openpcn.workflows.profiles.measuring import codes_of, measured
from openpcn.workflows.profiles.origins import origins_of
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.standings import plain

APPOINTMENTS = "appointments"
NOT_HELD = "Not held for this day."


@dataclass(frozen=True, kw_only=True)
class Number:
    """A figure in words; `figure` is empty where it is not held, and `words` says so."""

    label: str
    figure: str
    words: str
    source: str
    period: str


@dataclass(frozen=True, kw_only=True)
class FromFiles:
    """The numbers that hang on loaded files alone, and whose money is asked for."""

    numbers: tuple[Number, ...]
    network: str


def numbers(kind: str, code: str, *, when: When) -> tuple[Number, ...]:
    """List, appointments, staff and money of a practice or network."""
    held = kept(
        "public-numbers", (kind, code, when, stamp()), lambda: from_files(kind, code, when=when)
    )
    if not held.network:
        return held.numbers
    return (*held.numbers, money(held.network, when=when))


def from_files(kind: str, code: str, *, when: When) -> FromFiles:
    """What is worked out once, until a file is loaded or the structure changes."""
    path = "networks" if kind == "network" else "practices"
    page = show_overview(path, code, when=when)
    found = [patients(page), *access(page, when=when)]
    network = page.subject.code if kind == "network" else network_of(page)
    if not network:
        return FromFiles(numbers=tuple(found), network="")
    ours = page if kind == "network" else show_overview("networks", network, when=when)
    found.append(staff(ours))
    return FromFiles(numbers=tuple(found), network=network)


def network_of(page: Overview) -> str:
    """The network of a practice; empty where it is in none."""
    return next((one.network_code for one in page.members if one.network_code), None) or ""


def patients(page: Overview) -> Number:
    """How many patients are registered."""
    facts = page.facts
    held = facts.patients is not None and facts.list_on is not None
    of = f" with {counted(facts.practices, 'practice')}" if page.subject.kind == "network" else ""
    return Number(
        label="Registered patients",
        figure=grouped(facts.patients or 0) if held else "",
        words=f"People who are registered{of}." if held else NOT_HELD,
        source=titles(page, "lists"),
        period=in_words(facts.list_on) if facts.list_on else "",
    )


def titles(page: Overview, figure: str) -> str:
    """The file of a figure."""
    return "; ".join(
        f"{one.title}, {one.publisher}" for one in page.sources if one.figure == figure
    )


def staff(page: Overview) -> Number:
    """Staff who work for the network as a whole."""
    held = page.facts.staff
    on = page.whole.staff_on
    return Number(
        label="Staff of the network",
        figure="" if held is None else f"{held:,.1f}",
        words=NOT_HELD
        if held is None
        else "Full-time equivalents who work for all its practices, such as pharmacists and "
        "physiotherapists. Practices employ more people themselves.",
        source=titles(page, "staff"),
        period=in_words(on) if on and held is not None else "",
    )


def access(page: Overview, *, when: When) -> Iterator[Number]:
    """How many appointments there were."""
    found = measured(page.whole.code, codes_of(page), when=when)
    one = found.get(APPOINTMENTS)
    counts = (
        [one.counts[each.code] for each in page.members if each.code in one.counts] if one else []
    )
    whole = together(counts)
    indicator = get_indicator(APPOINTMENTS)
    if one is None or whole is None or whole.denominator < indicator.smallest_denominator:
        yield Number(label="Appointments", figure="", words=NOT_HELD, source="", period="")
        return
    origin = origins_of({APPOINTMENTS: one}, when=when)[APPOINTMENTS]
    yield Number(
        label="Appointments in a month",
        figure=grouped(plain(indicator, whole)),
        words=f"For every 1,000 patients; {grouped(whole.numerator)} in all, attended or not.",
        source=f"{origin.source}, {origin.publisher}",
        period=period(one.starts_on, one.ends_on),
    )


def money(network: str, *, when: When) -> Number:
    """What a network is entitled to for each patient, by the national rules."""
    year = wanted_year("", when)
    stated = entitled(network, year, when=when)
    each = per_patient(stated)
    is_known = each is not None and stated.statement.total
    return Number(
        label="Money for each patient",
        figure=f"£{each:,.2f}" if is_known else "",
        words=f"{in_plain_words(year)}{surely(stated)}" if is_known else NOT_HELD,
        source=f"Worked out by OpenPCN from the rules of the Network Contract, {year}",
        period=f"contract year {year}" if is_known else "",
    )


def in_plain_words(year: ContractYear) -> str:
    """What money for each patient is and what it is not."""
    return (
        f"What the network is entitled to in {year} under its national contract, as far as it is "
        "known. It is not what was spent, and practices are paid more besides."
    )


def surely(stated: NetworkStatement) -> str:
    """That not every rate behind the figure is sure; nothing where all are."""
    statuses = {line.status for line in stated.statement.lines if line.amount}
    if "conflict" in statuses:
        return " Sources disagree about some of its rates, so it may be a little more or less."
    if statuses & set(UNREAD):
        return " Some of its rates are still to be checked in their source."
    return ""


def entitled(code: str, year: ContractYear, *, when: When) -> NetworkStatement:
    """The statement of a network in a year."""
    return state_network(get_organisation(code, when=when), year, when=when)
