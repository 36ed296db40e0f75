"""Read what people wrote, show it, hold it back; and keep files with a consultation."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.actions.consultations import the_consultation
from openpcn.domains.engagement.models import AttachedDocument, Passage
from openpcn.domains.engagement.vocabulary import NEXT_MODERATION, REVIEW, Moderation, must_follow
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import require
from openpcn.kernel.attached_files import checked_type
from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.kernel.personal_details import kinds_of, masked
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed

MOST_DOCUMENTS = 20


@transaction.atomic
def moderate(passage: int, *, to: str, shown: str = "", note: str = "", by: Account) -> None:
    """Let others read what somebody wrote, as `shown`, or keep it back; nothing before it closes.

    What is shown never holds what may be a person's details, whoever says so; once somebody has
    read the words, such details are no longer kept either.
    """
    found = Passage.objects.select_for_update().filter(id=passage).first()
    if found is None:
        raise NotFound("There are no such words.", next_step="Look at the list again.")
    made = found.response.consultation
    require(by, REVIEW, made.owner_id)
    held = made.terms.get(known_until__isnull=True)
    if timezone.localdate() <= held.closes_on:
        raise NotPossible(
            "Nobody reads answers while people are answering.",
            next_step=f"Come back after {in_words(held.closes_on)}.",
        )
    must_follow(NEXT_MODERATION, Moderation, found.state, to)
    was = found.state
    found.state, found.read_by, found.read_at = to, by, timezone.now()
    found.shown, found.note = "", " ".join(note.split())[:300]
    if to == Moderation.SHOWN:
        found.shown = some_text(shown, "What is shown", longest=4_000)
        if left := kinds_of(found.shown):
            raise NotPossible(
                f"What would be shown has what looks like: {listed([str(k) for k in left])}.",
                next_step="Take it out, or do not show these words.",
            )
    elif not found.note:
        raise NotPossible("Words are kept back for a reason.", next_step="Write the reason.")
    found.said = masked(found.said) if found.found else found.said
    found.save()
    record_event("moderated words", found, by=by, detail={"from": was, "to": to})


@transaction.atomic
def attach_document(number: int, *, name: str, content: bytes, by: Account) -> int:
    """Keep a file with a consultation, if it is what its name says."""
    made, _held = the_consultation(number, by=by)
    if made.documents.filter(withdrawn_at__isnull=True).count() >= MOST_DOCUMENTS:
        raise NotPossible(f"{MOST_DOCUMENTS} files stand here.", next_step="Take one away first.")
    kept = AttachedDocument.objects.create(
        consultation=made,
        name=some_text(name, "The file's name", longest=120),
        type=checked_type(name, content),
        size=len(content),
        fingerprint=hashlib.sha256(content).hexdigest(),
        content=content,
        added_at=timezone.now(),
        added_by=by,
    )
    record_event("attached a document", kept, by=by, detail={"consultation": number})
    return int(kept.pk)


@transaction.atomic
def withdraw_document(number: int, document: int, *, by: Account) -> None:
    """Take a file away; the record that it was there stays."""
    made, _held = the_consultation(number, by=by)
    found = made.documents.filter(id=document, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such file.", next_step="Go back to the consultation.")
    found.withdrawn_at, found.content = timezone.now(), b""
    found.save(update_fields=["withdrawn_at", "content"])
    record_event("took a document away", found, by=by)
