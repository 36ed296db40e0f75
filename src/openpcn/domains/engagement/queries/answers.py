"""Questions with answers, and stories, as a reader may see them today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import PublicAnswer, PublicQuestion, Story
from openpcn.domains.engagement.receipts import fingerprint
from openpcn.domains.engagement.vocabulary import Consent
from openpcn.domains.publishing.actions.staging import next_stages
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE, Stage
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import (
    circle_of,
    may,
    may_everywhere,
    organisations_held,
    require,
    today,
)
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound

ASKED, IN_REVIEW, ANSWERED, PUBLISHED, WITHDRAWN = (
    "asked",
    "in_review",
    "answered",
    "published",
    "withdrawn",
)
STATE_OF = {
    Stage.DRAFT: IN_REVIEW,
    Stage.REVIEWED: ANSWERED,
    Stage.PUBLISHED: PUBLISHED,
    Stage.WITHDRAWN: WITHDRAWN,
}
STATE_WORDS = {
    ASKED: "Asked, not looked at yet",
    IN_REVIEW: "Being answered",
    ANSWERED: "Answered, not published yet",
    PUBLISHED: "Published",
    WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, kw_only=True)
class PublishedAnswer:
    """What everybody reads."""

    id: int
    asked: str
    asked_on: date
    words: str
    answered_as: str
    answered_on: date
    published_at: datetime | None
    about_code: str
    about_name: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswer:
    """A question with its answer so far, for who answers it."""

    id: int
    about_id: int
    about_code: str
    about_name: str
    about_kind: str
    said: str
    found: tuple[str, ...]
    asked_on: date
    state: str
    state_words: str
    note: str
    asked: str
    words: str
    answered_as: str
    answered_on: date | None
    stage: str
    stages: tuple[tuple[str, str], ...]
    may_review: bool


def published_answers(organisations: Collection[int]) -> list[PublishedAnswer]:
    """Published answers about some organisations, the newest first; for everybody."""
    held = PublicAnswer.objects.filter(
        state=Stage.PUBLISHED, question__about_id__in=list(organisations)
    ).select_related("question")
    rows = list(held.order_by("-published_at", "-id"))
    named = organisations_by_id({row.question.about_id for row in rows}, when=today())
    return [
        PublishedAnswer(
            id=row.question_id,
            asked=row.asked,
            asked_on=row.question.asked_on,
            words=row.words,
            answered_as=row.answered_as,
            answered_on=row.answered_on,
            published_at=row.published_at,
            about_code=named[row.question.about_id].code,
            about_name=named[row.question.about_id].name,
        )
        for row in rows
    ]


def questions(viewer: Account | None, about: int) -> list[QuestionAnswer]:
    """All questions to an organisation, for who answers them; what waits longest first."""
    if not (may(viewer, WRITE, about) or may(viewer, REVIEW, about)):
        return []
    held = PublicQuestion.objects.filter(about_id=about).order_by("asked_on", "id")
    found = [question_from(viewer, row) for row in held]
    order = (ASKED, IN_REVIEW, ANSWERED, PUBLISHED, WITHDRAWN)
    return sorted(found, key=lambda one: order.index(one.state))


def get_question(viewer: Account | None, number: int) -> QuestionAnswer:
    """One question, for who answers it."""
    row = PublicQuestion.objects.filter(id=number).first()
    if row is None:
        raise NotFound("There is no such question.", next_step="Look it up on the list again.")
    if not may(viewer, REVIEW, row.about_id):
        require(viewer, WRITE, row.about_id)
    return question_from(viewer, row)


def question_from(viewer: Account | None, row: PublicQuestion) -> QuestionAnswer:
    """One question."""
    last = row.answers.order_by("-number").first()
    about = organisations_by_id({row.about_id}, when=today())[row.about_id]
    state = state_of(row, last)
    return QuestionAnswer(
        id=row.pk,
        about_id=about.id,
        about_code=about.code,
        about_name=about.name,
        about_kind=about.kind,
        said=row.said,
        found=tuple(row.found),
        asked_on=row.asked_on,
        state=state,
        state_words=STATE_WORDS[state],
        note=row.set_aside_note or (last.withdrawn_note if last else ""),
        asked=last.asked if last else "",
        words=last.words if last else "",
        answered_as=last.answered_as if last else "",
        answered_on=last.answered_on if last else None,
        stage=last.state if last else "",
        stages=tuple(next_stages(last.state)) if last else (),
        may_review=may(viewer, REVIEW, about.id),
    )


def state_of(row: PublicQuestion, last: PublicAnswer | None) -> str:
    """How far a question is, by its last answer."""
    if row.set_aside_at is not None:
        return WITHDRAWN
    return ASKED if last is None else STATE_OF[Stage(last.state)]


def asked_with(code: str) -> tuple[str, str, int]:
    """How far the question of a receipt is, what is said of it, and its number."""
    row = PublicQuestion.objects.filter(receipt=fingerprint(code)).first()
    if row is None:
        raise NotFound("No question has this code.", next_step="Check the code.")
    state = state_of(row, row.answers.order_by("-number").first())
    return state, row.set_aside_note, row.pk


@dataclass(frozen=True, kw_only=True)
class StoryAnswer:
    """A story that the viewer may read."""

    id: int
    owner_id: int
    owner_code: str
    owner_name: str
    owner_kind: str
    title: str
    words: str
    told_by: str
    consent: str
    consent_words: str
    consented_on: date
    expires_on: date
    has_ended: bool
    stage: str
    stage_words: str
    stages: tuple[tuple[str, str], ...]
    may_write: bool


def stories(viewer: Account | None, owners: Collection[int]) -> list[StoryAnswer]:
    """Stories of some organisations that the viewer may read today, whatever day is asked about."""
    held = Story.objects.filter(owner_id__in=list(owners)).exclude(state=Stage.WITHDRAWN)
    found = [story_from(viewer, row) for row in held.order_by("-consented_on", "-id")]
    return [one for one in found if one is not None]


def get_story(viewer: Account | None, number: int) -> StoryAnswer:
    """One story; where its consent does not reach the viewer it is as if there were none."""
    row = Story.objects.filter(id=number).exclude(state=Stage.WITHDRAWN).first()
    found = story_from(viewer, row) if row else None
    if found is None:
        raise NotFound("There is no such story.", next_step="Look at the list of stories again.")
    return found


def story_from(viewer: Account | None, row: Story) -> StoryAnswer | None:
    """A story for its writers in any state, for others as far and as long as consent goes."""
    writes = may(viewer, WRITE, row.owner_id) or may(viewer, REVIEW, row.owner_id)
    has_ended = row.expires_on < timezone.localdate()
    seen = row.state == Stage.PUBLISHED and not has_ended and reaches(viewer, row)
    if not (writes or seen):
        return None
    owner = organisations_by_id({row.owner_id}, when=today())[row.owner_id]
    return StoryAnswer(
        id=row.pk,
        owner_id=owner.id,
        owner_code=owner.code,
        owner_name=owner.name,
        owner_kind=owner.kind,
        title=row.title,
        words=row.words,
        told_by=row.told_by,
        consent=row.consent,
        consent_words=row.get_consent_display(),
        consented_on=row.consented_on,
        expires_on=row.expires_on,
        has_ended=has_ended,
        stage=row.state,
        stage_words=row.get_state_display(),
        stages=tuple(one for one in next_stages(row.state) if one[0] != Stage.WITHDRAWN),
        may_write=writes,
    )


def reaches(viewer: Account | None, row: Story) -> bool:
    """Whether the teller's consent reaches a viewer."""
    if row.consent == Consent.PUBLIC:
        return True
    if row.consent == Consent.SYSTEM:
        return may_everywhere(viewer) or row.owner_id in circle_of(viewer)
    around = beneath(row.owner_id, when=today()) | above(row.owner_id, when=today()).keys()
    return bool(organisations_held(viewer) & around)
