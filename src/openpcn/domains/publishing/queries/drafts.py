"""Texts on their way to the public, for the people who write and review them."""

from __future__ import annotations

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.models import Publication, Version
from openpcn.domains.publishing.queries.answers import (
    TextAnswer,
    TranslationAnswer,
    answers_from,
    translation_from,
)
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE
from openpcn.domains.registry.permissions import may_everywhere, organisations_where_may
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


def seen_by(viewer: Account | None) -> QuerySet[Publication]:
    """Texts that an account may write or review: every read of drafts starts here."""
    if may_everywhere(viewer):
        return Publication.objects.all()
    where = organisations_where_may(viewer, WRITE) | organisations_where_may(viewer, REVIEW)
    return Publication.objects.filter(owner_id__in=where)


def texts_of(viewer: Account | None, *, when: When) -> list[TextAnswer]:
    """The texts that an account may write or review, each with its last version."""
    held = Version.objects.filter(publication__in=seen_by(viewer)).order_by("number")
    last = dict(held.values_list("publication_id", "pk"))
    return answers_from(Version.objects.filter(pk__in=last.values()).order_by("-pk"), when=when)


def versions_of(viewer: Account | None, number: int, *, when: When) -> list[TextAnswer]:
    """Every version of a text, the last one first, for who may write or review it."""
    held = Version.objects.filter(publication__in=seen_by(viewer).filter(id=number))
    found = answers_from(held.order_by("-number"), when=when)
    if not found:
        raise NotFound(
            "No such text is shown to you.",
            next_step="Look it up among the texts of your organisation.",
        )
    return found


def translations_of(viewer: Account | None, number: int) -> list[TranslationAnswer]:
    """Every translation of a text, the newest first, for who may write or review it."""
    versions = Version.objects.filter(publication__in=seen_by(viewer).filter(id=number))
    return [
        translation_from(each, version.number)
        for version in versions.order_by("-number")
        for each in version.translations.order_by("language", "-id")
    ]
