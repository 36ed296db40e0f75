"""Two parties sign the words of a need summary; changed words must be signed again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.population.models import NeedSummary, Signature
from openpcn.domains.population.vocabulary import PERMISSION_TO_SIGN, Party
from openpcn.domains.population.wording import fingerprint_of, needs_of
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight


@transaction.atomic
def sign(number: int, *, party: str, name: str, job_title: str, by: Account) -> int:
    """Sign the words as they stand on behalf of a party."""
    summary: NeedSummary = guarding.the_draft(NeedSummary, number, by=by)
    check_party(party)
    require(by, PERMISSION_TO_SIGN[party], summary.about_id)
    check_ready(summary)
    now = fingerprint_of(summary)
    standing = summary.signatures.filter(withdrawn_at__isnull=True, fingerprint=now)
    for other in standing:
        refuse_twice(other, party, by)
    signature = Signature.objects.create(
        summary=summary,
        party=party,
        name=some_text(name, "Your name", longest=120),
        job_title=some_text(job_title, "Your job title", longest=120),
        signed_on=timezone.localdate(),
        fingerprint=now,
        by=by,
    )
    record_event("signed a need summary", signature, by=by, detail={"party": party})
    return int(signature.pk)


@transaction.atomic
def take_back(number: int, signature_id: int, *, by: Account) -> None:
    """Take a signature back, unless the board has been told."""
    summary: NeedSummary = guarding.the_draft(NeedSummary, number, by=by)
    found = summary.signatures.filter(id=signature_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("No such signature stands.", next_step="Go back to the summary.")
    require(by, PERMISSION_TO_SIGN[found.party], summary.about_id)
    if summary.told_on is not None:
        raise NotPossible(
            "The board has been told: the signatures stand.", next_step="Begin a new edition."
        )
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record_event("took a signature back", found, by=by)


def check_party(party: str) -> None:
    """Refuse a party that is none."""
    if party not in Party.values:
        raise NotRight(
            "Nobody signs for this party.", next_step="Sign for public health or for the network."
        )


def check_ready(summary: NeedSummary) -> None:
    """Refuse signatures on a summary without a need or a priority."""
    if not any(need.priority for need in needs_of(summary)):
        raise NotPossible(
            "The summary names no priority yet.", next_step="Write the needs and rank them first."
        )


def refuse_twice(other: Signature, party: str, by: Account) -> None:
    """A party signs once, and nobody signs for both."""
    if other.party == party:
        raise NotPossible(
            f"{other.get_party_display()} has signed these words.", next_step="Nothing is left."
        )
    if other.by_id == by.pk:
        raise NotPossible(
            f"You have signed for {other.get_party_display().lower()}.",
            next_step="Ask a colleague of the other party to sign.",
        )
