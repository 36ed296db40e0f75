"""Messages with whom they went to and who has not answered, for the people who write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import job_roles
from openpcn.domains.publishing.models import Delivery, Message
from openpcn.domains.publishing.queries.answers import StageAnswer, stage_from
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE
from openpcn.domains.registry.permissions import may_everywhere, organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class DeliveryAnswer:
    """Somebody a message went to."""

    id: int
    name: str
    role_words: str
    organisations: str
    email: str
    made_at: datetime
    mailed_at: datetime | None
    trouble: str
    answered_on: date | None
    answer: str


@dataclass(frozen=True, kw_only=True)
class MessageAnswer:
    """A message, with how many it went to and how many answered."""

    id: int
    subject: str
    text: str
    owner_id: int
    owner_name: str
    roles: tuple[str, ...]
    role_words: tuple[str, ...]
    within_code: str
    within_name: str
    answer_by: date | None
    stage: StageAnswer
    deliveries: tuple[DeliveryAnswer, ...]

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(one.answered_on is not None for one in self.deliveries)

    @property
    def waiting(self) -> tuple[DeliveryAnswer, ...]:
        """Those who have not."""
        return tuple(one for one in self.deliveries if one.answered_on is None)

    @property
    def to_mail(self) -> tuple[DeliveryAnswer, ...]:
        """Those with an address who have not been mailed; those with trouble last."""
        found = [one for one in self.deliveries if one.email and one.mailed_at is None]
        return tuple(sorted(found, key=lambda one: bool(one.trouble)))


def seen_by(viewer: Account | None) -> QuerySet[Message]:
    """Messages of organisations that an account writes or reviews for."""
    if may_everywhere(viewer):
        return Message.objects.all()
    where = organisations_where_may(viewer, WRITE) | organisations_where_may(viewer, REVIEW)
    return Message.objects.filter(owner_id__in=where)


def messages_of(viewer: Account | None, *, when: When) -> list[MessageAnswer]:
    """Every message that an account may see, the newest first."""
    return answers_from(seen_by(viewer).order_by("-written_at", "-id"), when=when)


def get_message(viewer: Account | None, number: int, *, when: When) -> MessageAnswer:
    """One message."""
    found = answers_from(seen_by(viewer).filter(id=number), when=when)
    if not found:
        raise NotFound("No such message is shown to you.", next_step="Look it up again.")
    return found[0]


def answers_from(rows: QuerySet[Message], *, when: When) -> list[MessageAnswer]:
    """Messages with their names."""
    people = ("written_by", "reviewed_by", "published_by", "withdrawn_by")
    held = list(rows.select_related(*people).prefetch_related("deliveries"))
    ids = {one.owner_id for one in held} | {one.within_id for one in held if one.within_id}
    named = organisations_by_id(ids, when=when)
    titles = job_roles()
    return [
        MessageAnswer(
            id=one.pk,
            subject=one.subject,
            text=one.text,
            owner_id=one.owner_id,
            owner_name=named[one.owner_id].name,
            roles=tuple(one.roles),
            role_words=tuple(titles.get(role, role) for role in one.roles),
            within_code=named[one.within_id].code if one.within_id else "",
            within_name=named[one.within_id].name if one.within_id else "",
            answer_by=one.answer_by,
            stage=stage_from(one),
            deliveries=tuple(
                delivery_from(each)
                for each in sorted(one.deliveries.all(), key=lambda each: (each.name, each.pk))
            ),
        )
        for one in held
    ]


def delivery_from(row: Delivery) -> DeliveryAnswer:
    """Somebody a message went to."""
    return DeliveryAnswer(
        id=row.pk,
        name=row.name,
        role_words=row.role_words,
        organisations=row.organisations,
        email=row.email,
        made_at=row.made_at,
        mailed_at=row.mailed_at,
        trouble=row.trouble,
        answered_on=row.answered_on,
        answer=row.answer,
    )
