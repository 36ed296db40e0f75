"""Write a message to people in roles, have it reviewed, send it once, and mark who answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.publishing.actions.staging import move
from openpcn.domains.publishing.models import Delivery, Message
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE, Stage
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import may, require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

LONGEST = 10_000
OPEN = (Stage.DRAFT, Stage.REVIEWED)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a message says, and whom it is for."""

    subject: str
    text: str
    roles: Collection[str]
    within: str = ""
    """Code of the organisation in which people hold those roles; empty: wherever."""
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody a message goes to: one address, or one person who has none."""

    key: str
    name: str
    role_words: str
    organisations: str
    email: str


@transaction.atomic
def write_message(*, owner: str, said: Said, by: Account) -> int:
    """Begin a message; it is a draft."""
    which = the(owner)
    require(by, WRITE, which)
    made = Message.objects.create(
        owner=which, written_by=by, written_at=timezone.now(), **checked(said)
    )
    record_event("wrote a message", made, by=by, detail={"owner": owner})
    return int(made.pk)


@transaction.atomic
def change_message(number: int, *, said: Said, by: Account) -> None:
    """Change a message that has not been sent; it has to be reviewed again."""
    held = the_message(number, by=by)
    require(by, WRITE, held.owner_id)
    if held.state not in OPEN:
        raise NotPossible(
            "This message was sent or withdrawn: its words stand.", next_step="Write another one."
        )
    for name, value in checked(said).items():
        setattr(held, name, value)
    held.written_by, held.written_at = by, timezone.now()
    held.state, held.reviewed_by, held.reviewed_at = Stage.DRAFT, None, None
    held.save()
    record_event("changed a message", held, by=by)


@transaction.atomic
def move_message(
    number: int, *, to: str, by: Account, note: str = "", has_read: bool = False
) -> None:
    """Review a message, bring it back to a draft, or withdraw it."""
    held = the_message(number, by=by)
    if to == Stage.PUBLISHED:
        raise NotPossible("A message is sent to somebody.", next_step="Send it from its page.")
    words = f"{held.subject}\n{held.text}"
    move(held, to=to, by=by, owner_id=held.owner_id, note=note, words=words, has_read=has_read)


@transaction.atomic
def send_message(number: int, *, recipients: Sequence[Recipient], by: Account) -> int:
    """Make the message out to its recipients, once; how many are new.

    Sent again, by a second press or by a colleague, it goes to nobody.
    """
    held = the_message(number, by=by)
    require(by, REVIEW, held.owner_id)
    if held.state == Stage.PUBLISHED:
        return 0
    if not recipients:
        raise NotPossible(
            "Nobody holds these roles today, as far as you may see.",
            next_step="Choose other roles, or record who holds them in the contact book.",
        )
    words = f"{held.subject}\n{held.text}"
    move(held, to=Stage.PUBLISHED, by=by, owner_id=held.owner_id, words=words, has_read=True)
    now = timezone.now()
    one_each = {one.key: one for one in recipients}
    Delivery.objects.bulk_create(
        [
            Delivery(
                message=held,
                address_key=one.key[:254],
                name=one.name[:300],
                role_words=one.role_words[:300],
                organisations=one.organisations[:500],
                email=one.email[:254],
                made_at=now,
            )
            for one in one_each.values()
        ],
        batch_size=500,
    )
    record_event("sent a message", held, by=by, detail={"recipients": len(one_each)})
    return len(one_each)


def claim_mail(delivery: int, *, by: Account) -> bool:
    """Take a delivery to mail it; False where somebody has mailed it already.

    It is marked before it is mailed, so that nobody is mailed twice even where two press at once.
    """
    held = Delivery.objects.filter(id=delivery)
    for owner in held.values_list("message__owner_id", flat=True):
        require(by, REVIEW, owner)
    taken = held.filter(mailed_at__isnull=True).exclude(email="")
    return bool(taken.update(mailed_at=timezone.now(), trouble=""))


def give_back(delivery: int, trouble: str) -> None:
    """Mail was not taken: it can be tried again."""
    Delivery.objects.filter(id=delivery).update(mailed_at=None, trouble=trouble[:200])


@transaction.atomic
def record_mailed(number: int, *, mailed: int, by: Account) -> None:
    """Keep that somebody mailed a message to so many."""
    held = the_message(number, by=by)
    record_event("mailed a message", held, by=by, detail={"recipients": mailed})


@transaction.atomic
def mark_answer(number: int, delivery: int, *, on: date, answer: str, by: Account) -> None:
    """Record that somebody answered, and what."""
    held = the_delivery(number, delivery, by=by)
    check_days(on)
    held.answered_on, held.marked_by = on, by
    held.answer = " ".join(answer.split())[:300]
    held.save(update_fields=["answered_on", "marked_by", "answer"])
    record_event("marked an answer to a message", held, by=by, detail={"message": number})


@transaction.atomic
def unmark_answer(number: int, delivery: int, *, by: Account) -> None:
    """Take back that somebody answered."""
    held = the_delivery(number, delivery, by=by)
    held.answered_on, held.marked_by, held.answer = None, None, ""
    held.save(update_fields=["answered_on", "marked_by", "answer"])
    record_event("took back an answer to a message", held, by=by, detail={"message": number})


def the_message(number: int, *, by: Account) -> Message:
    """A message of an organisation that `by` writes or reviews for, locked."""
    held = Message.objects.select_for_update().filter(id=number).first()
    if held is None or not (may(by, WRITE, held.owner_id) or may(by, REVIEW, held.owner_id)):
        raise NotFound("No such message is shown to you.", next_step="Look it up again.")
    return held


def the_delivery(number: int, delivery: int, *, by: Account) -> Delivery:
    """One of those whom a message went to."""
    held = the_message(number, by=by)
    require(by, WRITE, held.owner_id)
    found = held.deliveries.select_for_update().filter(id=delivery).first()
    if found is None:
        raise NotFound("The message went to nobody of that number.", next_step="Look again.")
    return found


def checked(said: Said) -> dict[str, Any]:
    """A message as it is kept."""
    roles = sorted(set(said.roles))
    if not roles or not set(roles) <= job_roles().keys():
        raise NotRight("The message is for nobody.", next_step="Choose at least one role.")
    if said.answer_by is not None:
        check_days(said.answer_by)
    return {
        "subject": some_text(said.subject, "The subject", longest=200),
        "text": some_text(said.text, "The text", longest=LONGEST),
        "roles": roles,
        "within": the(said.within) if said.within else None,
        "answer_by": said.answer_by,
    }
