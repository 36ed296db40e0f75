"""Translate a version of a text, have the translation reviewed, and bring it to the public."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.actions.staging import move
from openpcn.domains.publishing.actions.texts import LONGEST, OPEN, the_text
from openpcn.domains.publishing.headings import must_fit
from openpcn.domains.publishing.models import Publication, Translation
from openpcn.domains.publishing.vocabulary import REVIEW, WRITE, Stage, Topic
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.languages import language_of


@transaction.atomic
def translate(number: int, *, language: str, title: str, text: str, by: Account) -> int:
    """Write or change the draft of a translation of the version that is public now."""
    publication, _ = the_text(number, by=by)
    require(by, WRITE, publication.owner_id)
    tongue = language_of(language)
    version = publication.versions.filter(state=Stage.PUBLISHED).first()
    if version is None:
        raise NotPossible(
            "The text is not published: there is nothing to translate yet.",
            next_step="Publish the English text first.",
        )
    if publication.topic == Topic.HEADINGS:
        must_fit(version.text, text)
    said = {
        "title": some_text(title, "The title", longest=200),
        "text": some_text(text, "The text", longest=LONGEST),
        "written_by": by,
        "written_at": timezone.now(),
        "state": Stage.DRAFT,
        "reviewed_by": None,
        "reviewed_at": None,
    }
    held = version.translations.filter(language=language, state__in=OPEN).first()
    if held is None:
        held = Translation(version=version, language=language)
    for name, value in said.items():
        setattr(held, name, value)
    held.save()
    record_event("translated a text", held, by=by, detail={"language": tongue.tag})
    return int(held.pk)


@transaction.atomic
def move_translation(
    number: int,
    translation: int,
    *,
    to: str,
    by: Account,
    note: str = "",
    has_read: bool = False,
) -> None:
    """Bring a translation to another stage; one published before of the same version gives way."""
    publication, _ = the_text(number, by=by)
    held = the_translation(publication, translation)
    if to == Stage.PUBLISHED and held.state == Stage.REVIEWED:
        require(by, REVIEW, publication.owner_id)
        earlier = held.version.translations.filter(language=held.language, state=Stage.PUBLISHED)
        earlier.update(state=Stage.REPLACED)
    words = f"{held.title}\n{held.text}"
    move(
        held, to=to, by=by, owner_id=publication.owner_id, note=note, words=words, has_read=has_read
    )


def the_translation(publication: Publication, number: int) -> Translation:
    """A translation of a text, locked."""
    found = Translation.objects.select_for_update().filter(
        id=number, version__publication=publication
    )
    if (held := found.first()) is None:
        raise NotFound("No such translation stands.", next_step="Go back to the text.")
    return held
