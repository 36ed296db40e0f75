"""How what people recorded of one thing changed: who said it, when, and what was different."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from openpcn.domains.registry.models.dating import Held
from openpcn.kernel.when import in_words

InWords = Callable[[Any], str]
"""What a row says in one of its fields, as people read it."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was said of a thing at one time: who said it, when, and what was different."""

    known_from: date
    by: str
    changes: tuple[tuple[str, str, str], ...]
    """Name of what changed, before, after, each once; of the first version, nothing."""
    is_first: bool
    was_taken_back: bool


def told(
    held: QuerySet[Any], names: Mapping[str, str], words: Mapping[str, InWords] | None = None
) -> list[Version]:
    """Versions of one record, each against the one before, the newest first.

    `names` says what each field is called; `words`, how a row says what needs more than its value.
    """
    rows = list(held.select_related("recorded_by__person").order_by("known_from", "id"))
    found = [
        version_from(
            row, rows[at - 1] if at else None, names, words or {}, is_last=at == len(rows) - 1
        )
        for at, row in enumerate(rows)
    ]
    return found[::-1]


def version_from(
    row: Any, before: Any, names: Mapping[str, str], words: Mapping[str, InWords], *, is_last: bool
) -> Version:
    """One version against the one before."""
    person = getattr(row.recorded_by, "person", None)
    return Version(
        known_from=timezone.localtime(row.known_from).date(),
        by=person.name if person else row.recorded_by.get_username(),
        changes=() if before is None else tuple(dict.fromkeys(changes(before, row, names, words))),
        is_first=before is None,
        was_taken_back=is_last and row.known_until is not None,
    )


def changes(
    before: Held, after: Held, names: Mapping[str, str], words: Mapping[str, InWords]
) -> list[tuple[str, str, str]]:
    """What is different, in words."""
    return [
        (called, shown(before, name, words), shown(after, name, words))
        for name, called in names.items()
        if hasattr(after, name) and getattr(before, name) != getattr(after, name)
    ]


def shown(row: Any, name: str, words: Mapping[str, InWords]) -> str:
    """A value as people read it."""
    if name in words:
        return words[name](row)
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, date):
        return in_words(value)
    return str(value) if value not in (None, "") else "nothing"
