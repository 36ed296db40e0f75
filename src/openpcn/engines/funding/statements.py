"""A statement of entitlements: lines that sum to its total, to the penny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.engines.funding.rules import Count, Paid, Part, Payee, Rate, Unheld
from openpcn.kernel.contract_years import ContractYear

NOTHING = Decimal("0.00")
RECORDED = "recorded"


@dataclass(frozen=True, kw_only=True)
class Payment:
    """An amount for a month."""

    month: date
    pounds: Decimal


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entitlement: amount, working, and where each part of it comes from."""

    code: str
    title: str
    amount: Decimal | None
    """None: not known, because a rate or a count is not held; `working` says which."""
    working: str
    counts: Count
    count: Decimal | None
    counted_on: date | None
    is_stand_in: bool
    payee: Payee
    paid: Paid
    is_most: bool
    parts: tuple[Part, ...]
    """The rates that count, in order of their days, each with its months."""
    schedule: tuple[Payment, ...]
    """What is due for each month; empty where it is paid on claim or declaration."""
    arrears: Decimal
    """What months before the day of knowledge were paid too little (or too much, below nought)."""
    arrears_words: str
    recorded_source: str = ""
    """Where it was agreed, of a line that no national rule gives."""

    @property
    def rates(self) -> tuple[Rate, ...]:
        """The rates that count, in order of their days."""
        return tuple(rate for rate, _ in self.parts)

    @property
    def status(self) -> str:
        """The least certain status of its rates; `recorded` of what was agreed locally."""
        if self.recorded_source:
            return RECORDED
        order = ("not_found", "conflict", "recalled", "partial", "verified-code", "derived")
        held = {rate.status for rate in self.rates}
        return next((status for status in order if status in held), "verified")

    @property
    def sentence(self) -> str:
        """The whole line, as it is said everywhere."""
        return f"{self.title}: {self.working}"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Everything that a network and its practices are entitled to in a contract year."""

    year: ContractYear
    as_known: date
    lines: tuple[Line, ...]
    unheld: tuple[str, ...]
    """What the contract pays and nobody could work out here, in sentences."""
    not_held: tuple[Unheld, ...]
    """The same, each with its status and sources."""
    rules_version: str
    varied_by: str = ""
    """Titles of the local variation agreements that are laid over it."""

    @property
    def total(self) -> Decimal:
        """The sum of what is known."""
        return sum((line.amount for line in self.lines if line.amount is not None), NOTHING)

    @property
    def is_complete(self) -> bool:
        """Whether there are lines, every one has an amount, and nothing is left unworked."""
        known = [line.amount is not None for line in self.lines]
        return bool(known) and all(known) and not self.unheld

    @property
    def arrears(self) -> Decimal:
        """The sum of the arrears of all lines."""
        return sum((line.arrears for line in self.lines), NOTHING)

    def paid_to(self, payee: Payee) -> Decimal:
        """What is known to go to a payee."""
        held = (line.amount for line in self.lines if line.payee is payee)
        return sum((amount for amount in held if amount is not None), NOTHING)

    def by_status(self) -> dict[str, Decimal]:
        """The total, divided by how sure its rates are."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            if line.amount is not None:
                found[line.status] = found.get(line.status, NOTHING) + line.amount
        return found
