"""`openpcn networks propose`: networks for a file of practices; and the review of a plan."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openpcn.cli import plan_options as options
from openpcn.cli.answers import AsJson, show_json, show_table
from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.workflows.proposing.answers import Proposal
    from openpcn.workflows.proposing.question import Question
    from openpcn.workflows.proposing.review import PlanReview


@options.asks
def propose(
    ask: options.Ask,
    out: options.Out = None,
    neighbours_out: options.NeighboursOut = None,
    as_json: AsJson = False,
) -> None:
    """Propose the networks of a file of practices, with a bound and the reasons."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpcn.site.settings")
    from openpcn.workflows.proposing.networks import propose_networks

    question = ask()
    signal.signal(signal.SIGTERM, leave)
    found = propose_networks(question, told=tell)
    if out is not None:
        found.write_plan(out)
    if neighbours_out is not None:
        found.write_neighbours(neighbours_out)
    show_json(found.as_json()) if as_json else print_proposal(found, question)


def leave(number: int, _frame: object) -> None:
    """End as asked from outside: nothing is written, and no process stays behind."""
    raise SystemExit(128 + number)


def review_plan_file(
    plan: Path | None, question: Question, *, neighbours_out: Path | None, as_json: bool
) -> None:
    """Judge the plan of a file by the options that a proposal takes."""
    from openpcn.workflows.proposing.question import ground_asked
    from openpcn.workflows.proposing.review import review_plan

    if plan is None:
        raise NotRight("No plan was named.", next_step="Write networks review PLAN.csv.")
    practices, ground = ground_asked(question)
    found = review_plan(plan, practices, ground, question)
    if neighbours_out is not None:
        ground.write_neighbours(neighbours_out)
    show_json(found.as_json()) if as_json else print_plan_review(found)


def tell(done: int, of: int) -> None:
    """A line that shows how far the work is, for a person who watches."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of} areas", end="\n" if done == of else "", file=sys.stderr)


def print_proposal(found: Proposal, question: Question) -> None:
    """A proposal as a person reads it."""
    headings = ("network", "practices", "patients", found.distance_unit, "in band")
    show_table(
        headings,
        (
            (
                one.network,
                len(one.practices),
                one.registered_patients,
                f"{one.km_per_patient:.1f}",
                "yes" if one.in_band else "no",
            )
            for one in found.networks
        ),
    )
    for one in found.networks:
        for reason in one.reasons:
            print(f"\n{one.network}: {reason}")
    for area in found.areas:
        for note in area.notes:
            print(f"\n{area.area_code}: {note}")
    inside = sum(one.in_band for one in found.networks)
    unit = found.distance_unit
    proved = sum(area.proved_optimal for area in found.areas)
    print(
        f"\n{len(found.networks)} networks, {inside} inside {question.smallest:,} to "
        f"{question.largest:,}. {found.objective_km_per_patient:.3f} {unit} for each patient; no "
        f"plan has less than {found.lower_bound_km_per_patient:.3f} {unit} (gap {found.gap:.2%}). "
        f"Proved best in {proved} of {len(found.areas)} areas, in {found.seconds:.1f} seconds."
    )
    if found.patients_moved is not None:
        print(f"{found.patients_moved:,} patients whose practice changes network.")
    print(f"{found.distance_rule} {found.neighbour_rule}")


def print_plan_review(found: PlanReview) -> None:
    """The review of a plan as a person reads it."""
    for finding in found.findings:
        where = finding.network or ", ".join(finding.practices)
        print(f"{where}  {finding.title}")
        if finding.mend is not None:
            print(f"  {finding.mend.sentence}")
    for sentence in found.not_as_asked:
        print(sentence)
    if not found.findings and not found.not_as_asked:
        print("Nothing needs attention.")
    print(
        f"\n{len(found.networks)} networks, {sum(n.in_band for n in found.networks)} in band, "
        f"{found.distance_km_per_patient:.3f} {found.distance_unit} for each patient."
    )
    if found.patients_moved is not None:
        print(f"{found.patients_moved:,} patients whose practice changes network.")
    print(found.distance_rule)
    print(f"Neighbours: {found.neighbour_rule}")
