"""Did an intervention help? A plan and a folder of records become an answer, harm first."""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.engines.evaluation import Evaluation, Outcome, People, evaluate
from openpcn.kernel.errors import NotFound, NotPossible, NotRight
from openpcn.workflows.population.asking import (
    catalogue_and_codes,
    contents_for,
)
from openpcn.workflows.population.cluster_codes import numbers_of
from openpcn.workflows.population.evaluation_facts import (
    WINDOWS,
    Gathered,
    gather,
    spans_of,
)
from openpcn.workflows.population.evaluation_plan import Plan, read_plan
from openpcn.workflows.population.keeping import NOT_ASSURED, Held, held_in
from openpcn.workflows.population.own_definitions import own_definitions
from openpcn.workflows.population.running import run_population
from openpcn.workflows.population.storing import ABOUT, PEOPLE

Numbers = NDArray[np.float64]
EPOCH = date(1970, 1, 1)
SLACK = 7
"""Days without an encounter at the beginning of records, as in a practice that was closed."""


@dataclass(frozen=True, kw_only=True)
class Evaluated:
    """The answer to a plan. Harm is the first thing in it."""

    answer: Evaluation
    title: str
    starts_on: date
    months: int
    left_out: Mapping[str, int]
    """Why people could not be compared, and how many."""
    plan_fingerprint: str
    label: str
    not_assured: str = NOT_ASSURED


def evaluate_plan(plan_file: Path, records: Path, *, state: Path | None = None) -> Evaluated:
    """Read the plan, gather everybody, and judge; refused without comparison people.

    `state` is where the user's lists of codes are kept; invented records need none.
    """
    plan = read_plan(plan_file)
    held = held_in(records)
    _check_end(plan, held)
    codes = _codes_of(plan, records, state)
    practices = [each.practice for each in held.practices]
    _check_practices(plan, practices)
    parts = [gather(records, code, plan, codes) for code in practices if _takes_part(plan, code)]
    has_earlier = _check_beginning(plan, parts)
    flags = _flags(plan, records, state)
    people, outcomes = _facts(plan, parts, flags, _treated(plan, parts, flags), has_earlier)
    left_out: Counter[str] = Counter()
    for part in parts:
        left_out.update(part.left_out)
    return Evaluated(
        answer=evaluate(people, outcomes, targets=plan.targets, ratio=plan.ratio),
        title=plan.title,
        starts_on=plan.starts_on,
        months=plan.months,
        left_out=dict(left_out),
        plan_fingerprint=plan.fingerprint,
        label=held.label,
    )


def _check_end(plan: Plan, held: Held) -> None:
    """Refuse a window after the start that the records do not reach the end of."""
    ends_on = EPOCH + timedelta(days=spans_of(plan)["after"].end - 1)
    ends = [one.extracted_on or one.last_on or date.min for one in held.practices]
    if (last := min(ends, default=date.min)) < ends_on:
        raise NotPossible(
            f"The window after the start ends on {ends_on}, and the records on {last}.",
            next_step="Wait for newer records, or plan for fewer months.",
        )


def _check_beginning(plan: Plan, parts: Sequence[Gathered]) -> bool:
    """Refuse a window before the start that was not recorded; whether the earlier one was.

    A window is taken as recorded from the first encounter of all practices on.
    """
    spans = spans_of(plan)
    first = min(part.first_met for part in parts)
    if any(one.settings for one in plan.outcomes) and first > spans["before"].first + SLACK:
        raise NotPossible(
            f"The window before begins on {EPOCH + timedelta(days=spans['before'].first)}, and "
            f"the first encounter in the records is on {EPOCH + timedelta(days=first)}.",
            next_step="Plan for fewer months, or load older records.",
        )
    return first <= spans["earlier"].first + SLACK


def _check_practices(plan: Plan, held: Collection[str]) -> None:
    for code in (*plan.practices, *plan.comparison_practices):
        if code not in held:
            raise NotFound(
                f"The plan names {code}, of which no records are held.",
                next_step=f"Load {code}, or leave it out of the plan.",
            )


def _takes_part(plan: Plan, practice: str) -> bool:
    """Whether a practice's people are on one side or the other."""
    compared = plan.comparison_practices
    return not compared or practice in compared or not plan.practices or practice in plan.practices


