"""Proposals for a whole area as long work: several dials, place by place, kept as they come."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs.actions import ask
from openpcn.domains.jobs.queries import get_job
from openpcn.domains.planning.actions.plans import keep_version, note_job
from openpcn.domains.planning.queries.plans import PlanAnswer, get_plan
from openpcn.engines.formation.measuring import measure, named_as_today
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.planner.dials import FEWEST, OPTIONS, Point, points_of
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.keep import score_of
from openpcn.workflows.planner.repairs import mend_networks, outside
from openpcn.workflows.planner.wishing import candidates_of, wish_of
from openpcn.workflows.proposing.ready import get_ready

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import AreaAnswer

PROPOSE = "propose"


def ask_for_proposals(plan_id: int, *, by: Account) -> int:
    """Ask for the proposals of a plan; answers the number of the job."""
    job = ask(PROPOSE, {"plan": plan_id}, by)
    note_job(plan_id, job=job.id, by=by)
    return job.id


def propose_for_plan(
    payload: Mapping[str, Any], *, by: Account, progress: Progress
) -> dict[str, Any]:
    """Work out every dial of a plan and keep each as a version; goes on from where it was."""
    from django.utils import timezone

    plan = get_plan(by, int(payload["plan"]), when=When(as_at=timezone.localdate()))
    ground = ground_of(
        plan.within_code,
        when=When(as_at=plan.as_at),
        smallest=plan.smallest,
        largest=plan.largest,
    )
    work = _Work(plan, ground, progress, _so_far(plan))
    points = work.run()
    with transaction.atomic():
        held = {(one.title, one.made) for one in plan.versions}
        for point in points if len(points) <= len(OPTIONS) else ():
            if (point.title, "proposed") not in held:
                keep_point(plan, point, by=by)
    return {"points": [asdict(point) for point in points], "kept": len(points) <= len(OPTIONS)}


def keep_point(plan: PlanAnswer, point: Point, *, by: Account) -> int:
    """Keep a dial's plan as a version, with its bound."""
    return keep_version(
        plan.id,
        title=point.title,
        made="repair" if point.is_repair else "proposed",
        network_of=point.network_of,
        score=point.score | {"areas": point.areas, "gap": point.gap, "dial": point.keep_today},
        by=by,
    )


def repaired(ground: Ground) -> list[Point]:
    """Today's map mended step by step, for beside the curve: other rules, and no bound."""
    targets = outside(ground)
    if not targets:
        return []
    shown = mend_networks(ground, targets)
    return [
        Point(
            keep_today=0.0,
            title=f"Mended: {column.why[:1].lower()}{column.why[1:]}",
            network_of=dict(column.network_of),
            areas=[],
            score=score_of(column.measures),
            is_repair=True,
        )
        for column in shown.options
    ]


FARTHEST = 1_000.0
"""Kilometres per patient that no plan has: beyond them, what is missed has been counted."""


def best_so_far(best: float, bound: float, *, counts_change: bool) -> str:
    """The best plan so far and the bound beneath it, per patient, in a sentence."""
    if not isfinite(best):
        return "no plan yet."
    if best > FARTHEST:
        return "the best so far still misses a size; looking on."
    unit = "each change of network counted as well" if counts_change else "per patient"
    if bound <= 0:
        return f"the best so far is {best:.2f} km ({unit}); no bound is proved yet."
    return (
        f"the best so far is {best:.2f} km and none can be below {bound:.2f} km ({unit}): "
        f"at most {100 * (best - bound) / best:.1f}% is left to gain."
    )


def _so_far(plan: PlanAnswer) -> list[Point]:
    job = get_job(plan.job) if plan.job else None
    return points_of(job.result) if job and job.payload.get("plan") == plan.id else []


