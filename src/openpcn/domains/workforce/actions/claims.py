"""Bring a claim from state to state, and attach its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import NotAllowed
from openpcn.domains.workforce.models import Claim, ClaimStep, Evidence
from openpcn.domains.workforce.permissions import (
    APPROVE,
    CLAIM,
    require_claimant,
    seat_of,
)
from openpcn.domains.workforce.vocabulary import (
    MOST_EVIDENCE,
    NEEDS_WORDS,
    TRANSITIONS,
    ClaimState,
    Mover,
)
from openpcn.kernel.attached_files import checked_type
from openpcn.kernel.errors import NotFound, NotPossible, NotRight


@transaction.atomic
def open_claim(*, network_id: int, claimant_id: int, month: date, by: Account) -> int:
    """The claim of a month as a draft; the one that is there, where there is one."""
    require_claimant(by, network_id, claimant_id)
    claim, is_new = Claim.objects.get_or_create(
        network_id=network_id, claimant_id=claimant_id, month=month
    )
    if is_new:
        step(claim, ClaimState.DRAFT, "", by=by)
        record_event("opened a claim", claim, by=by, detail={"month": month.isoformat()})
    return int(claim.pk)


@transaction.atomic
def submit_claim(
    claim_id: int, *, sheet: Mapping[str, Any], amount: Decimal, words: str = "", by: Account
) -> None:
    """Submit a claim as it was worked out; that is kept as it was."""
    claim = the_claim(claim_id)
    must_follow(claim, ClaimState.SUBMITTED, by=by)
    claim.sheet, claim.amount, claim.submitted_by = dict(sheet), amount, by
    move(claim, ClaimState.SUBMITTED, words, by=by)


@transaction.atomic
def move_claim(claim_id: int, *, to: str, words: str = "", by: Account) -> None:
    """Bring a claim to another state; whoever submitted it does not approve it."""
    claim = the_claim(claim_id)
    if to == ClaimState.SUBMITTED:
        raise NotPossible("A claim is submitted with its lines.", next_step="Use Submit.")
    must_follow(claim, to, by=by)
    if to == ClaimState.APPROVED and claim.submitted_by_id == by.pk:
        raise NotPossible(
            "You submitted this claim yourself.", next_step="Somebody else has to approve it."
        )
    if to in NEEDS_WORDS and not words.strip():
        raise NotRight(
            f"A claim is not {ClaimState(to).label.lower()} without a reason.",
            next_step="Write what is to be mended or why.",
        )
    move(claim, to, words, by=by)


def must_follow(claim: Claim, to: str, *, by: Account) -> None:
    """Refuse a state that does not follow, or that somebody else brings about."""
    allowed = TRANSITIONS[claim.state]
    if to not in allowed:
        names = " or ".join(ClaimState(each).label.lower() for each in allowed)
        wanted = ClaimState(to).label.lower() if to in ClaimState.values else to[:20]
        raise NotPossible(
            f"A claim that is {claim.get_state_display().lower()} cannot become {wanted}.",
            next_step=f"It can become {names}." if names else "It is complete.",
        )
    if not may_bring(claim, allowed[to], by=by):
        raise NotAllowed(APPROVE if allowed[to] is Mover.APPROVER else CLAIM)


def may_bring(claim: Claim, mover: Mover, *, by: Account | None) -> bool:
    """Whether an account is one who brings a claim to such a state."""
    seat = seat_of(by, claim.network_id)
    claims, approves = seat.claims_for(claim.claimant_id), seat.approves
    return {
        Mover.CLAIMANT: claims,
        Mover.APPROVER: approves,
        Mover.EITHER: claims or approves,
    }[mover]


def move(claim: Claim, to: str, words: str, *, by: Account) -> None:
    """Keep the new state, who brought it there, and when."""
    was, claim.state = claim.state, to
    claim.save()
    step(claim, to, words, by=by)
    record_event("moved a claim", claim, by=by, detail={"from": was, "to": to})


def step(claim: Claim, state: str, words: str, *, by: Account) -> None:
    """Keep that the claim came to a state now."""
    ClaimStep.objects.create(
        claim=claim, state=state, words=words.strip()[:2_000], by=by, at=timezone.now()
    )


def the_claim(claim_id: int) -> Claim:
    """A claim, locked until the action is done."""
    found = Claim.objects.select_for_update().filter(id=claim_id).first()
    if found is None:
        raise NotFound("There is no such claim.", next_step="Go back to the network's claims.")
    return found


@transaction.atomic
def attach_evidence(claim_id: int, *, name: str, content: bytes, by: Account) -> int:
    """Keep a file with a claim, if it is what its name says and not too large."""
    claim = the_claim(claim_id)
    require_claimant(by, claim.network_id, claim.claimant_id)
    if claim.evidence.filter(withdrawn_at__isnull=True).count() >= MOST_EVIDENCE:
        raise NotPossible(
            f"{MOST_EVIDENCE} files stand with this claim.", next_step="Take one away first."
        )
    made = Evidence.objects.create(
        claim=claim,
        name=some_text(name, "The file's name", longest=120),
        kind=checked_type(name, content),
        size=len(content),
        fingerprint=hashlib.sha256(content).hexdigest(),
        content=content,
        added_at=timezone.now(),
        added_by=by,
    )
    record_event("attached evidence", made, by=by, detail={"claim": claim.pk})
    return int(made.pk)


@transaction.atomic
def withdraw_evidence(evidence_id: int, *, by: Account) -> int:
    """Take a file away from a claim; answers the claim. The record that it was there stays."""
    found = Evidence.objects.filter(id=evidence_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such file.", next_step="Go back to the claim.")
    require_claimant(by, found.claim.network_id, found.claim.claimant_id)
    found.withdrawn_at, found.content = timezone.now(), b""
    found.save(update_fields=["withdrawn_at", "content"])
    record_event("took evidence away", found, by=by)
    return int(found.claim_id)