def _codes_of(plan: Plan, records: Path, state: Path | None) -> dict[str, set[int]]:
    """The numbers of the codes of each cluster that an outcome counts."""
    clusters = sorted({one.cluster for one in plan.outcomes if one.cluster})
    contents = contents_for(records, clusters, state)
    codes = {name: set(found) for name, found in numbers_of(records, contents).items()}
    for name in clusters:
        if not codes.get(name):
            raise NotPossible(
                f"The records hold no code of the cluster {name}.",
                next_step="Name a cluster of the catalogue, and load its list of codes.",
            )
    return codes


def _flags(plan: Plan, records: Path, state: Path | None) -> Mapping[str, set[int]]:
    """Who was flagged by each definition of the plan on the day of the start."""
    names = [*plan.definitions, *([plan.definition] if plan.definition else [])]
    if not names:
        return {}
    own = own_definitions(state).used if state else ()
    catalogue, codes = catalogue_and_codes(records, names, state=state, own=own)
    with tempfile.TemporaryDirectory() as folder:
        run_population(records, catalogue, codes, as_at=plan.starts_on, out=Path(folder))
        about = json.loads((Path(folder) / ABOUT).read_text(encoding="utf-8"))
        bit_of = about["columns"]["flags"]["bit_of"]
        table = pq.read_table(Path(folder) / PEOPLE)
    ids = np.asarray(table["person_id"].to_numpy(), dtype=np.int64)
    found = {}
    for name in names:
        if name not in bit_of:
            raise NotRight(
                f"{name} is not a flag, so nobody is in it or out of it.",
                next_step="Name a definition that says yes or no.",
            )
        word, bit = bit_of[name]
        flags = np.asarray(table[f"flags_{word}"].to_numpy()).astype(np.uint64)
        found[name] = set(ids[(flags >> np.uint64(bit)) & np.uint64(1) == 1].tolist())
    return found


def _treated(plan: Plan, parts: Sequence[Gathered], flags: Mapping[str, set[int]]) -> set[int]:
    """The numbers of the people who had the intervention."""
    chosen = _listed(plan.people) if plan.people is not None else flags[plan.definition]
    if not plan.practices:
        return chosen
    inside = {
        int(number)
        for part in parts
        for number, practice in zip(part.person_id, part.practice, strict=True)
        if practice in plan.practices
    }
    return chosen & inside


def _listed(file: Path) -> set[int]:
    """The person_id column of a list."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
        return {int(row["person_id"]) for row in rows}
    except FileNotFoundError:
        raise NotFound(
            f"There is no list {file}.", next_step="Name it in [treated] beside the plan."
        ) from None
    except (KeyError, TypeError, ValueError):
        raise NotRight(
            f"{file.name} is not a list of people.",
            next_step="It has a column person_id with the numbers that the records use.",
        ) from None


def _facts(
    plan: Plan,
    parts: Sequence[Gathered],
    flags: Mapping[str, set[int]],
    treated: set[int],
    has_earlier: bool,
) -> tuple[People, list[Outcome]]:
    """Everybody in one row of arrays, as the engine takes them."""
    ids = np.concatenate([part.person_id for part in parts])
    practice = np.concatenate([part.practice for part in parts])
    chosen = np.isin(ids, list(treated))
    keep = chosen | np.isin(practice, plan.comparison_practices or list(set(practice)))

    def together(pick: Any) -> Any:
        return np.concatenate([pick(part) for part in parts])[keep]

    measured = {name: together(lambda p, n=name: p.measured[n]) for name in plan.measured}
    for name in plan.definitions:
        measured[name] = np.isin(ids, list(flags[name]))[keep].astype(np.float64)
    years = {name: together(lambda p, n=name: p.years[n]) for name in WINDOWS}
    people = People(
        treated=chosen[keep],
        practice=practice[keep],
        exact={name: together(lambda p, n=name: p.exact[n]) for name in plan.exact},
        measured=measured,
        years_before=years["before"],
        years_after=years["after"],
        years_earlier=years["earlier"] if has_earlier else None,
    )
    outcomes = []
    for one in plan.outcomes:
        counts = {
            window: together(lambda p, n=one.name, w=window: p.counts[n][w]) for window in WINDOWS
        }
        outcomes.append(
            Outcome(
                name=one.name,
                words=one.words,
                better=one.better,
                before=counts["before"],
                after=counts["after"],
                earlier=counts["earlier"] if has_earlier else None,
            )
        )
    return people, outcomes
