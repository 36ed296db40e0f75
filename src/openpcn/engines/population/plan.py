"""A catalogue compiled for one day: what to do when a code or an encounter is met.

Every different leaf of the catalogue has one row of bits, one bit for each person. The plan says,
for each code, which leaves it touches and how; so one pass over the events fills all rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.tree import Leaf
from openpcn.engines.population.windows import days_of
from openpcn.kernel.errors import NotRight

Codes = Mapping[str, Collection[int]]
"""For each cluster, the `code_id` of its codes in the records at hand."""

DAY_0 = date(1970, 1, 1)
NO_START = -(2**31)
SETTINGS = ("gp", "community", "ed", "ip_emergency", "ip_elective", "op_first", "op_follow_up")

SEEN, DAYS, CODES, FIRST, CONDITION, RESOLVED, ANY, LATEST, BEST, NIGHTS, SHARE = range(11)
BELOW, AT_MOST, AT_LEAST, ABOVE = range(4)
COMPARISONS = {"below": BELOW, "at_most": AT_MOST, "at_least": AT_LEAST, "above": ABOVE}
VALUES = {"any": ANY, "latest": LATEST, "best_of_last_two": BEST}


@dataclass(frozen=True, kw_only=True, eq=False)
class Actions:
    """Which leaves each key (a code, or a kind of encounter) touches, and how.

    Those of key k are at start[k] up to start[k + 1]; up to seen[k], one is enough (SEEN).
    `first`, `last`, `need`, `limit` and `compare` have one entry for each leaf.
    """

    start: NDArray[np.int32]
    seen: NDArray[np.int32]
    op: NDArray[np.uint8]
    leaf: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    need: NDArray[np.int32]
    limit: NDArray[np.float64]
    compare: NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """What one pass over the records has to do, and what follows from it."""

    catalogue: Catalogue
    as_at: date
    of_events: tuple[tree.FromEvents, ...]
    of_encounters: tuple[tree.FromEncounters, ...]
    of_person: tuple[tree.FromPerson, ...]
    roles: tuple[str, ...]
    events: Actions
    encounters: Actions

    @property
    def day(self) -> int:
        """The day asked about, as days since 1970."""
        return day_number(self.as_at)


def plan_for(catalogue: Catalogue, codes: Codes, as_at: date) -> Plan:
    """Compile a catalogue; NotRight where a cluster that it names has no entry in `codes`."""
    for missing in sorted(catalogue.clusters - set(codes)):
        raise NotRight(
            f"The catalogue asks for codes of {missing}, and no such cluster is loaded.",
            next_step="Load it with `openpcn population codes add`, or leave its definitions out.",
        )
    leaves = dict.fromkeys(leaf for one in catalogue.definitions for leaf in one.leaves)
    of_events = tuple(leaf for leaf in leaves if isinstance(leaf, tree.FromEvents))
    of_encounters = tuple(leaf for leaf in leaves if isinstance(leaf, tree.FromEncounters))
    with_roles = [leaf for leaf in of_encounters if not isinstance(leaf, tree.Nights)]
    roles = tuple(sorted({role for leaf in with_roles for role in leaf.roles}))
    return Plan(
        catalogue=catalogue,
        as_at=as_at,
        of_events=of_events,
        of_encounters=of_encounters,
        of_person=tuple(leaf for leaf in leaves if isinstance(leaf, tree.FromPerson)),
        roles=roles,
        events=actions(of_events, event_entries(of_events, codes), as_at),
        encounters=actions(of_encounters, encounter_entries(of_encounters, roles), as_at),
    )


Entry = tuple[Collection[int], int, int]
"""Keys, the operation, and the leaf's number."""


def event_entries(leaves: Sequence[tree.FromEvents], codes: Codes) -> list[Entry]:
    """For each leaf, the codes that touch it and what they do."""
    entries: list[Entry] = []
    for number, leaf in enumerate(leaves):
        entries.append((union(leaf.clusters, codes), operation(leaf), number))
        if isinstance(leaf, tree.Unresolved):
            entries.append((union(leaf.resolved_by, codes), RESOLVED, number))
    return entries


def encounter_entries(leaves: Sequence[tree.FromEncounters], roles: Sequence[str]) -> list[Entry]:
    """For each leaf, the kinds of encounter that touch it; see `kind_of_encounter`."""
    entries: list[Entry] = []
    for number, leaf in enumerate(leaves):
        named = () if isinstance(leaf, tree.Nights) else leaf.roles
        wanted = [roles.index(role) + 1 for role in named] or range(len(roles) + 1)
        kinds = [
            SETTINGS.index(setting) * (len(roles) + 1) + role
            for setting in leaf.settings
            if setting in SETTINGS
            for role in wanted
        ]
        entries.append((kinds, operation(leaf), number))
    return entries


def operation(leaf: tree.FromEvents | tree.FromEncounters) -> int:
    """What a code or encounter does to the leaf."""
    match leaf:
        case tree.Recorded(at_least=1):
            return SEEN
        case tree.Recorded(counting="codes"):
            return CODES
        case tree.Recorded() | tree.Contacts():
            return DAYS
        case tree.FirstRecorded():
            return FIRST
        case tree.Unresolved():
            return CONDITION
        case tree.Value():
            return VALUES[leaf.which]
        case tree.Nights():
            return NIGHTS
        case _:
            return SHARE


def actions(leaves: Sequence[Leaf], entries: Sequence[Entry], as_at: date) -> Actions:
    """Entries by key, and what each leaf needs."""
    keys = [np.fromiter(found, dtype=np.int64) for found, _, _ in entries]
    sizes = [len(found) for found in keys]
    key = np.concatenate([np.zeros(0, np.int64), *keys])
    op = np.repeat(np.array([op for _, op, _ in entries], np.uint8), sizes)
    leaf = np.repeat(np.array([number for _, _, number in entries], np.int32), sizes)
    order = np.lexsort((op != SEEN, key))
    start = np.concatenate([[0], np.bincount(key, minlength=1).cumsum()])
    enough = np.bincount(key[op == SEEN], minlength=len(start) - 1)
    windows = [days_of(getattr(one, "window", None), as_at) for one in leaves]
    return Actions(
        start=start.astype(np.int32),
        seen=(start[:-1] + enough).astype(np.int32),
        op=op[order],
        leaf=leaf[order],
        first=column((NO_START if first is None else day_number(first) for first, _ in windows)),
        last=column(day_number(last) for _, last in windows),
        need=column(needed(one) for one in leaves),
        limit=np.array([getattr(one, "thousandths", 0) for one in leaves], np.float64),
        compare=np.array(
            [COMPARISONS[getattr(one, "compare", "below")] for one in leaves], np.uint8
        ),
    )


def needed(leaf: Leaf) -> int:
    """How many are needed; for what resolves, whether it does so on the same day."""
    match leaf:
        case tree.Unresolved():
            return int(leaf.same_day_resolves)
        case tree.Discontinuous():
            return leaf.fewest
        case _:
            return int(getattr(leaf, "at_least", 0))


def union(clusters: Sequence[str], codes: Codes) -> set[int]:
    """The codes of any of the clusters."""
    return set().union(*(codes[name] for name in clusters))


def column(numbers: Any) -> NDArray[np.int32]:
    """Whole numbers as a column."""
    return np.fromiter(numbers, dtype=np.int32)


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - DAY_0).days
