"""How what is said of a matter changed: who said it, when, and what was different."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from openpcn.domains.programme.models import SAYS, Matter, Said
from openpcn.domains.programme.queries.answers import Version
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
}


def versions_of(number: int) -> list[Version]:
    """Every version of a matter, the newest first."""
    matter = Matter.objects.filter(id=number).first()
    if matter is None:
        return []
    held = SAYS[matter.kind]._default_manager.filter(matter_id=number)
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


def changes(before: Said, after: Said) -> list[tuple[str, str, str]]:
    """What is different, in words."""
    return [
        (words, shown(before, name), shown(after, name))
        for name, words in NAMES.items()
        if hasattr(after, name) and getattr(before, name) != getattr(after, name)
    ]


def shown(row: Said, name: str) -> str:
    """A value as people read it."""
    if name == "owner_id":
        return row.owner.name if row.owner else "nobody"
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, date):
        return in_words(value)
    return str(value) if value not in (None, "") else "nothing"
