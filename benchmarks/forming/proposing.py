"""Asks the console program for a plan, in a fresh process, and judges what it wrote."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.forming.instances import Instance, Neighbours, neighbours_of
from benchmarks.forming.judging import Band, Judgement, judge, patients_moved, reason_holds
from benchmarks.forming.running import Run, run_measured
from building.places import CHECKOUT, Stopped

STATE = CHECKOUT / "var" / "formation"
SAME = 1e-6


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A proposal of the program, with what it took and what it is worth."""

    answer: Mapping[str, Any]
    network_of: Mapping[str, str]
    near: Neighbours
    run: Run
    judged: Judgement
    moved: int
    """Patients whose practice changes network, counted here."""
    strange_edges: int
    """Pairs that either the program or the bench takes for neighbours, and the other does not."""
    reasons: Mapping[str, int]
    """Why networks are out of band, as found here; what is not found here is the program's word."""

    @property
    def areas(self) -> list[Mapping[str, Any]]:
        """The areas as the program told them."""
        return list(self.answer["areas"])

    @property
    def bound(self) -> float:
        """Certified, km per patient."""
        return float(self.answer["lower_bound_km_per_patient"])

    @property
    def gap(self) -> float:
        """(plan - bound) / plan, with the plan as judged here and what else was asked for."""
        worth = float(self.answer["objective_km_per_patient"])
        return 1 - self.bound / worth if worth > 0 else 0.0

    @property
    def bound_of(self) -> dict[str, float]:
        """Patient-km that no plan of the area goes below, by area."""
        patients = {
            area: sum(group.patients for group in self.judged.in_area(area).groups)
            for area in {group.area for group in self.judged.groups}
        }
        return {
            area["area_code"]: area["lower_bound_km_per_patient"] * patients[area["area_code"]]
            for area in self.areas
        }


def propose(
    instance: Instance, *options: str, band: Band | None = None, limit: float = 900
) -> Proposed:
    """Run `openpcn networks propose` once and judge it."""
    band = band or Band()
    STATE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        instance.write(folder / "practices.csv")
        words: list[str | Path] = [sys.executable, "-m", "openpcn.cli.main", "--state", STATE]
        words += ["networks", "propose", "--practices", folder / "practices.csv", "--json"]
        words += ["--out", folder / "plan.csv", "--neighbours-out", folder / "near.csv"]
        words += ["--smallest", str(band.smallest), "--largest", str(band.largest), *options]
        run = run_measured(words, seconds=limit)
        if run.code:
            raise Stopped(f"{instance.name}: the program ended with {run.code}. {run.err[-2000:]}")
        network_of = read_plan(folder / "plan.csv")
        near = read_neighbours(folder / "near.csv", instance)
    answer = json.loads(run.out)
    judged = judge(instance.practices, network_of, near, band)
    expected = neighbours_of(instance.practices)
    proposed = Proposed(
        answer=answer,
        network_of=network_of,
        near=near,
        run=run,
        judged=judged,
        moved=patients_moved(instance.practices, network_of) if has_today(instance) else 0,
        strange_edges=sum(len(near[code] ^ expected[code]) for code in expected) // 2,
        reasons=reasons_of(answer, judged, instance, near),
    )
    must_agree(instance.name, proposed)
    return proposed


def has_today(instance: Instance) -> bool:
    """Whether any practice has a present network."""
    return any(practice.network for practice in instance.practices)


def must_agree(name: str, proposed: Proposed) -> None:
    """Stop where the program's figures are not what is found here, or a rule is broken."""
    if proposed.judged.broken:
        raise Stopped(f"{name}: {'; '.join(proposed.judged.broken[:5])}.")
    objective = float(proposed.answer["objective_km_per_patient"])
    if objective < proposed.judged.km * (1 - SAME):
        raise Stopped(f"{name}: said {objective} km, found {proposed.judged.km}.")
    if proposed.bound > objective * (1 + SAME):
        raise Stopped(f"{name}: the bound {proposed.bound} is above the plan {objective}.")
    said = proposed.answer.get("patients_moved")
    if said is not None and said != proposed.moved:
        raise Stopped(f"{name}: said {said} patients moved, found {proposed.moved}.")
    told = {one["network"]: one["in_band"] for one in proposed.answer["networks"]}
    found = {g.name: not proposed.judged.band.amiss(g.patients) for g in proposed.judged.groups}
    if told != found:
        raise Stopped(f"{name}: the program and the bench differ on who is in band.")


def reasons_of(
    answer: Mapping[str, Any], judged: Judgement, instance: Instance, near: Neighbours
) -> dict[str, int]:
    """How many networks are out of band for which reason."""
    said = {one["network"]: one["reasons"] for one in answer["networks"]}
    found: Counter[str] = Counter()
    for group in judged.out_of_band:
        why = reason_holds(group, instance.practices, near, judged.band)
        if not why and not said.get(group.name):
            why = "NO REASON"
        elif not why and "found in" in said[group.name][0]:
            why = "none found in the time"
        found[why or "proved by the planner, not checked here"] += 1
    return dict(found)


def read_plan(path: Path) -> dict[str, str]:
    """Practice to network; a practice twice is refused."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["practice_code"], row["network"]) for row in csv.DictReader(file)]
    if len(rows) != len({code for code, _ in rows}):
        raise Stopped(f"{path.name} has a practice twice.")
    return dict(rows)


def read_neighbours(path: Path, instance: Instance) -> Neighbours:
    """Practice to neighbours, both ways."""
    near: Neighbours = {practice.code: set() for practice in instance.practices}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            near[row["practice_code"]].add(row["neighbour_code"])
            near[row["neighbour_code"]].add(row["practice_code"])
    return near
