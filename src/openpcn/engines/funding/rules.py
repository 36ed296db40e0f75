"""The rules of a contract year: what is paid for what count, to whom, when; filled by the rulebook.

Amounts are exact decimals in pounds. A revision inside a year is a further rate that became known
on a later day; a past rate is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openpcn.kernel.contract_years import ContractYear


class Count(StrEnum):
    """What an entitlement is multiplied by; three populations that are never interchangeable."""

    REGISTERED = "registered"
    ADJUSTED = "adjusted"
    WEIGHTED = "weighted"
    BEDS = "beds"
    NETWORK = "network"
    POINTS = "points"

    @property
    def words(self) -> str:
        """How the count is called in a sentence."""
        return WORDS[self]


WORDS = {
    Count.REGISTERED: "registered patients",
    Count.ADJUSTED: "PCN adjusted population",
    Count.WEIGHTED: "contractor weighted population",
    Count.BEDS: "care home beds",
    Count.NETWORK: "set of roles for each network",
    Count.POINTS: "points of the Investment and Impact Fund",
}


class Payee(StrEnum):
    """Who is paid."""

    NOMINATED_PAYEE = "nominated_payee"
    PRACTICES = "practices"

    @property
    def words(self) -> str:
        """Who is paid, in a sentence."""
        return {
            Payee.NOMINATED_PAYEE: "the network's nominated payee",
            Payee.PRACTICES: "the practices",
        }[self]


class Paid(StrEnum):
    """When it is paid."""

    MONTHLY = "monthly"
    ON_CLAIM = "on_claim"
    ON_DECLARATION = "on_declaration"


class Per(StrEnum):
    """What a rate covers: a whole year, a month, or just the days that it stands for."""

    YEAR = "year"
    MONTH = "month"
    PERIOD = "period"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a figure can be read."""

    code: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Rate:
    """Pounds for one of what is counted, from a day to a day, as known from a day on.

    Two rates are never the same, however alike: each stands in a file of its own line.
    """

    pounds: Decimal | None
    """None where no figure was found."""
    per: Per
    starts_on: date
    ends_on: date
    known_from: date
    status: str
    """A word of the rulebook's statuses: verified, recalled, conflict …"""
    sources: tuple[Source, ...]
    checked_on: date
    clause: str = ""
    note: str = ""


Part = tuple[Rate, int]
"""A rate and the months of a year for which it counts."""


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """One thing that is paid for, with its rates."""

    code: str
    title: str
    counts: Count
    counted_on: date | None
    """The day on which the population counts; None: as it stands each month."""
    payee: Payee
    paid: Paid
    is_most: bool
    """Whether the amount is the most that can be earned or claimed."""
    rates: tuple[Rate, ...]
    doubled_from: int | None = None
    """Registered patients from which a network has two sets of roles."""


@dataclass(frozen=True, kw_only=True)
class Unheld:
    """Something that the contract pays, and whose rule we do not hold in full."""

    title: str
    words: str
    status: str
    sources: tuple[Source, ...]
    known_from: date
    checked_on: date
    points: int | None = None
    """The most points that can be earned, where it is paid by points."""
    pounds_per_point: Decimal | None = None
    indicators: str = ""
    """What earns the points, as far as it was read."""


@dataclass(frozen=True, kw_only=True)
class FundingRules:
    """All entitlements of a contract year."""

    year: ContractYear
    entitlements: tuple[Entitlement, ...]
    unheld: tuple[Unheld, ...] = ()
    version: str = ""
    """Fingerprint of the text that they were read from."""
