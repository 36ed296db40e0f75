"""What is told of texts, their versions and translations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.models import Translation, Version
from openpcn.domains.publishing.models.staging import Staged
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class StageAnswer:
    """How far something has come, by whom and when."""

    state: str
    state_words: str
    written_by: str
    written_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    published_by: str
    published_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_note: str


@dataclass(frozen=True, kw_only=True)
class TranslationAnswer:
    """A version in another language."""

    id: int
    language: str
    title: str
    text: str
    of_version: int
    stage: StageAnswer


@dataclass(frozen=True, kw_only=True)
class VersionAnswer:
    """What one version of a text says."""

    number: int
    title: str
    text: str
    place: str
    times: str
    certainty: str
    certainty_words: str
    certain_since: date | None
    starts_on: date | None
    ends_on: date | None
    shows_sessions: bool
    parts: dict[str, str]
    """Words by the name of the part."""
    stage: StageAnswer


@dataclass(frozen=True, kw_only=True)
class TextAnswer:
    """A text with one of its versions."""

    id: int
    topic: str
    topic_words: str
    owner_id: int
    owner_code: str
    owner_name: str
    about_id: int | None
    about_code: str
    about_name: str
    about_kind: str
    area_kind: str
    area_code: str
    year_from: date | None
    version: VersionAnswer


def answers_from(rows: QuerySet[Version], *, when: When) -> list[TextAnswer]:
    """Versions with the names of all that they are about."""
    people = ("written_by", "reviewed_by", "published_by", "withdrawn_by")
    held = list(rows.select_related("publication", *people).prefetch_related("parts"))
    ids = {one.publication.owner_id for one in held}
    ids |= {one.publication.about_id for one in held if one.publication.about_id}
    named = organisations_by_id(ids, when=when)
    return [answer_from(one, named) for one in held]


def answer_from(row: Version, named: dict[int, OrganisationAnswer]) -> TextAnswer:
    """A text with one of its versions."""
    text = row.publication
    about = named.get(text.about_id) if text.about_id else None
    return TextAnswer(
        id=text.pk,
        topic=text.topic,
        topic_words=text.get_topic_display(),
        owner_id=text.owner_id,
        owner_code=named[text.owner_id].code,
        owner_name=named[text.owner_id].name,
        about_id=text.about_id,
        about_code=about.code if about else "",
        about_name=about.name if about else "",
        about_kind=about.kind if about else "",
        area_kind=text.area_kind,
        area_code=text.area_code,
        year_from=text.year_from,
        version=version_from(row),
    )


def version_from(row: Version) -> VersionAnswer:
    """What a version says."""
    return VersionAnswer(
        number=row.number,
        title=row.title,
        text=row.text,
        place=row.place,
        times=row.times,
        certainty=row.certainty,
        certainty_words=row.get_certainty_display() if row.certainty else "",
        certain_since=row.certain_since,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        shows_sessions=row.shows_sessions,
        parts={part.name: part.text for part in row.parts.all()},
        stage=stage_from(row),
    )


def translation_from(row: Translation, of_version: int) -> TranslationAnswer:
    """A version in another language."""
    return TranslationAnswer(
        id=row.pk,
        language=row.language,
        title=row.title,
        text=row.text,
        of_version=of_version,
        stage=stage_from(row),
    )


def stage_from(row: Staged) -> StageAnswer:
    """How far something has come."""
    return StageAnswer(
        state=row.state,
        state_words=row.get_state_display(),
        written_by=row.written_by.get_username(),
        written_at=row.written_at,
        reviewed_by=name_of(row.reviewed_by),
        reviewed_at=row.reviewed_at,
        published_by=name_of(row.published_by),
        published_at=row.published_at,
        withdrawn_by=name_of(row.withdrawn_by),
        withdrawn_at=row.withdrawn_at,
        withdrawn_note=row.withdrawn_note,
    )


def name_of(account: Account | None) -> str:
    """Under which name somebody signs in; empty where nobody did it."""
    return account.get_username() if account else ""
