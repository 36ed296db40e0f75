"""Propose a split rule under the network agreement that is in force when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.ledger.actions.rules import Proposed, propose_rule
from openpcn.domains.ledger.vocabulary import SHARE
from openpcn.domains.registry.permissions import require
from openpcn.engines.sharing.rules import Basis, FixedSum, Rule, Slice
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import in_words
from openpcn.workflows.ledger.paying import agreement_on, members_on, network_now
from openpcn.workflows.ledger.splitting import terms_from
from openpcn.workflows.ledger.words import read_pence

MONEY = "4"
"""The schedule of a network agreement that says how money is shared, in the rulebook."""


@dataclass(frozen=True, kw_only=True)
class RuleAsked:
    """A split rule as it was typed."""

    title: str
    entitlement: str
    starts_on: date
    per_cent: dict[Basis, Decimal]
    service: str
    fixed: str
    """One practice and amount on each line."""


def propose(code: str, asked: RuleAsked, *, by: Account) -> int:
    """Propose a rule of a network; refused where it does not add up or nobody could agree it."""
    network = network_now(code)
    require(by, SHARE, network.id)
    agreement = agreement_on(by, network, asked.starts_on)
    if agreement is None:
        raise NotPossible(
            f"No network agreement is in force on {in_words(asked.starts_on)}, "
            "and a split rule is a part of one.",
            next_step="Record the agreement in the register, or let the rule start later.",
        )
    rule = rule_asked(asked)
    absent = {one.practice for one in rule.fixed} - members_on(network.code, asked.starts_on)
    if absent:
        raise NotPossible(
            f"{', '.join(sorted(absent))} is not in the network on {in_words(asked.starts_on)}.",
            next_step="Give fixed sums to its practices only.",
        )
    proposed = Proposed(
        title=asked.title,
        entitlement=asked.entitlement,
        agreement=agreement.id,
        schedule=MONEY,
        starts_on=asked.starts_on,
        terms=terms_from(rule),
    )
    return propose_rule(network=network.code, proposed=proposed, by=by)


def rule_asked(asked: RuleAsked) -> Rule:
    """The rule of a form; the engine refuses one that does not add up."""
    service = " ".join(asked.service.split())
    return Rule(
        slices=tuple(
            Slice(basis=basis, per_cent=share, service=service if basis is Basis.SERVICE else "")
            for basis, share in asked.per_cent.items()
            if share
        ),
        fixed=tuple(fixed_sums(asked.fixed)),
    )


def fixed_sums(text: str) -> list[FixedSum]:
    """Practice and amount of each line; every line that is neither is said."""
    found, wrong = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        practice, _, amount = line.partition(" ")
        try:
            found.append(FixedSum(practice=practice.upper(), pence=read_pence(amount)))
        except NotRight:
            wrong.append(f"“{line[:30]}” is no practice with an amount.")
    if wrong:
        raise NotRight(" ".join(wrong), next_step="Write one on each line: Z12345 500.00")
    return found
