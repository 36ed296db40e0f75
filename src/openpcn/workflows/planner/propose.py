"""Proposals for a whole area as long work: several dials, place by place, kept as they come."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs.actions import ask
from openpcn.domains.jobs.queries import get_job
from openpcn.domains.planning.actions.plans import keep_version, note_job
from openpcn.domains.planning.queries.plans import PlanAnswer, get_plan
from openpcn.engines.formation.measuring import measure, named_as_today
from openpcn.engines.geography.neighbours import neighbours_within
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.when import When
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.keep import score_of

if TYPE_CHECKING:
    from openpcn.engines.formation.proposing.facts import AreaAnswer, Candidate, Wish

PROPOSE = "propose"
FEWEST = 50.0
"""Kilometres that a patient's keeping their network is worth where nothing else matters."""
OPTIONS = ((FEWEST, "Fewest patients change"), (3.0, "In between"), (0.0, "Shortest distance"))
CURVE = (FEWEST, 10.0, 5.0, 2.0, 1.0, 0.5, 0.0)
COUNTS = ("target", "today", "free")
MOST_SECONDS = 1800


@dataclass(frozen=True, kw_only=True)
class Point:
    """One dial worked out: a plan with its bound."""

    keep_today: float
    title: str
    network_of: dict[str, str]
    areas: list[dict[str, Any]]
    """By area: cost, bound, gap, whether proved, notes and reasons."""
    score: dict[str, Any]

    @property
    def gap(self) -> float:
        """(plan - bound) / plan over all areas."""
        cost = sum(one["cost"] for one in self.areas)
        bound = sum(one["bound"] for one in self.areas)
        return max(0.0, (cost - bound) / cost) if cost else 0.0


def ask_for_proposals(plan_id: int, *, by: Account) -> int:
    """Ask for the proposals of a plan; answers the number of the job."""
    job = ask(PROPOSE, {"plan": plan_id}, by)
    note_job(plan_id, job=job.id, by=by)
    return job.id


def asked_of(
    *,
    count: str,
    number: int | None,
    seconds: int,
    together: Sequence[Sequence[str]],
    apart: Sequence[Sequence[str]],
    stays: Sequence[str],
    sweep: bool,
    seed: int = 0,
) -> dict[str, Any]:
    """What a plan asks for, checked."""
    if count not in (*COUNTS, "number"):
        raise NotRight(f"“{count[:20]}” is no number of networks.", next_step="Choose one.")
    if not 5 <= seconds <= MOST_SECONDS:
        raise NotRight(
            f"{seconds} seconds are not between 5 and {MOST_SECONDS:,}.",
            next_step="Choose how long it may take.",
        )
    for one in together:
        for other in apart:
            if len(set(one) & set(other)) > 1:
                raise NotRight(
                    "The same practices are to be together and never together.",
                    next_step="Take one of the two locks away.",
                )
    return {
        "kind": "propose",
        "count": count,
        "number": number if count == "number" else None,
        "seconds": seconds,
        "together": [sorted(one) for one in together],
        "apart": [sorted(one) for one in apart],
        "stays": sorted(stays),
        "dials": [[dial, title_of(dial)] for dial in CURVE] if sweep else [*map(list, OPTIONS)],
        "seed": seed,
    }


def title_of(dial: float) -> str:
    """What a point of the curve is called."""
    if dial >= FEWEST:
        return "Fewest patients change"
    return "Shortest distance" if dial == 0 else f"Keeping a patient’s network is worth {dial:g} km"


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
        for point in points if len(points) <= len(OPTIONS) else ():
            keep_point(plan, point, by=by)
    return {"points": [asdict(point) for point in points], "kept": len(points) <= len(OPTIONS)}


def keep_point(plan: PlanAnswer, point: Point, *, by: Account) -> int:
    """Keep a dial's plan as a version, with its bound."""
    return keep_version(
        plan.id,
        title=point.title,
        made="proposed",
        network_of=point.network_of,
        score=point.score | {"areas": point.areas, "gap": point.gap, "dial": point.keep_today},
        by=by,
    )


def points_of(result: Mapping[str, Any]) -> list[Point]:
    """The dials that a job has worked out so far."""
    return [Point(**one) for one in result.get("points", ())]


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
        self.areas = _candidates(ground)
        if not self.areas:
            raise NotPossible(
                "No practice of this area has a list and a known place on the day.",
                next_step="Choose another day, or load lists and coordinates.",
            )

    def run(self) -> list[Point]:
        """Every dial that is not done yet."""
        from openpcn.workflows.propose_networks import get_ready

        self.progress(Step(done=0.0, doing="Getting the planner ready."))
        get_ready()
        dials = [(float(dial), str(title)) for dial, title in self.asked["dials"]]
        for at, (dial, title) in enumerate(dials):
            if any(point.keep_today == dial for point in self.points):
                continue
            self.points.append(self._point(at, len(dials), dial, title))
            self._tell((at + 1) / len(dials), f"{title}: done.")
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
            found = f"best so far {best / patients:.2f} km per patient"
            doing = f"{title}, {name}: {found if isfinite(best) else 'no plan yet'}, "
            doing += f"none can be below {max(0.0, bound) / patients:.2f}."
            self.progress(Step(done=done + spent * share, doing=doing))

        self.progress(Step(done=done, doing=f"{title}, {name}: looking for a first plan."))
        return propose_area(
            candidates,
            self._wish(area, candidates, dial),
            limits=Limits(seconds=max(2.0, seconds)),
            seed=int(self.asked["seed"]),
            progress=tell,
        )

    def _wish(self, area: str, candidates: Sequence[Candidate], dial: float) -> Wish:
        from openpcn.engines.formation.proposing.facts import Wish

        codes = {one.code for one in candidates}
        points = {one.code: one.point for one in candidates}
        near = neighbours_within(
            {c: n for c, n in self.ground.situation.brief.neighbours.items() if c in codes},
            dict.fromkeys(codes, area),
            points,
        )
        count = self.asked["count"]
        free = count == "free" or (dial >= FEWEST and count == "target")
        return Wish(
            smallest=self.plan.smallest,
            largest=self.plan.largest,
            neighbours=near,
            count=self._count(area),
            count_is_free=free,
            together=tuple(frozenset(one) for one in self.asked["together"] if codes & {*one}),
            apart=tuple(frozenset(one) for one in self.asked["apart"] if codes & {*one}),
            stays=frozenset(self.asked["stays"]) & codes,
            keep_today=dial,
            detour=self.ground.situation.brief.detour,
        )

    def _count(self, area: str) -> int | None:
        if self.asked["count"] == "number":
            if len(self.areas) > 1:
                raise NotPossible(
                    f"A number of networks is for one place, and this area has {len(self.areas)}.",
                    next_step="Plan one place, or choose “as many as today”.",
                )
            return int(self.asked["number"])
        if self.asked["count"] != "today":
            return None
        homes = self.ground.facts.homes()
        return max(1, sum(place == area for place in homes.values()))

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


def _candidates(ground: Ground) -> dict[str, list[Candidate]]:
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
            )
        )
    return dict(found)


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
        "notes": [*drifts, *reasons],
    }
