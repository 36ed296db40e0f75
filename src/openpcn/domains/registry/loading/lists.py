"""Registered lists from files: in total, by age and sex, by area of residence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection

from openpcn.domains.registry import bulk
from openpcn.domains.registry.asking import moment
from openpcn.domains.registry.loading.files import Landing
from openpcn.domains.registry.models import RegisteredList

Key = tuple[int, date]
"""Practice and day of a list."""

LIST_COLUMNS = (
    "practice_id",
    "on",
    "breakdown",
    "patients",
    "is_partial",
    "known_from",
    "dataset_id",
)


def record_list_totals(landing: Landing, rows: Iterable[tuple[int, date, int]]) -> int:
    """Keep (practice id, day, patients); a list held of the same day gives way."""
    totals = {(practice, on): patients for practice, on, patients in rows}
    give_way(landing, "total", totals)
    added = bulk.insert(
        "registry_registeredlist",
        LIST_COLUMNS,
        (
            (practice, on, "total", patients, False, landing.at, landing.dataset_id)
            for (practice, on), patients in totals.items()
        ),
    )
    mark_partial({on for _, on in totals})
    return added


def record_lists_by_age(landing: Landing, rows: Iterable[tuple[int, date, str, int, int]]) -> int:
    """Keep (practice id, day, sex, first age of the band, patients)."""
    return record_broken_down(
        landing,
        "age",
        rows,
        ("registry_listbyage", ("registered_list_id", "sex", "age_from", "patients")),
        lambda key, row: (key, row[2], row[3], row[4]),
    )


def record_lists_by_area(
    landing: Landing, rows: Iterable[tuple[int, date, int | None, int]]
) -> int:
    """Keep (practice id, day, area id, patients); no area: residence not known.

    A list that sums to less than the total held of the day is marked as held in part.
    """
    days: set[date] = set()

    def noting_days() -> Iterator[tuple[int, date, int | None, int]]:
        for row in rows:
            days.add(row[1])
            yield row

    added = record_broken_down(
        landing,
        "area",
        noting_days(),
        ("registry_listbyarea", ("registered_list_id", "area_id", "patients")),
        lambda key, row: (key, row[2], row[3]),
    )
    mark_partial(days)
    return added


def record_broken_down(
    landing: Landing,
    breakdown: str,
    rows: Iterable[Any],
    into: tuple[str, tuple[str, ...]],
    child: Callable[[int, Any], tuple[Any, ...]],
) -> int:
    """Keep rows under the list of their practice and day, which is made when first met."""
    list_of: dict[Key, int] = {}
    sums: dict[int, int] = defaultdict(int)
    added = 0
    for chunk in bulk.in_chunks(rows):
        new = {(row[0], row[1]) for row in chunk} - list_of.keys()
        list_of |= open_lists(landing, breakdown, new)
        children = []
        for row in chunk:
            key = list_of[row[0], row[1]]
            sums[key] += row[-1]
            children.append(child(key, row))
        added += bulk.insert(*into, children)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE registry_registeredlist SET patients = %s WHERE id = %s",
            [(patients, key) for key, patients in sums.items()],
        )
    return added


def open_lists(landing: Landing, breakdown: str, keys: set[Key]) -> dict[Key, int]:
    """Make empty lists, and say which is which."""
    give_way(landing, breakdown, keys)
    bulk.insert(
        "registry_registeredlist",
        LIST_COLUMNS,
        (
            (practice, on, breakdown, 0, False, landing.at, landing.dataset_id)
            for practice, on in sorted(keys)
        ),
    )
    made = RegisteredList.objects.filter(dataset_id=landing.dataset_id, breakdown=breakdown)
    held = made.values_list("practice_id", "on", "id")
    return {(practice, on): key for practice, on, key in held if (practice, on) in keys}


def give_way(landing: Landing, breakdown: str, keys: Iterable[Key]) -> None:
    """Supersede lists of the same practice, day and breakdown that other files brought."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for practice, on in keys:
        by_day[on].append(practice)
    for on, practices in by_day.items():
        held = RegisteredList.objects.filter(breakdown=breakdown, on=on, known_until__isnull=True)
        if not held.exists():
            continue
        for chunk in bulk.in_chunks(practices, 5_000):
            held.filter(practice_id__in=chunk).update(known_until=landing.at)


def mark_partial(days: Iterable[date]) -> None:
    """Mark lists by area that hold fewer patients than the total of the same day."""
    with connection.cursor() as cursor:
        for on in days:
            cursor.execute(
                """UPDATE registry_registeredlist SET is_partial = EXISTS (
                    SELECT 1 FROM registry_registeredlist t
                    WHERE t.practice_id = registry_registeredlist.practice_id
                    AND t."on" = registry_registeredlist."on" AND t.breakdown = 'total'
                    AND t.known_until IS NULL AND t.patients > registry_registeredlist.patients)
                WHERE breakdown = 'area' AND known_until IS NULL AND "on" = %s""",
                [on.isoformat()],
            )


def bring_back_lists(dataset_ids: Iterable[int], *, superseded_at: Any, at: Any) -> None:
    """Let lists count again that gave way to a file which has been withdrawn."""
    with connection.cursor() as cursor:
        for old in RegisteredList.objects.filter(
            known_until=superseded_at, dataset_id__in=list(dataset_ids)
        ):
            cursor.execute(
                """INSERT INTO registry_registeredlist
                (practice_id, "on", breakdown, patients, is_partial, known_from, dataset_id)
                SELECT practice_id, "on", breakdown, patients, is_partial, %s, dataset_id
                FROM registry_registeredlist WHERE id = %s RETURNING id""",
                [moment(at), old.pk],
            )
            (new,) = cursor.fetchone()
            for table, columns in (
                ("registry_listbyage", "sex, age_from, patients"),
                ("registry_listbyarea", "area_id, patients"),
            ):
                cursor.execute(
                    f"""INSERT INTO {table} (registered_list_id, {columns})
                    SELECT %s, {columns} FROM {table} WHERE registered_list_id = %s""",
                    [new, old.pk],
                )
