"""What a network or practice receives in a contract year, month by month, from its statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.engines.calendar.payments import PaidOn
from openpcn.engines.calendar.spreading import spread
from openpcn.engines.funding.rules import Paid, Payee
from openpcn.engines.funding.statements import Line
from openpcn.kernel.contract_years import ContractYear
from openpcn.kernel.when import When
from openpcn.rulebook.funding import years_held
from openpcn.workflows.calendar.payment_days import PayingDay
from openpcn.workflows.funding.network_statements import NetworkStatement, state_network


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A month's money of one entitlement, or of all that come in together."""

    month: date
    """The month that it is for."""
    pounds: Decimal
    paid_to: Payee
    paid: PaidOn


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One entitlement of a year as it comes in."""

    code: str
    title: str
    pounds: Decimal | None
    """None: a count or a rate is not held; `working` says which."""
    working: str
    payee: str
    is_most: bool
    paid: Paid
    months: tuple[Incoming, ...]
    """Empty where it is paid on claim or declaration."""
    status: str
    checked_on: date


@dataclass(frozen=True, kw_only=True)
class Receipts:
    """Everything that comes in, in a year."""

    lines: tuple[Receipt, ...]

    @property
    def together(self) -> tuple[Incoming, ...]:
        """What comes in on one day for one payee and month, of the lines that are paid monthly."""
        found: dict[tuple[date, Payee], list[Incoming]] = {}
        for each in (one for line in self.lines for one in line.months):
            found.setdefault((each.month, each.paid_to), []).append(each)
        summed = [
            replace(parts[0], pounds=sum((one.pounds for one in parts), Decimal(0)))
            for parts in found.values()
        ]
        return tuple(sorted(summed, key=lambda one: (one.month, one.paid_to)))


def receipts_of(
    network: OrganisationAnswer,
    year: ContractYear,
    *,
    paying: PayingDay,
    practice: str = "",
    when: When,
) -> Receipts:
    """The receipts of a network; of one of its practices, where that is named."""
    if year not in years_held():
        return Receipts(lines=())
    stated = state_network(network, year, when=when)
    made = (
        of_practice(stated, practice, paying)
        if practice
        else (of_network(line, paying) for line in stated.statement.lines)
    )
    return Receipts(lines=tuple(made))


def of_network(line: Line, paying: PayingDay) -> Receipt:
    """A line of the statement as it comes in."""
    return Receipt(
        code=line.code,
        title=line.title,
        pounds=line.amount,
        working=line.working,
        payee=line.payee.words,
        is_most=line.is_most,
        paid=line.paid,
        months=tuple(incoming(line.payee, one.month, one.pounds, paying) for one in line.schedule),
        status=line.status,
        checked_on=max(rate.checked_on for rate in line.rates),
    )


def incoming(payee: Payee, month: date, pounds: Decimal, paying: PayingDay) -> Incoming:
    """A month's money with its day."""
    return Incoming(month=month, pounds=pounds, paid_to=payee, paid=paying(payee, month))


def of_practice(stated: NetworkStatement, practice: str, paying: PayingDay) -> Iterator[Receipt]:
    """A practice's own part of the lines that are paid to practices."""
    for line in stated.statement.lines:
        for share in stated.shares.get(line.code, ()):
            if share.practice != practice:
                continue
            parts = [one.pounds for one in line.schedule]
            amounts = spread(share.amount, parts) if share.amount is not None else ()
            yield Receipt(
                code=line.code,
                title=line.title,
                pounds=share.amount,
                working=share.working,
                payee="this practice",
                is_most=line.is_most,
                paid=line.paid,
                months=tuple(
                    incoming(line.payee, one.month, amount, paying)
                    for one, amount in zip(line.schedule, amounts, strict=False)
                ),
                status=line.status,
                checked_on=max(rate.checked_on for rate in line.rates),
            )
