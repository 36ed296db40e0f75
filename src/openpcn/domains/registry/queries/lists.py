"""How many patients were registered, with whom, of what age and living where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.registry.asking import (
    Params,
    among,
    as_day,
    ask,
    known,
    times,
)
from openpcn.domains.registry.queries.positions import structure_joins, within_condition
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class ListAnswer:
    """Patients registered with one practice on the day of a list."""

    patients: int
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ListByAgeAnswer:
    """Patients of one practice by sex and five-year band."""

    practice_code: str
    sex: str
    age_from: int
    patients: int
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ListByAreaAnswer:
    """Patients of one practice who live in one area; no area code means not known."""

    practice_code: str
    area_kind: str
    area_code: str
    patients: int


@dataclass(frozen=True, kw_only=True)
class ListsByArea:
    """Where patients live: the rows, the day of the newest list, and who is held in part only."""

    on: date | None
    rows: tuple[ListByAreaAnswer, ...]
    held_in_part: frozenset[str]
    """Practices of which the file holds only the patients who live in one part of the land."""


def list_totals(practice_codes: Collection[str], *, when: When) -> dict[str, ListAnswer]:
    """The newest list of each practice, where one is held for the day."""
    params: Params = {}
    chosen = newest_lists("total", when)
    rows = ask(
        f"""SELECT c.value, l.patients, l."on" FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        WHERE {chosen} AND c.value IN {among("c", practice_codes, params)}""",
        params | times(when),
    )
    return {code: ListAnswer(patients=n, on=as_day(on) or when.as_at) for code, n, on in rows}


def lists_over_time(
    practice_codes: Collection[str], *, as_known: datetime | None = None
) -> dict[str, list[ListAnswer]]:
    """Every total held of each practice, the oldest first."""
    when, params = When(as_at=date.max, as_known=as_known), Params()
    rows = ask(
        f"""SELECT c.value, l.patients, l."on" FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        WHERE l.breakdown = 'total' AND {known("l", when)}
          AND c.value IN {among("c", practice_codes, params)} ORDER BY c.value, l."on" """,
        params | times(when),
    )
    answers: dict[str, list[ListAnswer]] = {}
    for code, patients, on in rows:
        answers.setdefault(code, []).append(
            ListAnswer(patients=patients, on=as_day(on) or date.min)
        )
    return answers


def patients_by_age(practice_codes: Collection[str], *, when: When) -> list[ListByAgeAnswer]:
    """The newest list of each practice by sex and age."""
    params: Params = {}
    rows = ask(
        f"""SELECT c.value, a.sex, a.age_from, a.patients, l."on" FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        JOIN registry_listbyage a ON a.registered_list_id = l.id
        WHERE {newest_lists("age", when)} AND c.value IN {among("c", practice_codes, params)}
        ORDER BY c.value, a.sex, a.age_from""",
        params | times(when),
    )
    return [
        ListByAgeAnswer(
            practice_code=code, sex=sex, age_from=age, patients=n, on=as_day(on) or when.as_at
        )
        for code, sex, age, n, on in rows
    ]


def everyone_by_age(*, when: When) -> list[ListByAgeAnswer]:
    """The newest lists of all practices held together, by sex and age; no practice code."""
    rows = ask(
        f"""SELECT a.sex, a.age_from, SUM(a.patients), MAX(l."on")
        FROM registry_registeredlist l JOIN registry_listbyage a ON a.registered_list_id = l.id
        WHERE {newest_lists("age", when)} GROUP BY a.sex, a.age_from ORDER BY a.sex, a.age_from""",
        times(when),
    )
    return [
        ListByAgeAnswer(
            practice_code="", sex=sex, age_from=age, patients=int(n), on=as_day(on) or when.as_at
        )
        for sex, age, n, on in rows
    ]


def lists_by_age_held(*, when: When) -> int:
    """How many practices have a list by age for the day."""
    rows = ask(
        f"""SELECT COUNT(*) FROM registry_registeredlist l WHERE {newest_lists("age", when)}""",
        times(when),
    )
    return int(rows[0][0])


def patients_by_area(
    *,
    when: When,
    within: str | None = None,
    practice_codes: Collection[str] | None = None,
    area_codes: Collection[str] | None = None,
) -> ListsByArea:
    """Where the patients of some practices live, by the newest list of each.

    Name the practices by `within` or by code, or the areas whose residents are asked for.
    """
    params: Params = {}
    conditions = [newest_lists("area", when)]
    if within is not None:
        condition = within_condition(within, params, when=when)
        conditions.append(
            f"""l.practice_id IN (SELECT o.id FROM registry_organisation o
            {structure_joins(when)} WHERE o.kind = 'practice' AND {condition})"""
        )
    if practice_codes is not None:
        conditions.append(f"c.value IN {among('c', practice_codes, params)}")
    if area_codes is not None:
        conditions.append(f"a.code IN {among('a', area_codes, params)}")
    rows = ask(
        f"""SELECT c.value, a.kind, a.code, b.patients, l."on", l.is_partial
        FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        JOIN registry_listbyarea b ON b.registered_list_id = l.id
        LEFT JOIN registry_area a ON a.id = b.area_id
        WHERE {" AND ".join(conditions)}""",
        params | times(when),
    )
    return ListsByArea(
        on=max((day for row in rows if (day := as_day(row[4]))), default=None),
        rows=tuple(
            ListByAreaAnswer(
                practice_code=row[0],
                area_kind=row[1] or "",
                area_code=row[2] or "",
                patients=row[3],
            )
            for row in rows
        ),
        held_in_part=frozenset(row[0] for row in rows if row[5]),
    )


def newest_lists(breakdown: str, when: When) -> str:
    """The condition that l is its practice's newest list of a breakdown for the day."""
    return f"""l.breakdown = '{breakdown}' AND {known("l", when)} AND l."on" = (
        SELECT MAX(v."on") FROM registry_registeredlist v WHERE v.practice_id = l.practice_id
        AND v.breakdown = '{breakdown}' AND {known("v", when)}
        AND v."on" <= %(day)s AND v."on" >= %(year_before)s)"""