class _Work:
    """The dials of one plan while they are worked out."""

    def __init__(
        self, plan: PlanAnswer, ground: Ground, progress: Progress, done: list[Point]
    ) -> None:
        self.plan, self.ground, self.progress = plan, ground, progress
        self.asked = plan.asked
        self.points = done
        self.areas = candidates_of(ground, balance=plan.asked.get("balance", ""))
        if not self.areas:
            raise NotPossible(
                "No practice of this area has a list and a known place on the day.",
                next_step="Choose another day, or load lists and coordinates.",
            )

    def run(self) -> list[Point]:
        """Every dial that is not done yet."""
        self.progress(Step(done=0.0, doing="Getting the planner ready."))
        get_ready()
        dials = [(float(dial), str(title)) for dial, title in self.asked["dials"]]
        for at, (dial, title) in enumerate(dials):
            if any(point.keep_today == dial and not point.is_repair for point in self.points):
                continue
            self.points.append(self._point(at, len(dials), dial, title))
            self._tell((at + 1) / len(dials), f"{title}: done.")
        if self.asked.get("with_repairs") and not any(one.is_repair for one in self.points):
            self.points += repaired(self.ground)
        return self.points

    def _tell(self, done: float, doing: str) -> None:
        so_far = {"points": [asdict(point) for point in self.points]}
        self.progress(Step(done=done, doing=doing, so_far=so_far))

    def _point(self, at: int, of: int, dial: float, title: str) -> Point:
        answers = []
        for number, area in enumerate(sorted(self.areas)):
            share = (at + number / len(self.areas)) / of
            answers.append(self._area(area, dial, title, share, 1 / of / len(self.areas)))
        network_of = self._named(answers)
        measures = measure(self.ground.situation, network_of)
        return Point(
            keep_today=dial,
            title=title,
            network_of=network_of,
            areas=[_kept(self.ground, answer, dial) for answer in answers],
            score=score_of(measures),
        )

    def _area(self, area: str, dial: float, title: str, done: float, share: float) -> AreaAnswer:
        from openpcn.engines.formation.proposing.facts import Limits
        from openpcn.engines.formation.proposing.planning import propose_area

        candidates = self.areas[area]
        seconds = self.asked["seconds"] / len(self.asked["dials"]) / len(self.areas)
        patients = max(1, sum(one.registered_patients for one in candidates)) / 1000
        began, name = time.monotonic(), self.ground.facts.ground.place_names.get(area, area)

        def tell(best: float, bound: float) -> None:
            spent = min(1.0, (time.monotonic() - began) / max(seconds, 1))
            said = best_so_far(best / patients, bound / patients, counts_change=dial > 0)
            doing = f"{title}, {name}: {said}"
            self.progress(Step(done=done + spent * share, doing=doing))

        self.progress(Step(done=done, doing=f"{title}, {name}: looking for a first plan."))
        return propose_area(
            candidates,
            wish_of(self.ground, self.asked, candidates, dial=dial, areas=len(self.areas)),
            limits=Limits(seconds=max(2.0, round(seconds, 1))),
            seed=int(self.asked["seed"]),
            progress=tell,
        )

    def _named(self, answers: Sequence[AreaAnswer]) -> dict[str, str]:
        """Every practice with its network: those not planned stay where they are."""
        today = self.ground.situation.today
        planned = {c for one in answers for net in one.networks for c in net.practices}
        left: dict[str, list[str]] = defaultdict(list)
        for code, network in today.items():
            if code not in planned:
                left[network].append(code)
        groups = [list(net.practices) for one in answers for net in one.networks]
        return named_as_today([*groups, *left.values()], today, self.ground.terrain.lists)


def _kept(ground: Ground, answer: AreaAnswer, dial: float) -> dict[str, Any]:
    drifts = answer.notes if dial < FEWEST else ()
    reasons = [reason for network in answer.networks for reason in network.reasons]
    return {
        "area": answer.area,
        "name": ground.facts.ground.place_names.get(answer.area, answer.area),
        "cost": answer.cost,
        "bound": answer.lower_bound,
        "patients": answer.patients,
        "gap": answer.gap,
        "proved": answer.proved_optimal,
        "fits": answer.fits_the_band,
        "networks": len(answer.networks),
        "notes": list(dict.fromkeys([*drifts, *reasons])),
    }
