"""The money of every network at home in a place or system: lines, totals, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpcn.domains.registry.queries.organisations import organisations_of_kind
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.funding.caveats import least_sure
from openpcn.engines.funding.rules import Count, Payee
from openpcn.engines.funding.statements import NOTHING, Line
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.funding.network_statements import NetworkStatement, state_networks
from openpcn.workflows.funding.show_money import wanted_year
from openpcn.workflows.funding.statements import status_words
from openpcn.workflows.pages.show_overview import Overview, show_overview

PENNY = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class LineOfMany:
    """One entitlement over all networks."""

    code: str
    title: str
    is_most: bool
    total: Decimal
    """Of the networks where it is known."""
    known: int
    unknown: tuple[str, ...]
    """Names of the networks where it is not."""
    unknown_because: str
    status_words: str
    """How sure its rates are: of several networks, as the least sure."""


@dataclass(frozen=True, kw_only=True)
class MoneyOfMany:
    """The statements of all networks at home in an organisation."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    stated: tuple[NetworkStatement, ...]
    outside: tuple[PracticeAnswer, ...]
    """Practices of the organisation that are in no network, whose patients no line counts."""

    @property
    def total(self) -> Decimal:
        """The sum of what is known of all networks."""
        return sum((one.statement.total for one in self.stated), NOTHING)

    @property
    def of_all(self) -> tuple[Line, ...]:
        """Every line of every network."""
        return tuple(line for one in self.stated for line in one.statement.lines)

    def paid_to(self, payee: Payee) -> Decimal:
        """What is known to go to the nominated payees, or to practices."""
        return sum((one.statement.paid_to(payee) for one in self.stated), NOTHING)

    @property
    def lines(self) -> tuple[LineOfMany, ...]:
        """Every entitlement that a network of them has, in the order of the rules."""
        titles: dict[str, str] = {}
        for one in self.stated:
            titles |= {merged(line.code): merged_title(line.title) for line in one.statement.lines}
        return tuple(line_of_many(code, title, self.stated) for code, title in titles.items())


def merged(code: str) -> str:
    """Local variations of all networks are one line here."""
    return "local_variations" if code.startswith("local_variation") else code


def merged_title(title: str) -> str:
    """What the lines of one code are called together."""
    return "Local variations" if title.startswith("Local variation:") else title


def line_of_many(code: str, title: str, stated: tuple[NetworkStatement, ...]) -> LineOfMany:
    """One entitlement over all networks, with those where it is not known."""
    lines = [
        (one, line) for one in stated for line in one.statement.lines if merged(line.code) == code
    ]
    unknown = [(one, line) for one, line in lines if line.amount is None]
    return LineOfMany(
        code=code,
        title=title,
        is_most=any(line.is_most for _, line in lines),
        total=sum((line.amount for _, line in lines if line.amount is not None), NOTHING),
        known=len(lines) - len(unknown),
        unknown=tuple(one.name for one, _ in unknown),
        unknown_because=because([line.working for _, line in unknown]),
        status_words=status_words(least_sure(line for _, line in lines)),
    )


def because(workings: list[str]) -> str:
    """What is missing; of several networks, what the first of them lacks."""
    if len(set(workings)) > 1:
        return f"for example {workings[0]}"
    return workings[0] if workings else ""


def show_money_of_many(path: str, code: str, *, year: str, when: When) -> MoneyOfMany:
    """The money page of a place or system; the year of the day asked about, unless one is named."""
    page = show_overview(path, code, when=when)
    wanted = wanted_year(year, when)
    return MoneyOfMany(
        page=page,
        year=wanted,
        years=years_held(),
        stated=tuple(statements_of(page, wanted, when)),
        outside=tuple(one for one in page.members if one.network_code is None),
    )


def statements_of(page: Overview, year: ContractYear, when: When) -> Iterator[NetworkStatement]:
    """The statements of the networks at home there, by name."""
    codes = {one.code for one in page.networks}
    networks = [one for one in organisations_of_kind("network", when=when) if one.code in codes]
    yield from state_networks(networks, year, when=when, lists=page.whole.lists)


def registered_of(stated: NetworkStatement) -> Decimal | None:
    """The registered patients that a network's lines count."""
    counts = (
        line.count
        for line in stated.statement.lines
        if line.counts is Count.REGISTERED and line.count is not None
    )
    return next(counts, None)


def per_patient(stated: NetworkStatement) -> Decimal | None:
    """Pounds of what is known for each registered patient."""
    patients = registered_of(stated)
    if not patients:
        return None
    return (stated.statement.total / patients).quantize(PENNY)
