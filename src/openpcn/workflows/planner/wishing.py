"""From what a plan asks to what the engine is asked for each area."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpcn.engines.geography.neighbours import neighbours_within
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.planner.dials import BALANCES, FEWEST, STRETCHED
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.proposing.files import PlannedPractice
from openpcn.workflows.proposing.travel import read_travel

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import Candidate, Wish


def candidates_of(ground: Ground, *, balance: str = "") -> dict[str, list[Candidate]]:
    """By area: practices of the plan that have a list and a place."""
    from openpcn.engines.formation.proposing.facts import Candidate

    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in ground.situation.practices:
        if one.code not in ground.inside or one.point is None or not one.registered_patients:
            continue
        area = one.place or one.system or ground.system.code
        found[area].append(
            Candidate(
                code=one.code,
                registered_patients=one.registered_patients,
                point=one.point,
                area=area,
                current_network=ground.situation.today.get(one.code),
                measure=_measure(ground, one.code, one.registered_patients, balance),
            )
        )
    return dict(found)


def _measure(ground: Ground, code: str, patients: int, balance: str) -> float | None:
    """What is evened out: a share of patients, or staff for 1,000 of them."""
    if balance.startswith("deprivation"):
        part, whole = ground.situation.deprived.get(code, (0, 0))
        return part / whole if whole else None
    if balance.startswith("staff"):
        held = ground.practice_staff.get(code)
        return None if held is None else 1000 * held / patients
    return None


def can_balance(ground: Ground, balance: str) -> bool:
    """Whether what is to be evened out is held for this area and day."""
    if balance.startswith("staff"):
        return bool(ground.practice_staff)
    return not balance or any(whole for _part, whole in ground.situation.deprived.values())


def wish_of(
    ground: Ground,
    asked: Mapping[str, Any],
    candidates: Sequence[Candidate],
    *,
    dial: float,
    areas: int,
) -> Wish:
    """What is wanted of the networks of one area."""
    from openpcn.engines.formation.proposing.facts import Wish

    area, brief = candidates[0].area, ground.situation.brief
    codes = {one.code for one in candidates}
    near = neighbours_within(
        {c: n for c, n in brief.neighbours.items() if c in codes},
        dict.fromkeys(codes, area),
        {one.code: one.point for one in candidates},
    )
    travel = asked.get("travel")
    return Wish(
        smallest=brief.smallest,
        largest=brief.largest,
        neighbours=near,
        count=_count(ground, asked, area, areas),
        count_is_free=asked["count"] == "free" or (dial >= FEWEST and asked["count"] == "target"),
        together=tuple(frozenset(one) for one in asked["together"] if codes & {*one}),
        apart=tuple(frozenset(one) for one in asked["apart"] if codes & {*one}),
        stays=frozenset(asked["stays"]) & codes,
        keep_today=dial,
        balance=BALANCES[asked.get("balance", "")][1],
        soft_largest=max(STRETCHED, brief.largest) if asked.get("stretch") else None,
        detour=brief.detour,
        distances=_lengths(travel, codes) if travel else None,
        per_straight_km=travel["per_straight_km"] if travel else None,
    )


def _lengths(travel: Mapping[str, Any], codes: set[str]) -> dict[tuple[str, str], float]:
    return {(a, b): length for a, b, length in travel["lengths"] if a in codes and b in codes}


def _count(ground: Ground, asked: Mapping[str, Any], area: str, areas: int) -> int | None:
    if asked["count"] == "number":
        return checked_number(asked["number"], areas)
    if asked["count"] != "today":
        return None
    return max(1, sum(place == area for place in ground.facts.homes().values()))


def checked_number(number: int | None, areas: int) -> int:
    """A number of networks that somebody asks for; it is for one place."""
    if not number:
        raise NotRight(
            "How many networks there should be is not said.",
            next_step="Write the number, or choose another line.",
        )
    if areas > 1:
        raise NotPossible(
            f"A number of networks is for one place, and this area has {areas}.",
            next_step="Plan one place, or choose “as many as today”.",
        )
    return number


def travel_from(ground: Ground, name: str, content: bytes) -> dict[str, Any]:
    """Travel between practices from an uploaded file, as a plan keeps it."""
    planned = [
        PlannedPractice(
            code=one.code,
            registered_patients=one.registered_patients,
            point=one.point,
            area=one.area,
            current_network=one.current_network,
        )
        for candidates in candidates_of(ground).values()
        for one in candidates
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[:80] or "travel.csv")
        path.write_bytes(content)
        found = read_travel(path, planned)
    return {
        "unit": found.unit,
        "file": found.file,
        "per_straight_km": found.per_straight_km,
        "said": str(found),
        "lengths": [[a, b, n] for held in found.lengths.values() for (a, b), n in held.items()],
    }
