"""Texts that the public reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from openpcn.domains.publishing.models import Reuse, Translation, Version
from openpcn.domains.publishing.models.staging import SEEN_BY_ALL
from openpcn.domains.publishing.queries.answers import (
    TextAnswer,
    TranslationAnswer,
    answers_from,
    translation_from,
)
from openpcn.domains.publishing.vocabulary import Stage, Topic
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class PublicText:
    """A text as the public reads it; of a withdrawn one when and why, and none of its words."""

    id: int
    text: TextAnswer | None
    withdrawn_at: datetime | None = None
    withdrawn_note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReuseAnswer:
    """An organisation uses an improvement."""

    id: int
    organisation_id: int
    organisation_code: str
    organisation_name: str
    starts_on: date
    note: str


def published_texts(
    *,
    when: When,
    about: Collection[int] = (),
    areas: Collection[tuple[str, str]] = (),
    topics: Collection[str] = (),
) -> list[TextAnswer]:
    """What is public now about any of these organisations or areas (kind and code).

    What was withdrawn is gone whatever day is asked about; what ended before the day is left out.
    """
    subject = Q(publication__about_id__in=set(about))
    for kind, code in areas:
        subject |= Q(publication__area_kind=kind, publication__area_code=code)
    seen = Version.objects.filter(SEEN_BY_ALL & subject).exclude(ends_on__lt=when.as_at)
    if topics:
        seen = seen.filter(publication__topic__in=set(topics))
    return answers_from(seen.order_by("starts_on", "-published_at", "id"), when=when)


def public_text(number: int, *, when: When) -> PublicText:
    """A text as the public reads it; NotFound where it was never public."""
    held = Version.objects.filter(publication_id=number, published_at__isnull=False)
    if found := answers_from(held.filter(SEEN_BY_ALL), when=when):
        return PublicText(id=number, text=found[0])
    gone = held.filter(state=Stage.WITHDRAWN).order_by("-number").first()
    if gone is None:
        raise NotFound(
            "There is no such text.", next_step="It may not be published yet; find your practice."
        )
    return PublicText(
        id=number, text=None, withdrawn_at=gone.withdrawn_at, withdrawn_note=gone.withdrawn_note
    )


def published_translations(numbers: Collection[int]) -> dict[int, list[TranslationAnswer]]:
    """By text: its newest published translation in each language, of whichever version.

    There are none of a text that is not public.
    """
    public = Version.objects.filter(SEEN_BY_ALL, publication_id__in=set(numbers))
    held = Translation.objects.filter(
        SEEN_BY_ALL, version__publication_id__in=public.values("publication_id")
    ).exclude(version__state=Stage.WITHDRAWN)
    people = ("written_by", "reviewed_by", "published_by", "withdrawn_by")
    newest: dict[int, dict[str, TranslationAnswer]] = {}
    for each in held.select_related("version", *people).order_by("version__number"):
        by_language = newest.setdefault(each.version.publication_id, {})
        by_language[each.language] = translation_from(each, each.version.number)
    return {
        number: [by_language[tag] for tag in sorted(by_language)]
        for number, by_language in newest.items()
    }


def search_stories(text: str, *, when: When) -> list[TextAnswer]:
    """The improvements on the shelf in which every word occurs, the newest first."""
    seen = Version.objects.filter(SEEN_BY_ALL, publication__topic=Topic.STORY)
    for word in text.split()[:10]:
        inside = Q(title__icontains=word) | Q(text__icontains=word)
        seen = seen.filter(
            Q(pk__in=seen.filter(inside | Q(parts__text__icontains=word)).values("pk"))
        )
    return answers_from(seen.order_by("-published_at", "-id"), when=when)


def reuses(number: int, *, when: When) -> list[ReuseAnswer]:
    """Who uses an improvement."""
    held = list(Reuse.objects.filter(publication_id=number, known_until__isnull=True))
    named = organisations_by_id({one.organisation_id for one in held}, when=when)
    return [
        ReuseAnswer(
            id=one.pk,
            organisation_id=one.organisation_id,
            organisation_code=named[one.organisation_id].code,
            organisation_name=named[one.organisation_id].name,
            starts_on=one.starts_on,
            note=one.note,
        )
        for one in sorted(held, key=lambda one: (one.starts_on, one.pk))
    ]
