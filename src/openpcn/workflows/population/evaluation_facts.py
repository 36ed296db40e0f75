"""People and what happened to them in the windows of a plan, gathered practice by practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.kernel.disclosure import OptOuts, Purpose, may_be_used
from openpcn.kernel.records import DIAGNOSIS
from openpcn.workflows.population.evaluation_plan import Plan
from openpcn.workflows.population.partitions import read_tables

Numbers = NDArray[np.float64]
Days = NDArray[np.int64]
FAR = 10**6
YEAR = 365.25
NO_YES = (False, True)
WINDOWS = ("earlier", "before", "after")


@dataclass(frozen=True, kw_only=True)
class Span:
    """A window of days, the last one not in it."""

    first: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """One practice's people who could be compared, and those left out with why."""

    person_id: NDArray[np.int64]
    practice: NDArray[Any]
    exact: Mapping[str, NDArray[Any]]
    measured: Mapping[str, Numbers]
    years: Mapping[str, Numbers]
    counts: Mapping[str, Mapping[str, Numbers]]
    """Outcome → window → events of each person."""
    first_met: int
    """The first day of an encounter."""
    left_out: Mapping[str, int]


def spans_of(plan: Plan) -> Mapping[str, Span]:
    """The three windows: two before the start, one from it."""
    edges = [number_of(months_on(plan.starts_on, plan.months * step)) for step in (-2, -1, 0, 1)]
    return {
        name: Span(first=first, end=end)
        for name, first, end in zip(WINDOWS, edges, edges[1:], strict=False)
    }


