"""What came of a consultation: results for everybody on one day, words to be read, entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import Consultation, Passage, Response
from openpcn.domains.engagement.queries.consultations import ConsultationAnswer
from openpcn.domains.engagement.vocabulary import RECORD, REVIEW, Channel
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Results:
    """What people answered: how many by channel, by option, and the words that may be shown."""

    people: int
    by_channel: tuple[tuple[str, int], ...]
    late: int
    chosen: Mapping[str, Mapping[int, int]]
    """By question: people by option."""
    answered: Mapping[str, int]
    """By question: people who answered it."""
    words: Mapping[str, tuple[str, ...]]
    not_shown: int
    """Passages that wait, are held or are kept back."""


def results(found: ConsultationAnswer) -> Results:
    """The results, from the day on which everybody sees them; before it nobody does."""
    if not found.shows_results:
        raise Refused(
            f"Nobody sees the results before {in_words(found.results_on)}, whoever they are.",
            next_step="They are shown to everybody on that day.",
        )
    held = list(Response.objects.filter(consultation_id=found.id, withdrawn_at__isnull=True))
    counted = [one for one in held if not one.is_late]
    channels = Counter[str]()
    chosen: dict[str, Counter[int]] = {one.key: Counter() for one in found.english.questions}
    answered = Counter[str]()
    for one in counted:
        channels[one.channel] += one.people
        for key, value in one.answers.items():
            answered[key] += one.people
            for option in value if isinstance(value, list) else [value]:
                chosen[key][int(option)] += one.people
    if not found.is_here:
        channels.update(found.elsewhere)
    shown, hidden = words_of(found)
    return Results(
        people=channels.total(),
        by_channel=tuple((str(c.label), channels[c]) for c in Channel if channels[c]),
        late=sum(one.people for one in held if one.is_late),
        chosen=chosen,
        answered=answered,
        words=shown,
        not_shown=hidden,
    )


def words_of(found: ConsultationAnswer) -> tuple[dict[str, tuple[str, ...]], int]:
    """The words that are shown, by question and alphabetically; and how many are not."""
    held = Passage.objects.filter(response__consultation_id=found.id)
    shown: dict[str, list[str]] = {}
    for question, words in held.filter(state="shown").values_list("question", "shown"):
        shown.setdefault(question, []).append(words)
    hidden = held.exclude(state="shown").count()
    return {key: tuple(sorted(words)) for key, words in shown.items()}, hidden


@dataclass(frozen=True, kw_only=True)
class PassageAnswer:
    """Words to be read."""

    id: int
    question: str
    said: str
    found: tuple[str, ...]
    state: str
    state_words: str
    shown: str
    note: str
    is_late: bool
    channel_words: str
    language: str


def passages(viewer: Account | None, found: ConsultationAnswer) -> list[PassageAnswer]:
    """All own words, for who reviews, once it has closed; what is held stands first."""
    require(viewer, REVIEW, found.owner_id)
    if timezone.localdate() <= found.closes_on:
        raise Refused(
            "Nobody reads answers while people are answering.",
            next_step=f"Come back after {in_words(found.closes_on)}.",
        )
    order = {"held": 0, "waiting": 1, "shown": 2, "kept_back": 3}
    held = Passage.objects.filter(response__consultation_id=found.id).select_related("response")
    rows = sorted(held, key=lambda row: (order[row.state], row.question, row.pk))
    return [
        PassageAnswer(
            id=row.pk,
            question=row.question,
            said=row.said,
            found=tuple(row.found),
            state=row.state,
            state_words=row.get_state_display(),
            shown=row.shown,
            note=row.note,
            is_late=row.response.is_late,
            channel_words=row.response.get_channel_display(),
            language=row.response.language,
        )
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class EntryAnswer:
    """An answer that somebody entered: where it is from, never what it says."""

    id: int
    channel_words: str
    received_on: date
    people: int
    entered_from: str
    entered_by: str
    entered_at: datetime | None


def entries(viewer: Account | None, found: ConsultationAnswer) -> list[EntryAnswer]:
    """Answers that were entered, with their provenance, the newest first."""
    require(viewer, RECORD, found.owner_id)
    held: Any = Response.objects.filter(
        consultation_id=found.id, withdrawn_at__isnull=True, entered_by__isnull=False
    ).select_related("entered_by")
    return [
        EntryAnswer(
            id=row.pk,
            channel_words=row.get_channel_display(),
            received_on=row.received_on,
            people=row.people,
            entered_from=row.entered_from,
            entered_by=row.entered_by.get_full_name() or row.entered_by.get_username(),
            entered_at=row.entered_at,
        )
        for row in held.order_by("-id")
    ]


def equality_counts(number: int) -> dict[str, dict[str, int]]:
    """Counts by characteristic and group: for disclosure control, never for a page."""
    held = Consultation.objects.get(id=number).equality.all()
    found: dict[str, dict[str, int]] = {}
    for row in held:
        found.setdefault(row.characteristic, {})[row.group] = row.number
    return found
