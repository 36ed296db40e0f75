"""Bring something on its way to the public to another stage: one table for everything staged."""

from __future__ import annotations

from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.publishing.models.staging import Staged
from openpcn.domains.publishing.vocabulary import NEXT_STAGES, PERMISSION_TO_MOVE, Stage
from openpcn.domains.registry.actions.naming import some_text
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotPossible, Refused
from openpcn.kernel.personal_details import Kind, kinds_of
from openpcn.kernel.wording import listed

NEVER_PUBLISHED = (Kind.NHS_NUMBER, Kind.BIRTH_DATE)
READ_AGAIN = "Take it out, or confirm that you have read it and that it may be published."


def move(
    record: Staged,
    *,
    to: str,
    by: Account,
    owner_id: int,
    note: str = "",
    words: str = "",
    has_read: bool = False,
) -> None:
    """Bring a record, locked by the caller, to a stage.

    `words` is all that the public would read of it: before it is published it is searched for what
    may tell who a person is. `has_read` says that the reviewer has read what was found.
    """
    was = record.state
    if to not in NEXT_STAGES[was]:
        raise NotPossible(
            f"What is {record.get_state_display().lower()} cannot become that.",
            next_step=next_step_from(was),
        )
    require(by, PERMISSION_TO_MOVE[to], owner_id)
    if to in (Stage.REVIEWED, Stage.PUBLISHED):
        must_be_by_another(record, by, to)
        check_words(words, has_read=has_read or to == Stage.PUBLISHED)
    apply(record, to, by, note)
    record_event("moved a text", record, by=by, detail={"from": was, "to": to})


def apply(record: Staged, to: str, by: Account, note: str) -> None:
    """Write who brought it to a stage, and when."""
    now = timezone.now()
    record.state = to
    if to == Stage.DRAFT:
        record.reviewed_by, record.reviewed_at = None, None
    elif to == Stage.REVIEWED:
        record.reviewed_by, record.reviewed_at = by, now
    elif to == Stage.PUBLISHED:
        record.published_by, record.published_at = by, now
    else:
        record.withdrawn_by, record.withdrawn_at = by, now
        record.withdrawn_note = some_text(note, "The note", longest=300)
    record.save()


def must_be_by_another(record: Staged, by: Account, to: str) -> None:
    """One person writes, another reviews."""
    if to == Stage.REVIEWED and record.written_by_id == by.pk:
        raise Refused(
            "You wrote this: it is reviewed by somebody else.",
            next_step="Ask a colleague who may review texts.",
        )


def check_words(words: str, *, has_read: bool) -> None:
    """Refuse words that may tell who a person is, unless somebody has read them."""
    found = kinds_of(words)
    if never := [kind for kind in found if kind in NEVER_PUBLISHED]:
        raise NotPossible(
            f"The text has what looks like: {listed(never)}.",
            next_step="Take it out: nothing that tells who a patient is can be published.",
        )
    if found and not has_read:
        raise NotPossible(f"The text has what looks like: {listed(found)}.", next_step=READ_AGAIN)


def next_step_from(stage: str) -> str:
    """What a person can do instead."""
    allowed = [str(Stage(each).label).lower() for each in NEXT_STAGES[stage]]
    if not allowed:
        return "Write a new version instead."
    return f"It can become: {' or '.join(allowed)}."


def next_stages(stage: str) -> list[tuple[str, str]]:
    """The stages that it can be brought to, with their words."""
    return [(each.value, str(each.label)) for each in NEXT_STAGES[stage]]
