"""Work out how a receipt is shared under the network's rule of its month, and share it out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from openpcn.domains.accounts.queries import Account
from openpcn.domains.agreements.queries.hours import sessions_of
from openpcn.domains.ledger.actions.entries import Portion, share_receipt
from openpcn.domains.ledger.queries.entries import EntryAnswer
from openpcn.domains.ledger.queries.rules import RuleAnswer, rule_for, rules_of
from openpcn.domains.registry.queries.lists import list_totals
from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.engines.sharing.rules import Basis, FixedSum, Rule, Slice
from openpcn.engines.sharing.sharing import Member, Share, share_out
from openpcn.kernel.contract_years import contract_year_of, month_end
from openpcn.kernel.errors import OpenPCNError
from openpcn.kernel.when import Span, When, in_words
from openpcn.workflows.funding.network_facts import weighted_lists
from openpcn.workflows.ledger.paying import member_spans

MINUTES = Decimal(60)


@dataclass(frozen=True, kw_only=True)
class Worked:
    """How a receipt is shared under the rule of its month; or why it cannot be."""

    receipt: EntryAnswer
    rule: RuleAnswer | None
    shares: tuple[Share, ...]
    trouble: str = ""


class Splitting:
    """The rules and practices of one network, asked for once and used for many receipts."""

    def __init__(self, network: OrganisationAnswer, *, when: When) -> None:
        self.network, self.when = network, when
        self._members: dict[tuple[date, frozenset[Basis]], tuple[Member, ...]] = {}

    @cached_property
    def rules(self) -> list[RuleAnswer]:
        """Every rule, proposed or agreed."""
        return rules_of(self.network.id, when=self.when)

    @cached_property
    def spans(self) -> list[tuple[str, Span]]:
        """When which practices were in the network."""
        return member_spans(self.network.code)

    def work_out(self, receipt: EntryAnswer) -> Worked:
        """The shares of a receipt."""
        month = receipt.month or receipt.on.replace(day=1)
        held = rule_for(self.rules, receipt.entitlement, month)
        if held is None:
            said = f"No split rule is agreed for {month:%B %Y}. Propose and agree one."
            return Worked(receipt=receipt, rule=None, shares=(), trouble=said)
        rule = rule_from(held.terms)
        bases = frozenset(one.basis for one in rule.slices)
        try:
            shares = share_out(receipt.pence, rule, self.members(month, bases))
        except OpenPCNError as problem:
            return Worked(receipt=receipt, rule=held, shares=(), trouble=str(problem))
        return Worked(receipt=receipt, rule=held, shares=shares)

    def members(self, month: date, bases: frozenset[Basis]) -> tuple[Member, ...]:
        """The practices of a month with what their shares go by."""
        if (month, bases) not in self._members:
            self._members[month, bases] = self._members_of(month, bases)
        return self._members[month, bases]

    def _members_of(self, month: date, bases: frozenset[Basis]) -> tuple[Member, ...]:
        days = days_in(self.spans, month)
        known = self.when.as_known
        registered: Mapping[str, Decimal] = {}
        if Basis.REGISTERED in bases:
            lists = list_totals(days, when=When(as_at=month, as_known=known))
            registered = {code: Decimal(one.patients) for code, one in lists.items()}
        weighted: Mapping[str, Decimal] = {}
        if Basis.WEIGHTED in bases:
            counted_on = date(contract_year_of(month).begins, 1, 1)
            found = weighted_lists(days, counted_on, known)
            weighted = {code: one.number for code, one in found.items()}
        hours = self._hours(month, days) if Basis.HOURS in bases else {}
        return tuple(
            Member(
                practice=code,
                days=number,
                of_days=month_end(month).day,
                registered=registered.get(code),
                weighted=weighted.get(code),
                hours=hours.get(code),
            )
            for code, number in sorted(days.items())
        )

    def _hours(self, month: date, codes: Collection[str]) -> dict[str, Decimal]:
        """Hours of enhanced access that were recorded as delivered at each practice."""
        last = month_end(month)
        when = When(as_at=last, as_known=self.when.as_known)
        found = dict.fromkeys(codes, Decimal(0))
        for one in sessions_of(self.network.id, first=month, last=last, when=when):
            if one.held_at_code in found and one.delivered_minutes:
                found[one.held_at_code] += one.delivered_minutes / MINUTES
        return found


def days_in(spans: Sequence[tuple[str, Span]], month: date) -> dict[str, int]:
    """On how many days of a month each practice was in the network; those of none are left out."""
    last, found = month_end(month), dict[str, int]()
    for code, span in spans:
        first_day, last_day = max(span.starts_on, month), min(span.ends_on or last, last)
        if first_day <= last_day:
            found[code] = found.get(code, 0) + (last_day - first_day).days + 1
    return found


def rule_from(terms: Mapping[str, Any]) -> Rule:
    """A kept rule as the engine applies it."""
    return Rule(
        slices=tuple(
            Slice(
                basis=Basis(one["basis"]),
                per_cent=Decimal(one["per_cent"]),
                service=one["service"],
            )
            for one in terms["slices"]
        ),
        fixed=tuple(
            FixedSum(practice=one["practice"], pence=int(one["pence"])) for one in terms["fixed"]
        ),
    )


def terms_from(rule: Rule) -> dict[str, Any]:
    """A rule as it is kept."""
    return {
        "slices": [
            {"basis": one.basis.value, "per_cent": str(one.per_cent), "service": one.service}
            for one in rule.slices
        ],
        "fixed": [{"practice": one.practice, "pence": one.pence} for one in rule.fixed],
    }


def share(worked: Worked, *, on: date, by: Account) -> int:
    """Share a receipt out as it was worked out."""
    assert worked.rule is not None  # noqa: S101 - shares are worked out under a rule
    return share_receipt(
        worked.receipt.id,
        rule=worked.rule.id,
        portions=[
            Portion(to=one.to, is_service=one.is_service, pence=one.pence, working=one.working)
            for one in worked.shares
        ],
        on=on,
        by=by,
    )


def rule_words(rule: RuleAnswer) -> str:
    """Which rule it is, in a few words."""
    return f"{rule.title}, version {rule.version} from {in_words(rule.starts_on)}"
