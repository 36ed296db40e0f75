"""Submit the claim of a month as it is worked out; bring it on; attach its evidence."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.workforce.actions import claims as acts
from openpcn.domains.workforce.actions.remittances import settle
from openpcn.domains.workforce.permissions import require_claimant
from openpcn.domains.workforce.vocabulary import ClaimState
from openpcn.engines.reimbursement.odd import odd_in
from openpcn.kernel.contract_years import contract_year_of, month_end
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When, in_words
from openpcn.workflows.claims.gathering import Gathered, gather
from openpcn.workflows.claims.sheets import frozen_sheet

STOPS = frozenset({"one_post_two_people", "recorded_twice"})
"""Oddities with which nothing is submitted."""


def submit(code: str, month: date, *, by: Account, practice: str = "", words: str = "") -> None:
    """Submit a month that has ended, in time, with no post held twice."""
    gathered = gathered_for(code, month, by=by, practice=practice)
    claim_id = begin(gathered, month, by=by)
    check(gathered, month)
    held = next(one for one in gathered.worked.months if one.claim.month == month)
    acts.submit_claim(
        claim_id,
        sheet=frozen_sheet(gathered, month),
        amount=held.payable if not held.is_settled else held.claim.claimed - held.above,
        words=words,
        by=by,
    )


def move(code: str, month: date, *, to: str, words: str, by: Account, practice: str = "") -> None:
    """Bring a claim to another state; one that was paid before it was approved is then paid."""
    gathered = gathered_for(code, month, by=by, practice=practice)
    claim = gathered.claims.get(month)
    if claim is None:
        raise NotPossible("This month is not claimed yet.", next_step="Submit the claim first.")
    acts.move_claim(claim.id, to=to, words=words, by=by)
    if to == ClaimState.APPROVED:
        settle(gathered.network.id, by=by)


def attach(
    code: str, month: date, *, name: str, content: bytes, by: Account, practice: str = ""
) -> None:
    """Keep a file with the claim of a month, which begins it where there is none."""
    gathered = gathered_for(code, month, by=by, practice=practice)
    acts.attach_evidence(begin(gathered, month, by=by), name=name, content=content, by=by)


def gathered_for(code: str, month: date, *, by: Account, practice: str) -> Gathered:
    """The year that the month lies in."""
    when = When(as_at=timezone.localdate())
    network = get_organisation(code, when=when, kind="network")
    return gather(by, network, contract_year_of(month), when=when, practice=practice)


def begin(gathered: Gathered, month: date, *, by: Account) -> int:
    """The claim of the month, begun where there is none."""
    require_claimant(by, gathered.network.id, gathered.claimant.id)
    held = gathered.claims.get(month)
    return held.id if held else acts.open_claim(
        network_id=gathered.network.id, claimant_id=gathered.claimant.id, month=month, by=by
    )  # fmt: skip


def check(gathered: Gathered, month: date) -> None:
    """Refuse what must not be submitted."""
    today, last = timezone.localdate(), gathered.last_day
    if month_end(month) > today:
        raise NotPossible(
            f"{month:%B %Y} has not ended.",
            next_step=f"Submit its claim from {in_words(month_end(month))}.",
        )
    if last is not None and today > last.last_on:
        raise NotPossible(
            f"Claims of {gathered.year} were taken until {in_words(last.last_on)}.",
            next_step="Ask the commissioner, who may record a later day.",
        )
    held = next(one for one in gathered.worked.months if one.claim.month == month)
    if not held.claim.lines:
        raise NotPossible(
            f"Nobody was in post in {month:%B %Y}: nothing is reimbursed.",
            next_step="Record who was in post first.",
        )
    present = {line.term.key for line in held.claim.lines}
    for odd in odd_in(gathered.terms):
        if odd.code in STOPS and present & set(odd.keys):
            raise NotPossible(odd.message, next_step=odd.next_step)
