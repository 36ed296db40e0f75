"""Keep an option as a version of a plan, and adopt a version as a future of the registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.planning.actions.plans import begin_plan, keep_version
from openpcn.domains.planning.queries.plans import PlanAnswer, VersionAnswer
from openpcn.domains.registry.actions.futures import add_change, draft_future, move_future
from openpcn.engines.formation.measuring import Measures, measure
from openpcn.kernel.errors import NotPossible
from openpcn.workflows.planner.compare import moves_of
from openpcn.workflows.planner.ground import Ground

PRIVATE = "private"


@transaction.atomic
def keep_option(
    ground: Ground,
    *,
    network_of: Mapping[str, str],
    title: str,
    plan_title: str,
    owner: str,
    made: str,
    asked: Mapping[str, Any],
    plan_id: int | None = None,
    note: str = "",
    by: Account,
) -> tuple[int, int]:
    """Keep a grouping as a version, of a new private plan where none is named."""
    brief = ground.situation.brief
    number = plan_id or begin_plan(
        title=plan_title,
        owner=owner,
        within=ground.area.code,
        as_at=ground.when.as_at,
        smallest=brief.smallest,
        largest=brief.largest,
        asked=asked,
        by=by,
    )
    version = keep_version(
        number,
        title=title,
        made=made,
        network_of=network_of,
        score=score_of(measure(ground.situation, network_of)),
        note=note,
        by=by,
    )
    return number, version


def score_of(measures: Measures) -> dict[str, Any]:
    """What is kept of the measures beside a version."""
    return {
        "networks": len(measures.networks),
        "inside": measures.inside,
        "mean_km": measures.mean_km,
        "tenth_km": measures.tenth_km,
        "patients_moved": measures.patients_moved,
        "practices_moved": len(measures.practices_moved),
        "not_contiguous": measures.not_contiguous,
        "crossing_places": measures.crossing_places,
        "neighbourhood_share": measures.neighbourhood_share,
    }


@transaction.atomic
def adopt(
    ground: Ground,
    plan: PlanAnswer,
    version: VersionAnswer,
    *,
    owner: str,
    effective_on: date,
    state: str = PRIVATE,
    by: Account,
) -> int:
    """Make a future of a version, by the registry's own actions; answers its number.

    It begins as a private draft and is then brought into the state asked for. A new network goes
    with it under a code that is still to come.
    """
    moves = moves_of(ground, version.network_of)
    if not moves:
        raise NotPossible(
            f"“{version.title}” changes nothing.",
            next_step="Choose a version that moves a practice.",
        )
    future = draft_future(
        title=f"{plan.title}: {version.title}"[:200],
        owner=owner,
        within=plan.within_code,
        effective_on=effective_on,
        reason=version.rationale or version.note,
        by=by,
    )
    for move in moves:
        add_change(future, practice=move.practice, network=move.to_network, by=by)
    if state != PRIVATE:
        move_future(future, to=state, by=by)
    return future


def titles_of(versions: Sequence[VersionAnswer]) -> list[str]:
    """Version 1: Anstey joins G3."""
    return [f"Version {one.number}: {one.title}" for one in versions]
