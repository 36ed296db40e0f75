"""Write texts for residents, change drafts, begin later versions, and bring them to the public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.actions.staging import move
from openpcn.domains.publishing.models import Part, Publication, Version
from openpcn.domains.publishing.vocabulary import (
    PARTS_OF_TOPIC,
    REVIEW,
    WRITE,
    AreaOf,
    Certainty,
    PartOf,
    Stage,
    Topic,
)
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may, require, today
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

LONGEST = 20_000
LONGEST_OF_ACCOUNT = {"text": 1_500, PartOf.SAID: 900, PartOf.NOT_KNOWN: 500}
"""An account has two pages."""
MOST_LINES_OF_ACCOUNT = 8
OPEN = (Stage.DRAFT, Stage.REVIEWED)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a text is about: an organisation by its code, or an area by its kind and code."""

    organisation: str = ""
    area_kind: str = ""
    area_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a version says."""

    title: str
    text: str
    place: str = ""
    times: str = ""
    certainty: str = ""
    certain_since: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    shows_sessions: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def write_text(
    *,
    topic: str,
    owner: str,
    subject: Subject,
    words: Words,
    by: Account,
    year_from: date | None = None,
) -> int:
    """Begin a text; its first version is a draft that its owner's people see."""
    which = the(owner)
    require(by, WRITE, which)
    if topic not in Topic.values:
        raise NotRight("No text is about that.", next_step="Choose one of the list.")
    if (year_from is not None) != (topic == Topic.ACCOUNT):
        raise NotRight("A year's account is of a year.", next_step="Choose its contract year.")
    about = checked_subject(subject, which.pk)
    if year_from is not None:
        refuse_second_account(about, year_from)
    made = Publication.objects.create(topic=topic, owner=which, year_from=year_from, **about)
    write_version(made, 1, words, by=by)
    record_event("wrote a text", made, by=by, detail={"owner": owner, "topic": topic})
    return int(made.pk)


@transaction.atomic
def change_words(number: int, *, words: Words, by: Account) -> int:
    """Change the draft of a text; where its last version has been public, begin a later one.

    A reviewed draft that is changed has to be reviewed again.
    """
    text, last = the_text(number, by=by)
    require(by, WRITE, text.owner_id)
    if last.state not in OPEN:
        made = write_version(text, last.number + 1, words, by=by)
        record_event("began a version of a text", made, by=by, detail={"text": number})
        return int(made.number)
    said, parts = checked(text.topic, words)
    for name, value in said.items():
        setattr(last, name, value)
    last.written_by, last.written_at = by, timezone.now()
    last.state, last.reviewed_by, last.reviewed_at = Stage.DRAFT, None, None
    last.save()
    last.parts.all().delete()
    keep_parts(last, parts)
    record_event("changed the draft of a text", last, by=by, detail={"text": number})
    return int(last.number)


@transaction.atomic
def move_text(number: int, *, to: str, by: Account, note: str = "", has_read: bool = False) -> None:
    """Bring the last version of a text to another stage; a version published before is replaced."""
    text, last = the_text(number, by=by)
    if to == Stage.PUBLISHED and last.state == Stage.REVIEWED:
        require(by, REVIEW, text.owner_id)
        replace_published(text)
    words = words_of(last)
    move(last, to=to, by=by, owner_id=text.owner_id, note=note, words=words, has_read=has_read)


@transaction.atomic
def withdraw_text(number: int, *, note: str, by: Account) -> None:
    """Take a text from every page at once: the version that is public, and any draft of it."""
    text, _ = the_text(number, by=by)
    standing = text.versions.filter(state__in=(*OPEN, Stage.PUBLISHED)).select_for_update()
    if not standing:
        raise NotPossible("Nothing of this text stands.", next_step="Write a new version instead.")
    for version in standing:
        move(version, to=Stage.WITHDRAWN, by=by, owner_id=text.owner_id, note=note)


def the_text(number: int, *, by: Account) -> tuple[Publication, Version]:
    """A text that `by` may write or review, locked, with its last version."""
    found = Publication.objects.select_for_update().filter(id=number).first()
    if found is None or not (may(by, WRITE, found.owner_id) or may(by, REVIEW, found.owner_id)):
        raise no_such()
    last = found.versions.select_for_update().order_by("-number").first()
    if last is None:
        raise no_such()
    return found, last


def no_such() -> NotFound:
    """There is no such text for this reader."""
    return NotFound(
        "No such text is shown to you.",
        next_step="Look it up among the texts of your organisation.",
    )


