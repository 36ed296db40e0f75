"""How what is said of a matter changed: who said it, when, and what was different."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from openpcn.domains.programme.models import SAYS, Answer, Matter
from openpcn.domains.programme.queries.answers import Version
from openpcn.domains.registry.models.dating import Held
from openpcn.kernel.when import in_words

NAMES = {
    "title": "Title",
    "words": "Text",
    "owner_id": "Owner",
    "raised_on": "From",
    "closed_on": "Ended on",
    "closed_as": "Ended as",
    "outcome": "What came of it",
    "question": "Question",
    "asked_by": "Asked by",
    "evidence": "Evidence",
    "due_on": "Due on",
    "progress": "Progress",
    "report_on": "Next report on",
    "report_to": "Next report to",
    "decided_by": "Decided by",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "mitigation": "What is done about it",
    "review_on": "Review on",
    "enabler": "Enabler",
    "baseline_on": "Baseline",
    "forecast_on": "Forecast",
    "because": "Why it moved",
    "kept_at": "Kept at",
    "check_every": "Months between checks",
    "ends_on": "In force until",
    "basis": "Rests on",
    "signed_by_id": "Signed off by",
    "signed_on": "Signed off on",
}
PEOPLE = {"owner_id": "owner", "signed_by_id": "signed_by"}


def versions_of(number: int) -> list[Version]:
    """Every version of a matter, the newest first."""
    matter = Matter.objects.filter(id=number).first()
    if matter is None:
        return []
    return told(SAYS[matter.kind]._default_manager.filter(matter_id=number))


def versions_of_answer(requirement: str, network_id: int) -> list[Version]:
    """Every version of how a network meets a requirement, the newest first."""
    return told(Answer.objects.filter(requirement=requirement, network_id=network_id))


def told(held: QuerySet[Any]) -> list[Version]:
    """Versions of one record, each against the one before, the newest first."""
    rows = list(held.select_related("recorded_by__person", "owner").order_by("known_from", "id"))
    found = [
        version_from(row, rows[at - 1] if at else None, is_last=at == len(rows) - 1)
        for at, row in enumerate(rows)
    ]
    return found[::-1]


def version_from(row: Any, before: Any, *, is_last: bool) -> Version:
    """One version against the one before."""
    person = getattr(row.recorded_by, "person", None)
    return Version(
        known_from=timezone.localtime(row.known_from).date(),
        by=person.name if person else row.recorded_by.get_username(),
        changes=() if before is None else tuple(changes(before, row)),
        is_first=before is None,
        was_taken_back=is_last and row.known_until is not None,
    )


def changes(before: Held, after: Held) -> list[tuple[str, str, str]]:
    """What is different, in words."""
    return [
        (words, shown(before, name), shown(after, name))
        for name, words in NAMES.items()
        if hasattr(after, name) and getattr(before, name) != getattr(after, name)
    ]


def shown(row: Any, name: str) -> str:
    """A value as people read it."""
    if name in PEOPLE:
        person = getattr(row, PEOPLE[name])
        return person.name if person else "nobody"
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, date):
        return in_words(value)
    return str(value) if value not in (None, "") else "nothing"
