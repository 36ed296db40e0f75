"""`openpcn networks propose`: networks for a file of practices; and the review of a plan."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from openpcn.cli.answers import AsJson, show_json, show_table
from openpcn.kernel.errors import NotRight

if TYPE_CHECKING:
    from openpcn.workflows.plan_answers import Proposal
    from openpcn.workflows.propose_networks import Question
    from openpcn.workflows.review_plan import PlanReview

N = TypeVar("N", int, float)

Practices = Annotated[
    Path | None,
    typer.Option("--practices", metavar="FILE", help="CSV of practices, lists, places and areas"),
]
InArea = Annotated[str, typer.Option("--within", metavar="CODE", help="Only this area of the file")]
Smallest = Annotated[int, typer.Option("--smallest", help="Fewest patients of a network")]
Largest = Annotated[int, typer.Option("--largest", help="Most patients of a network")]
Registrations = Annotated[
    Path | None,
    typer.Option(
        "--registrations", metavar="FILE", help="Patients by practice and LSOA: decide neighbours"
    ),
]
Boundaries = Annotated[
    Path | None,
    typer.Option("--boundaries", metavar="FILE", help="LSOA boundaries: patients' own distance"),
]
Count = Annotated[
    str | None,
    typer.Option("--count", metavar="K|free", help="Number of networks of one area, or free"),
]
Target = Annotated[int, typer.Option("--target", help="Patients per network, where no count is")]
KeepToday = Annotated[
    float,
    typer.Option("--keep-today", metavar="W", help="Km that a patient's keeping network is worth"),
]
Together = Annotated[
    list[str] | None,
    typer.Option("--together", metavar="A,B", help="Practices of one network; may be repeated"),
]
Apart = Annotated[
    list[str] | None,
    typer.Option("--apart", metavar="A,B", help="Practices never of one network; repeatable"),
]
Seed = Annotated[int, typer.Option("--seed", help="Another seed, another way to the plan")]
Seconds = Annotated[
    float | None, typer.Option("--seconds", metavar="S", help="Time for the whole proposal")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write practice and network here")
]
NeighboursOut = Annotated[
    Path | None, typer.Option("--neighbours-out", metavar="FILE", help="Write neighbours here")
]


def propose(
    practices: Practices = None,
    within: InArea = "",
    smallest: Smallest = 30_000,
    largest: Largest = 50_000,
    registrations: Registrations = None,
    boundaries: Boundaries = None,
    count: Count = None,
    target: Target = 40_000,
    keep_today: KeepToday = 0.0,
    together: Together = None,
    apart: Apart = None,
    seed: Seed = 0,
    seconds: Seconds = None,
    out: Out = None,
    neighbours_out: NeighboursOut = None,
    as_json: AsJson = False,
) -> None:
    """Propose the networks of a file of practices, with a bound and the reasons."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpcn.site.settings")
    from openpcn.workflows.propose_networks import Question, propose_networks

    question = Question(
        practices=needed(practices),
        within=within or None,
        smallest=smallest,
        largest=largest,
        registrations=registrations,
        boundaries=boundaries,
        count=None if count in {None, "free"} else how_many(str(count)),
        count_is_free=count == "free",
        target=positive(target, "--target"),
        keep_today=positive(keep_today, "--keep-today", or_nought=True),
        together=locks(together),
        apart=locks(apart),
        seed=seed,
        seconds=None if seconds is None else positive(seconds, "--seconds"),
    )
    found = propose_networks(question, told=tell)
    if out is not None:
        found.write_plan(out)
    if neighbours_out is not None:
        found.write_neighbours(neighbours_out)
    show_json(found.as_json()) if as_json else print_proposal(found, question)


def review_plan_file(
    plan: Path | None,
    practices: Path | None,
    *,
    within: str,
    smallest: int,
    largest: int,
    registrations: Path | None,
    boundaries: Path | None,
    as_json: bool,
) -> None:
    """Judge the plan of a file by the options that a proposal takes."""
    from openpcn.workflows.plan_files import read_practices
    from openpcn.workflows.plan_ground import ground_of
    from openpcn.workflows.propose_networks import DETOUR, band_is_right
    from openpcn.workflows.review_plan import review_plan

    band_is_right(smallest, largest)
    members = read_practices(needed(practices), within=within or None)
    ground = ground_of(members, registrations=registrations, boundaries=boundaries)
    if plan is None:
        raise NotRight("No plan was named.", next_step="Write networks review PLAN.csv.")
    found = review_plan(plan, members, ground, smallest=smallest, largest=largest, detour=DETOUR)
    show_json(found.as_json()) if as_json else print_plan_review(found)


def needed(practices: Path | None) -> Path:
    """The file of practices, which must be named."""
    if practices is None:
        raise NotRight(
            "No file of practices was named.", next_step="Add --practices practices.csv."
        )
    return practices


def locks(typed: list[str] | None) -> tuple[frozenset[str], ...]:
    """Practices that were typed as A,B."""
    sets = [
        frozenset(code.strip().upper() for code in each.split(",") if code.strip())
        for each in typed or []
    ]
    if any(len(each) < 2 for each in sets):
        raise NotRight("A lock names one practice.", next_step="Name two or more: A,B.")
    return tuple(sets)


def how_many(typed: str) -> int:
    """A number of networks."""
    if not typed.isdigit() or int(typed) == 0:
        raise NotRight(
            f"{typed!r} is not a number of networks.", next_step="Write a number, or free."
        )
    return int(typed)


def positive(value: N, name: str, *, or_nought: bool = False) -> N:
    """A number that is above 0 (or not below)."""
    if value > 0 or (or_nought and value == 0):
        return value
    raise NotRight(f"{name} is {value:g}.", next_step="Write a number above 0.")


def tell(done: int, of: int) -> None:
    """A line that shows how far the work is, for a person who watches."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of} areas", end="\n" if done == of else "", file=sys.stderr)


def print_proposal(found: Proposal, question: Question) -> None:
    """A proposal as a person reads it."""
    headings = ("network", "practices", "patients", "km", "in band")
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
    proved = sum(area.proved_optimal for area in found.areas)
    print(
        f"\n{len(found.networks)} networks, {inside} inside {question.smallest:,} to "
        f"{question.largest:,}. {found.objective_km_per_patient:.3f} km for each patient; no plan "
        f"has less than {found.lower_bound_km_per_patient:.3f} km (gap {found.gap:.2%}). "
        f"Proved best in {proved} of {len(found.areas)} areas, in {found.seconds:.1f} seconds."
    )
    if found.patients_moved is not None:
        print(f"{found.patients_moved:,} patients whose practice changes network.")
    print(f"Distances are straight lines. {found.neighbour_rule}")


def print_plan_review(found: PlanReview) -> None:
    """The review of a plan as a person reads it."""
    for finding in found.findings:
        where = finding.network or ", ".join(finding.practices)
        print(f"{where}  {finding.title}")
        if finding.mend is not None:
            print(f"  {finding.mend.sentence}")
    if not found.findings:
        print("Nothing needs attention.")
    print(
        f"\n{len(found.networks)} networks, {sum(n.in_band for n in found.networks)} in band, "
        f"{found.objective_km_per_patient:.3f} km for each patient."
    )
    print(f"Neighbours: {found.neighbour_rule}")