def replace_published(text: Publication) -> None:
    """The version that was public until now gives way to a later one."""
    text.versions.filter(state=Stage.PUBLISHED).update(state=Stage.REPLACED)


def write_version(text: Publication, number: int, words: Words, *, by: Account) -> Version:
    """A new draft."""
    said, parts = checked(text.topic, words)
    made = Version.objects.create(
        publication=text, number=number, written_by=by, written_at=timezone.now(), **said
    )
    keep_parts(made, parts)
    return made


def keep_parts(version: Version, parts: Mapping[str, str]) -> None:
    """Keep the named parts of a version."""
    Part.objects.bulk_create(
        Part(version=version, name=name, text=text) for name, text in parts.items()
    )


def words_of(version: Version) -> str:
    """All that the public would read of a version, but for whom an improvement says to ask."""
    parts = [part.text for part in version.parts.exclude(name="contact")]
    return "\n".join([version.title, version.text, version.place, version.times, *parts])


def checked_subject(subject: Subject, owner_id: int) -> dict[str, Any]:
    """What a text is about, as it is kept; an organisation writes about itself and those in it."""
    if subject.organisation:
        about = the(subject.organisation)
        if about.pk not in beneath(owner_id, when=today()):
            raise NotPossible(
                f"{subject.organisation} is not in the organisation that would answer for this.",
                next_step="Write about your own organisation, or one in it.",
            )
        return {"about": about}
    if subject.area_kind not in AreaOf.values or not subject.area_code:
        raise NotRight("The text is about nothing.", next_step="Name an organisation or an area.")
    code = some_text(subject.area_code, "The code of the area", longest=20)
    return {"area_kind": subject.area_kind, "area_code": code}


def refuse_second_account(about: Mapping[str, Any], year_from: date) -> None:
    """A year has one account; later words are a later version of it."""
    if "about" not in about:
        raise NotRight("A year's account is of an organisation.", next_step="Name a network.")
    held = Publication.objects.filter(topic=Topic.ACCOUNT, year_from=year_from, **about).first()
    if held is not None:
        raise NotPossible(
            "There is an account of this year already.", next_step="Write its next version."
        )


def checked(topic: str, words: Words) -> tuple[dict[str, Any], dict[str, str]]:
    """The words of a version as they are kept, and its parts."""
    for day in (words.certain_since, words.starts_on):
        if day is not None:
            check_days(day)
    if words.ends_on is not None:
        check_days(words.starts_on or words.ends_on, words.ends_on)
    if topic == Topic.ACCOUNT:
        check_lines(words)
    is_plan = topic == Topic.PLANNED
    if is_plan and words.certainty not in Certainty.values:
        raise NotRight("The plan does not say how certain it is.", next_step="Choose one.")
    is_certain = is_plan and words.certainty == Certainty.CERTAIN
    if is_certain and words.certain_since is None:
        raise NotRight("What is certain is so since a day.", next_step="Enter that day.")
    said = {
        "title": some_text(words.title, "The title", longest=200),
        "text": some_text(words.text, "The text", longest=longest_of(topic, "text")),
        "place": " ".join(words.place.split())[:200],
        "times": " ".join(words.times.split())[:200],
        "certainty": words.certainty if is_plan else "",
        "certain_since": words.certain_since if is_certain else None,
        "starts_on": words.starts_on,
        "ends_on": words.ends_on,
        "shows_sessions": words.shows_sessions and topic == Topic.OFFERED,
    }
    return said, checked_parts(topic, words.parts)


def checked_parts(topic: str, parts: Mapping[str, str]) -> dict[str, str]:
    """The parts that a text of its topic has, without the empty ones."""
    names = PARTS_OF_TOPIC.get(topic, ())
    return {
        name.value: some_text(parts[name], str(name.label), longest=longest_of(topic, name))
        for name in names
        if parts.get(name, "").strip()
    }


def longest_of(topic: str, name: str) -> int:
    """How many characters of a text or part fit."""
    return LONGEST_OF_ACCOUNT[name] if topic == Topic.ACCOUNT else LONGEST


def check_lines(words: Words) -> None:
    """Refuse an account with more points than two pages hold."""
    for text in (words.text, *words.parts.values()):
        said = [line for line in text.splitlines() if line.strip()]
        if len(said) > MOST_LINES_OF_ACCOUNT:
            raise NotRight(
                f"There are {len(said)} points; {MOST_LINES_OF_ACCOUNT} fit on two pages.",
                next_step="Join some of them, or leave the least out.",
            )
