"""Say how a network meets a requirement: who, with what evidence; sign it off and take it back.

What a requirement is, and on which days it counts, is the caller's to find: national ones stand
in the rulebook, local ones are matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.saying import LONGEST, optional, to_come
from openpcn.domains.programme.belonging import require_for
from openpcn.domains.programme.models import Answer
from openpcn.domains.programme.owners import the_owner
from openpcn.domains.programme.vocabulary import RECORD, SIGN
from openpcn.domains.registry.actions.facts import (
    correct,
    keep,
    refuse_unseen,
    says_already,
    take_back,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Organisation, Person
from openpcn.domains.registry.vocabulary import Kind
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.when import When, in_words


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A requirement as a network has to meet it."""

    key: str
    title: str
    starts_on: date
    ends_on: date | None
    """Its last day, where it was withdrawn."""


@transaction.atomic
def answer(
    asked: Asked,
    *,
    network: str,
    owner: str,
    evidence: str,
    due_on: date | None,
    by: Account,
    today: date | None = None,
    seen: int = 0,
) -> int:
    """Say who sees to a requirement, with what evidence so far and by when.

    `today` is the day on which that was said, where it was said elsewhere first; `seen` the version
    that a form was filled from, 0 of no form.
    """
    day = today or timezone.localdate()
    which = the(network, Kind.NETWORK)
    require_for(by, RECORD, which.pk)
    refuse_withdrawn(asked)
    held = current(asked, which)
    if held is not None and held.signed_on is not None:
        raise NotPossible(
            f"“{asked.title}” was signed off on {in_words(held.signed_on)}.",
            next_step="Have the sign-off taken back first.",
        )
    if due_on is not None:
        to_come(due_on, held and held.due_on, day)
    person = owner_of(held, owner, which, day)
    facts: dict[str, Any] = {
        "owner_id": person.pk,
        "evidence": optional(evidence, "The evidence"),
        "due_on": due_on,
        "answered_on": day,
    }
    if held is not None and says_already(held, **facts | {"answered_on": held.answered_on}):
        return int(held.pk)
    if held is None:
        made = keep(Answer, by=by, requirement=asked.key, network=which, **facts)
    else:
        refuse_unseen(held, seen)
        made = correct(held, by=by, **facts)
    record_event("answered a requirement", made, by=by, detail={"requirement": asked.key})
    return int(made.pk)


@transaction.atomic
def sign_off(asked: Asked, *, network: str, signed_on: date, by: Account, seen: int = 0) -> None:
    """Sign that a network meets a requirement, on the evidence that stands.

    `seen` is the version of the evidence that was read; 0 of no page.
    """
    which = the(network, Kind.NETWORK)
    require_for(by, SIGN, which.pk)
    refuse_withdrawn(asked)
    held = the_answer(asked, which)
    if held.signed_on is not None:
        raise NotPossible(
            f"It was signed off on {in_words(held.signed_on)} already.",
            next_step="Nothing needs to be done.",
        )
    refuse_unseen(held, seen)
    some_text(held.evidence, "The evidence", longest=LONGEST)
    check_days(signed_on)
    if signed_on < asked.starts_on:
        raise NotPossible(
            f"It counts from {in_words(asked.starts_on)}, so it cannot have been met on "
            f"{in_words(signed_on)}.",
            next_step="Enter the day of the sign-off.",
        )
    if signed_on > timezone.localdate():
        raise NotPossible(
            f"{in_words(signed_on)} has not come yet.", next_step="Enter the day of the sign-off."
        )
    signer = Person.objects.filter(account_id=by.pk).first()
    if signer is None:
        raise NotPossible(
            "Your account is nobody's in the contact book, so nobody would have signed.",
            next_step="Sign in as somebody who holds the role.",
        )
    correct(held, by=by, signed_by_id=signer.pk, signed_on=signed_on)
    record_event("signed off a requirement", held, by=by, detail={"requirement": asked.key})


@transaction.atomic
def take_back_sign_off(asked: Asked, *, network: str, by: Account) -> None:
    """Take a sign-off back; that it was given stays readable as known before."""
    which = the(network, Kind.NETWORK)
    require_for(by, SIGN, which.pk)
    refuse_withdrawn(asked)
    held = the_answer(asked, which)
    if held.signed_on is None:
        raise NotPossible("It is not signed off.", next_step="Nothing needs to be done.")
    correct(held, by=by, signed_by_id=None, signed_on=None)
    record_event("took back a sign-off", held, by=by, detail={"requirement": asked.key})


@transaction.atomic
def withdraw_answer(asked: Asked, *, network: str, by: Account) -> None:
    """Take back what a network said by mistake."""
    which = the(network, Kind.NETWORK)
    require_for(by, RECORD, which.pk)
    refuse_withdrawn(asked)
    held = the_answer(asked, which)
    if held.signed_on is not None:
        raise NotPossible(
            f"It was signed off on {in_words(held.signed_on)}.",
            next_step="Have the sign-off taken back first.",
        )
    take_back(held)
    record_event("withdrew an answer", held, by=by, detail={"requirement": asked.key})


def owner_of(held: Answer | None, wanted: str, which: Organisation, today: date) -> Person:
    """Who sees to it; somebody who did already may have left since."""
    if held is not None and held.owner.key.hex == wanted:
        return held.owner
    return the_owner(wanted, which.pk, when=When(as_at=today))


def current(asked: Asked, which: Organisation) -> Answer | None:
    """What a network says now of a requirement, locked."""
    held = Answer.objects.select_for_update().filter(known_until__isnull=True)
    return held.filter(requirement=asked.key, network=which).first()


def the_answer(asked: Asked, which: Organisation) -> Answer:
    """What a network says now; NotFound where it says nothing."""
    held = current(asked, which)
    if held is None:
        raise NotFound(
            f"Nobody has said yet how “{asked.title}” is met.",
            next_step="Record who sees to it, with the evidence.",
        )
    return held


def refuse_withdrawn(asked: Asked) -> None:
    """Refuse to change anything about a requirement that counts no more: its history stands."""
    if asked.ends_on is not None and asked.ends_on < timezone.localdate():
        raise NotPossible(
            f"“{asked.title}” counted until {in_words(asked.ends_on)}.",
            next_step="Its history stays as it is; nothing more can be recorded of it.",
        )
