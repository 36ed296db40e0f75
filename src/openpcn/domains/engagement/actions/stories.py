"""Write a story down with its consent, have it reviewed and shown, renew or end the consent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.actions.promises import checked_text
from openpcn.domains.engagement.models import Story
from openpcn.domains.engagement.vocabulary import Consent
from openpcn.domains.publishing.actions.staging import move
from openpcn.domains.publishing.vocabulary import WRITE, Stage
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.kernel.when import in_words

LONGEST = 10_000
LONGEST_CONSENT = 3
"""Years; then the teller is asked again."""
TAKEN_BACK = "Consent was taken back; the words are deleted."


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story as it was written down, and what its teller agreed to."""

    title: str
    words: str
    told_by: str = ""
    consent: str
    consented_on: date
    expires_on: date


@transaction.atomic
def write_story(*, owner: str, told: Told, by: Account) -> int:
    """Write a story down as a draft."""
    which = the(owner)
    require(by, WRITE, which)
    made = Story.objects.create(
        owner=which, written_by=by, written_at=timezone.now(), **checked(told)
    )
    record_event("wrote a story down", made, by=by, detail={"owner": owner})
    return int(made.pk)


@transaction.atomic
def change_story(number: int, *, told: Told, by: Account) -> None:
    """Change a story; it is a draft again until somebody else has read it."""
    story = the_story(number)
    require(by, WRITE, story.owner_id)
    for name, value in checked(told).items():
        setattr(story, name, value)
    story.written_by, story.written_at = by, timezone.now()
    story.state = Stage.DRAFT
    story.reviewed_by = story.published_by = None
    story.reviewed_at = story.published_at = None
    story.save()
    record_event("changed a story", story, by=by)


@transaction.atomic
def move_story(number: int, *, to: str, has_read: bool = False, by: Account) -> None:
    """Bring a story to another stage; one whose consent has ended is not published."""
    story = the_story(number)
    if to == Stage.WITHDRAWN:
        raise NotPossible("A story goes with its consent.", next_step="Take the consent back.")
    if to == Stage.PUBLISHED and story.expires_on < timezone.localdate():
        raise NotPossible(
            f"Its consent ended on {in_words(story.expires_on)}.",
            next_step="Ask the teller again, and write down what they agree to.",
        )
    words = f"{story.title}\n{story.words}\n{story.told_by}"
    move(story, to=to, by=by, owner_id=story.owner_id, words=words, has_read=has_read)


@transaction.atomic
def take_back_consent(number: int, *, by: Account) -> None:
    """End a story at its teller's wish: gone from every page, its words deleted for good."""
    story = the_story(number)
    require(by, WRITE, story.owner_id)
    story.title = story.words = story.told_by = ""
    move(story, to=Stage.WITHDRAWN, by=by, owner_id=story.owner_id, note=TAKEN_BACK)


def the_story(number: int) -> Story:
    """A story that stands, locked until the action is done."""
    found = Story.objects.select_for_update().filter(id=number).first()
    if found is None or found.state == Stage.WITHDRAWN:
        raise NotFound("There is no such story.", next_step="Look it up on the list again.")
    return found


def checked(told: Told) -> dict[str, Any]:
    """A story as it is kept: consent of a kind until a day, and nobody's details."""
    if told.consent not in Consent.values:
        raise NotRight("Nobody agrees to that.", next_step="Choose one of the list.")
    check_days(told.consented_on, told.expires_on)
    if told.consented_on > timezone.localdate():
        raise NotRight("Nobody has agreed yet on that day.", next_step="Check the day.")
    if (told.expires_on - told.consented_on).days > 366 * LONGEST_CONSENT:
        raise NotRight(
            f"Consent lasts {LONGEST_CONSENT} years at most.",
            next_step="Choose an earlier day, and ask again then.",
        )
    return asdict(told) | {
        "title": checked_text(some_text(told.title, "The title", longest=200), "The title"),
        "words": checked_text(told.words, "The story", LONGEST),
        "told_by": " ".join(told.told_by.split())[:60],
    }