def months_on(day: date, months: int) -> date:
    """The same day of a month so many months on, or its last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def number_of(day: date) -> int:
    """A day as a count of days since 1970."""
    return (day - date(1970, 1, 1)).days


def gather(records: Path, practice: str, plan: Plan, codes: Mapping[str, set[int]]) -> Gathered:
    """The people of a practice on the day of the start, with everything the plan asks for."""
    tables = read_tables(records, practice)
    spans = spans_of(plan)
    person = tables["person"]
    ids = numbers(person, "person_id")
    come, gone = _stay(tables["registration"], person, ids, spans["after"].first)
    reasons = _reasons(person, come, gone, spans, plan)
    keep = ~np.any(list(reasons.values()), axis=0)
    here = come <= spans["after"].first
    place = Placed(ids=ids[keep], come=come[keep], gone=gone[keep])
    kept = person.filter(pa.array(keep))
    return Gathered(
        person_id=place.ids,
        practice=np.full(keep.sum(), practice),
        exact={name: _exact(kept, name, practice, plan) for name in plan.exact},
        measured={
            name: _measured(kept, name, tables, place, spans, plan) for name in plan.measured
        },
        years={name: place.years_in(span) for name, span in spans.items()},
        counts={
            one.name: {
                name: _happened(tables, one.settings, codes.get(one.cluster, set()), place, span)
                for name, span in spans.items()
            }
            for one in plan.outcomes
        },
        first_met=int(days(tables["encounter"], "starts_on", FAR).min(initial=FAR)),
        left_out={
            why: int((mask & here).sum()) for why, mask in reasons.items() if why != NOT_HERE
        },
    )


NOT_HERE = "not registered on the day of the start"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """People in order of number, from which day to which (not in it) they were there."""

    ids: NDArray[np.int64]
    come: Days
    gone: Days

    def years_in(self, span: Span) -> Numbers:
        """The time that each was there in a window."""
        days = np.minimum(self.gone, span.end) - np.maximum(self.come, span.first)
        return np.asarray(np.maximum(days, 0) / YEAR)

    def count(self, whose: NDArray[np.int64], on: Days, span: Span) -> Numbers:
        """How many of these rows each person has in a window while there."""
        at = np.minimum(np.searchsorted(self.ids, whose), max(len(self.ids) - 1, 0))
        inside = (on >= span.first) & (on < span.end)
        if len(self.ids):
            inside &= (self.ids[at] == whose) & (on >= self.come[at]) & (on < self.gone[at])
        else:
            inside[:] = False
        return np.bincount(at[inside], minlength=len(self.ids)).astype(np.float64)


def _stay(
    registration: pa.Table, person: pa.Table, ids: NDArray[np.int64], start: int
) -> tuple[Days, Days]:
    """From when to when each person was there around the start; FAR where not on that day."""
    come, gone = np.full(len(ids), FAR), np.full(len(ids), -FAR)
    whose = numbers(registration, "person_id")
    first, last = days(registration, "starts_on", FAR), days(registration, "ends_on", FAR)
    around = (first <= start) & (last >= start)
    at = np.searchsorted(ids, whose[around])
    come[at], gone[at] = first[around], last[around] + 1
    return come, np.minimum(gone, days(person, "death_on", FAR) + 1)


def _reasons(
    person: pa.Table, come: Days, gone: Days, spans: Mapping[str, Span], plan: Plan
) -> dict[str, NDArray[np.bool_]]:
    """Why people are left out: each reason with who it is about."""
    decile = person["imd_decile"].is_null().to_numpy()
    return {
        NOT_HERE: (come > spans["after"].first) | (gone <= spans["after"].first),
        "opted out of planning": ~_may_be_planned_with(person),
        "not registered through the whole window before": come > spans["before"].first,
        "deprivation not known": decile & ("imd_decile" in plan.measured),
    }


def _may_be_planned_with(person: pa.Table) -> NDArray[np.bool_]:
    national, local = (
        person[name].to_numpy().astype(bool) for name in ("optout_national", "optout_local")
    )
    rule = np.array(
        [
            [may_be_used(Purpose.PLANNING, OptOuts(national=n, local=o)).allowed for o in NO_YES]
            for n in NO_YES
        ]
    )
    return np.asarray(rule[national.astype(int), local.astype(int)])


def _ages(person: pa.Table, plan: Plan) -> Numbers:
    return (number_of(plan.starts_on) - days(person, "birth_month", 0)) / YEAR


def _exact(person: pa.Table, name: str, practice: str, plan: Plan) -> NDArray[Any]:
    if name == "practice":
        return np.full(len(person), practice)
    if name == "age_band":
        return np.asarray(_ages(person, plan) // 5).astype(np.int64)
    return np.array([str(value) for value in person[name].to_pylist()], dtype=str)


def _measured(
    person: pa.Table,
    name: str,
    tables: Mapping[str, pa.Table],
    place: Placed,
    spans: Mapping[str, Span],
    plan: Plan,
) -> Numbers:
    if name == "age":
        return np.maximum(_ages(person, plan), 0)
    if name == "imd_decile":
        return np.asarray(person[name].to_numpy(), dtype=np.float64)
    if name == "contacts":
        met = tables["encounter"]
        whose, on = numbers(met, "person_id"), days(met, "starts_on", FAR)
        return np.log1p(place.count(whose, on, spans["before"]))
    events = tables["event"]
    kind = numbers(events, "kind") == DIAGNOSIS
    ever = Span(first=-FAR, end=spans["after"].first)
    pairs = np.unique(
        np.column_stack([numbers(events, "person_id"), numbers(events, "code_id")])[
            kind & (days(events, "on", FAR) < ever.end)
        ],
        axis=0,
    )
    at = np.searchsorted(place.ids, pairs[:, 0])
    known = (at < len(place.ids)) & (place.ids[np.minimum(at, len(place.ids) - 1)] == pairs[:, 0])
    return np.bincount(at[known], minlength=len(place.ids)).astype(np.float64)


def _happened(
    tables: Mapping[str, pa.Table],
    settings: tuple[str, ...],
    codes: set[int],
    place: Placed,
    span: Span,
) -> Numbers:
    """Encounters of the settings, or events with one of the codes, in a window."""
    if settings:
        met = tables["encounter"]
        of = np.isin(np.array(met["setting"].to_pylist(), dtype=str), settings)
        whose, on = numbers(met, "person_id"), days(met, "starts_on", FAR)
    else:
        events = tables["event"]
        of = np.isin(numbers(events, "code_id"), list(codes))
        whose, on = numbers(events, "person_id"), days(events, "on", FAR)
    return place.count(whose[of], on[of], span)


def numbers(table: pa.Table, name: str) -> NDArray[np.int64]:
    """A column of whole numbers."""
    return np.asarray(table[name].to_numpy(), dtype=np.int64)


def days(table: pa.Table, name: str, empty: int) -> Days:
    """A column of days as counts since 1970, with another number where there is none."""
    return np.asarray(table[name].cast(pa.int32()).fill_null(empty).to_numpy(), dtype=np.int64)
