"""Make records of invented people who belong to the demonstration system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpcn.kernel.errors import NotPossible
from openpcn.kernel.records import OBSERVATION
from openpcn.rulebook.clusters import KINDS, Cluster, clusters
from openpcn.rulebook.statuses import Status
from openpcn.rulebook.synthetic_codes import Code, codes_for
from openpcn.workflows.demonstration.invention import SEED, chance, invent
from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.generating.assumptions import known_region, settings, table
from openpcn.workflows.population.generating.contacts import Use, draw_contacts, work_out_use
from openpcn.workflows.population.generating.illness import draw_illness
from openpcn.workflows.population.generating.likelihood import thresholds
from openpcn.workflows.population.generating.people import draw_people
from openpcn.workflows.population.generating.places import (
    Floats,
    List,
    Places,
    lists_for,
    places_of,
)
from openpcn.workflows.population.generating.recording import OTHERS, Coded, Recorder
from openpcn.workflows.population.generating.tables import (
    encounter_table,
    event_table,
    person_table,
    registration_table,
)
from openpcn.workflows.population.generating.visits import draw_visits
from openpcn.workflows.population.keeping import only_writer
from openpcn.workflows.population.partitions import Partition, write_partition

REGION = "East Midlands"
"""The demonstration is made like Leicester, Leicestershire and Rutland, which lie there."""
YEARS = 3
SAMPLE = 30_000
CLINICIANS = 1_000
"""Numbers kept for the clinicians of one practice."""


@dataclass(frozen=True, kw_only=True)
class Generated:
    """What was made."""

    people: int
    """Registered on the day; the records also hold some who have left or died."""
    events: int
    encounters: int
    practices: int
    region: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What is worked out once, before people of any practice are drawn."""

    places: Places
    limits: Mapping[str, Floats]
    use: Mapping[str, Use]
    seed: int
    years: int


def generate(
    *,
    people: int,
    out: Path,
    seed: int = SEED,
    region: str = REGION,
    only: tuple[str, ...] = (),
    years: int = YEARS,
    progress: Callable[[float], None] = lambda share: None,  # noqa: ARG005
) -> Generated:
    """Write the records of so many registered people, practice by practice, into a new folder."""
    region = known_region(region)
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        raise NotPossible(f"{out} is not an empty folder.", next_step="Name another with --out.")
    basis = work_out_basis(seed=seed, region=region, years=years)
    lists = lists_for(basis.places, people, only)
    source = f"openpcn population generate, seed {seed}, calibrated on {region}"
    made = []
    with only_writer(out) as book:
        codes = synthetic_codes_of_clusters(book)
        book.keep()
        for nth, each in enumerate(lists):
            made.append(write_practice(basis, each, codes, nth, source=source, out=out))
            progress((nth + 1) / len(lists))
    return Generated(
        people=people,
        events=sum(part.events for part in made),
        encounters=sum(part.encounters for part in made),
        practices=len(made),
        region=region,
        seed=seed,
    )


def work_out_basis(*, seed: int, region: str, years: int = YEARS) -> Basis:
    """The system's lists, how likely each condition is, and how contacts depend on illness."""
    places = places_of(invent(seed))
    limits = thresholds(places, region)
    use = use_of_services(places, limits, seed)
    return Basis(places=places, limits=limits, use=use, seed=seed, years=years)


def use_of_services(places: Places, limits: Mapping[str, Floats], seed: int) -> Mapping[str, Use]:
    """Worked out on a sample of the whole system, which is not kept."""
    whole = Places(
        on=places.on,
        codes=("Z00000",),
        network_codes=("",),
        by_age=places.by_age.sum(axis=0, keepdims=True),
        by_area=places.by_area.sum(axis=0, keepdims=True),
        areas=places.areas,
        tenth=places.tenth,
        in_city=places.in_city,
    )
    own = chance(seed, "sample")
    sample = draw_people(whole, List(code="Z00000", like=0, people=SAMPLE), seed=seed, chance=own)
    return work_out_use(sample, draw_illness(sample, limits, own))


def synthetic_codes_of_clusters(book: CodeBook) -> Mapping[str, Coded]:
    """Every cluster's synthetic codes and some of none, given their numbers."""
    made = {
        name: Coded(numbers=book.numbers(codes_for(cluster)), kind=KINDS[cluster.kind])
        for name, cluster in sorted(clusters().items())
    }
    many = table("recording")["others"]["clusters"]
    others = [code for nth in range(many) for code in other(nth)]
    return made | {OTHERS: Coded(numbers=book.numbers(others), kind=OBSERVATION)}


def other(nth: int) -> tuple[Code, ...]:
    """Some synthetic codes that belong to no cluster."""
    return codes_for(
        Cluster(
            name=f"NO CLUSTER {nth}",
            system="snomed",
            kind="observation",
            meaning="something that no definition asks about",
            published="none",
            status=Status.DERIVED,
        )
    )


def write_practice(
    basis: Basis, each: List, codes: Mapping[str, Coded], nth: int, *, source: str, out: Path
) -> Partition:
    """Draw and keep one practice; its chance is its own, so that others do not change it."""
    own = chance(basis.seed, f"people of {each.code}")
    people = draw_people(basis.places, each, seed=basis.seed, chance=own)
    illness = draw_illness(people, basis.limits, own)
    contacts = draw_contacts(people, illness, basis.use, years=basis.years, chance=own)
    visits = draw_visits(people, contacts, (nth + 1) * CLINICIANS, own)
    stays = [at for at, name in enumerate(settings()) if name.startswith("ip_")]
    events = Recorder(people, illness, codes, own).record(visits, stays)
    return write_partition(
        out,
        each.code,
        {
            "person": person_table(people, illness, basis.places),
            "registration": registration_table(people),
            "event": event_table(events, people),
            "encounter": encounter_table(visits, people),
        },
        source=source,
        extracted_on=basis.places.on,
        synthetic=True,
    )
