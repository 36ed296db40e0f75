"""At today's number of networks: our plan against today's map, and who would change network."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.forming.instances import Instance, neighbours_of
from benchmarks.forming.judging import Band, Judgement, judge, patients_moved
from benchmarks.forming.proposing import Proposed, propose
from benchmarks.forming.telling import Row, goal, keep, say
from building.places import Stopped

WIDER = Band(smallest=30_000, largest=70_000)
"""At today's number a network has 48,000 patients on average: few areas could keep to 50,000."""
SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Point:
    """A plan of England, put together from its areas or made at once."""

    weight: float
    judged: Judgement
    moved: int
    patients: int
    """In a network today."""
    objective: float
    """Km per patient, with the weight of those who change network."""
    bound: float
    proved: int
    areas: int
    cpu_seconds: float
    without: tuple[str, ...]
    """Areas for which there was no plan in time; the figures are of the others."""

    def row(self, question: str) -> Row:
        """A line of the table."""
        judged = self.judged
        return {
            "question": question,
            "weight, km": self.weight,
            "patients who change network": self.moved,
            "share": f"{self.moved / self.patients:.1%}",
            "km per patient": f"{judged.km:.4f}",
            "networks": len(judged.groups),
            "in 30,000 to 50,000": sum(not Band().amiss(g.patients) for g in judged.groups),
            "in the band asked": len(judged.groups) - len(judged.out_of_band),
            "one practice above": len(judged.alone_above),
            "not connected": len(judged.apart),
            "km and weight": f"{self.objective:.4f}",
            "bound": f"{self.bound:.4f}",
            "gap": f"{1 - self.bound / self.objective:.2%}",
            "areas proved": f"{self.proved} of {self.areas}",
            "without a plan in time": " ".join(self.without),
            "processor seconds": round(self.cpu_seconds),
        }


def measure_today(england: Instance, *, patience: float) -> None:
    """Today's map and ours, side by side, at the same number of networks in each area."""
    today = todays_map(england)
    asked = point_of(england, plan_areas(england, 0.0, SECONDS * patience), 0.0)
    rows = [today_row(today), asked.row("as many as now, 30,000 to 70,000")]
    less = 1 - asked.judged.km / today.km
    share = asked.moved / asked.patients
    goals = [
        goal(
            less > 0,
            f"{asked.judged.km:.3f} km for each patient against today's {today.km:.3f} "
            f"({less:.0%} less) with {len(asked.judged.groups)} networks against "
            f"{len(today.groups)}; {share:.0%} of patients would change network",
        )
    ]
    keep("today", rows, goals)


def today_row(today: Judgement) -> Row:
    """Today's map in the same columns."""
    return {
        "question": "today's map",
        "weight, km": "",
        "patients who change network": 0,
        "share": "0.0%",
        "km per patient": f"{today.km:.4f}",
        "networks": len(today.groups),
        "in 30,000 to 50,000": sum(not Band().amiss(group.patients) for group in today.groups),
        "in the band asked": len(today.groups) - len(today.out_of_band),
        "one practice above": len(today.alone_above),
        "not connected": len(today.apart),
    }


def todays_map(england: Instance) -> Judgement:
    """Practices in no network are left out of it."""
    members = [practice for practice in england.practices if practice.network]
    network_of = {practice.code: practice.network for practice in members}
    return judge(members, network_of, neighbours_of(england.practices), WIDER)


def count_of(england: Instance) -> dict[str, int]:
    """Today's networks of each area; one that crosses is where most of its patients are."""
    patients: dict[str, Counter[str]] = defaultdict(Counter)
    for practice in england.practices:
        if practice.network:
            patients[practice.network][practice.area] += practice.patients
    return Counter(areas.most_common(1)[0][0] for areas in patients.values())


def plan_areas(
    england: Instance, weight: float, seconds: float, *, any_number: bool = False
) -> list[Proposed]:
    """Each area in a process of its own, two at a time; one that is not done in time is left out.

    With as many networks as today in the wider band, or with any number in the usual one.
    """
    counts, band = count_of(england), Band() if any_number else WIDER

    def asked(area: str) -> Proposed | None:
        options = ["--count", "free" if any_number else str(counts[area])]
        options += ["--keep-today", str(weight), "--seconds", str(seconds), "--seed", "1"]
        try:
            found = propose(england.only(area), *options, band=band, limit=3 * seconds + 30)
        except Stopped as stopped:
            say(f"  {area}, weight {weight:g}: no plan: {stopped}")
            return None
        say(
            f"  {area}, weight {weight:g}: {found.judged.km:.4f} km, gap {found.gap:.2%}, "
            f"{found.judged.misfits} out of band, {found.moved:,} patients change network, "
            f"{found.run.seconds:.0f} s"
        )
        return found

    with ThreadPoolExecutor(2) as pool:
        return [found for found in pool.map(asked, england.areas) if found is not None]


def point_of(england: Instance, found: Sequence[Proposed], weight: float) -> Point:
    """The areas as one plan; patients who change are matched over all of it."""
    groups = tuple(group for each in found for group in each.judged.groups)
    planned = {group.area for group in groups}
    members = [practice for practice in england.practices if practice.area in planned]
    network_of = {
        practice.code: f"{group.area} {group.name}"
        for group in groups
        for practice in group.practices
    }
    lists = [each.judged.patients for each in found]
    everyone = sum(lists)
    answers = [(each.answer["objective_km_per_patient"], each.bound) for each in found]
    return Point(
        weight=weight,
        judged=Judgement(groups=groups, band=found[0].judged.band, missing=(), unknown=()),
        moved=patients_moved(members, network_of),
        patients=sum(practice.patients for practice in members if practice.network),
        objective=sum(a * n for (a, _), n in zip(answers, lists, strict=True)) / everyone,
        bound=sum(b * n for (_, b), n in zip(answers, lists, strict=True)) / everyone,
        proved=sum(area["proved_optimal"] for each in found for area in each.areas),
        areas=len(planned),
        without=tuple(sorted(set(england.areas) - planned)),
        cpu_seconds=sum(each.run.cpu_seconds for each in found),
    )
