"""Which of some dated facts hold on a day or meet others, and what hangs on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """A record that was taken back as a whole, and can be brought back."""

    number: int
    name: str
    on: date


def holds_on(day: date) -> Q:
    """From a day to a day, with this day between."""
    return meets(day, day)


def meets(starts_on: date, ends_on: date | None) -> Q:
    """Sharing a day at least with these days; without an end, with any from the first on."""
    begun = Q() if ends_on is None else Q(starts_on__lte=ends_on)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))


def grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    """Rows by what they hang on: the number in their field `key`; nothing where there is none."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def taken_back(contents: QuerySet[Any], *, of: str, named: str) -> list[TakenBack]:
    """Of dated contents, the records `of` which nothing counts now, the last taken back first."""
    standing = contents.filter(known_until__isnull=True).values(of)
    gone = contents.exclude(**{f"{of}__in": standing}).order_by("-known_until", "-id")
    found: dict[int, TakenBack] = {}
    for row in gone:
        number = getattr(row, of)
        on = timezone.localtime(row.known_until).date()
        found.setdefault(number, TakenBack(number=number, name=getattr(row, named), on=on))
    return list(found.values())
