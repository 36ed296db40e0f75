"""How near registers worked out from records come to the published ones, also by deprivation.

Invented people are held against what their generator promises, real ones against what a wrong
list of codes would spoil: a register far from every published share is first of all a question
to whoever loaded the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.engines.indicators import wilson
from openpcn.engines.population.answers import PracticeAnswers
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.words import unpacked
from openpcn.kernel.disclosure import OptOuts, Purpose, may_be_used
from openpcn.kernel.errors import NotPossible
from openpcn.workflows.population.generating.assumptions import known_region, published
from openpcn.workflows.population.keeping import NOT_ASSURED
from openpcn.workflows.population.partitions import folder_of
from openpcn.workflows.population.running import engine_called, held_of, label_of, partition_of

NEAR = 0.2
"""How far from the published share still counts as near it: a fifth."""
FEW = 7
"""So few people of a register, or fewer, are not told."""
FEWEST_EXPECTED = 10
"""Where fewer people are expected nothing is judged: a verdict would tell of the few."""
TENTHS = 10
COLUMNS = ("person_id", "birth_month", "imd_decile", "optout_national", "optout_local")
MONTHS_A_YEAR = 12
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A share among some people beside the published one; None where too few to be told."""

    people: int
    found: int | None
    share: float | None
    published: float
    ratio: float | None
    verdict: str
    """`near`, `far`, or `chance` where the interval does not leave the band, or of few."""


@dataclass(frozen=True, kw_only=True)
class RegisterShare:
    """One register: everybody against the region, and each tenth of deprivation."""

    register: str
    definition: str
    title: str
    from_age: int
    together: Beside
    tenths: tuple[tuple[int, Beside], ...]
    """1 is the most deprived; a tenth in which nobody lives is left out."""

    @property
    def tenths_near(self) -> int:
        """In how many tenths the share is near the published one."""
        return sum(one.verdict == "near" for _, one in self.tenths)

    @property
    def tenths_far(self) -> int:
        """In how many it is far from it, by more than chance."""
        return sum(one.verdict == "far" for _, one in self.tenths)


@dataclass(frozen=True, kw_only=True)
class Prevalence:
    """All published registers, of the registered people who may be counted for planning."""

    as_at: date
    region: str
    people: int
    registers: tuple[RegisterShare, ...]
    label: str
    not_assured: str = NOT_ASSURED


@dataclass(frozen=True, kw_only=True)
class People:
    """Registered people as columns, with the registers that they are on."""

    age: Numbers
    tenth: Numbers
    on: dict[str, Flags]


def prevalence(
    records: Path, catalogue: Catalogue, codes: Codes, *, as_at: date, region: str
) -> Prevalence:
    """Hold the registers on a day against those published of a region, and of its tenths."""
    region = known_region(region)
    names = registers_in(catalogue)
    catalogue = catalogue.only(names)
    held = held_of(records)
    answer = engine_called("duckdb")
    parts = [partition_of(records, one.practice) for one in held]
    people = together(
        [
            people_of(records, found, names, as_at)
            for found in answer(catalogue, codes, as_at, parts)
            if len(found.ids)
        ],
        names,
    )
    return Prevalence(
        as_at=as_at,
        region=region,
        people=len(people.age),
        registers=tuple(
            register_share(group, catalogue.named[figures.definition].title, people, region)
            for group, figures in published().items()
            if figures.definition in names
        ),
        label=label_of(held),
    )


def registers_in(catalogue: Catalogue) -> tuple[str, ...]:
    """The definitions of published registers that a catalogue can answer."""
    wanted = [one.definition for one in published().values()]
    names = tuple(name for name in wanted if name in catalogue.named)
    if not names:
        raise NotPossible(
            "No register that is published has its lists of codes here.",
            next_step="Load your copies of published lists with openpcn population codes add.",
        )
    return names


def people_of(records: Path, found: PracticeAnswers, names: Collection[str], as_at: date) -> People:
    """Who is registered with a practice on the day and has not opted out of planning."""
    file = folder_of(records, found.practice) / "person.parquet"
    person = pq.read_table(file, columns=list(COLUMNS), partitioning=None)
    order = np.argsort(numbers(person["person_id"]))
    at = order[np.searchsorted(numbers(person["person_id"])[order], found.ids)]
    use = may_count(person)[at]
    month = numbers(pc.year(person["birth_month"])) * MONTHS_A_YEAR
    month += numbers(pc.month(person["birth_month"]))
    age = (as_at.year * MONTHS_A_YEAR + as_at.month - month) // MONTHS_A_YEAR
    flags = found.answers.flags
    return People(
        age=age[at][use],
        tenth=numbers(person["imd_decile"].fill_null(0))[at][use],
        on={name: unpacked(flags[name], len(found.ids))[use] for name in names},
    )


def may_count(person: pa.Table) -> Flags:
    """Whose record may be used for planning."""
    allowed = {
        (national, local): may_be_used(
            Purpose.PLANNING, OptOuts(national=national, local=local)
        ).allowed
        for national in (False, True)
        for local in (False, True)
    }
    both = zip(
        person["optout_national"].to_pylist(), person["optout_local"].to_pylist(), strict=True
    )
    return np.array([allowed[one] for one in both], dtype=np.bool_)


def numbers(column: pa.ChunkedArray) -> Numbers:
    """A column as whole numbers."""
    return np.asarray(column.to_numpy(), dtype=np.int64)


def together(parts: Iterable[People], names: Collection[str]) -> People:
    """The people of all practices."""
    held = [People(age=np.zeros(0, int), tenth=np.zeros(0, int), on=dict.fromkeys(names, NOBODY))]
    held += parts
    return People(
        age=np.concatenate([one.age for one in held]),
        tenth=np.concatenate([one.tenth for one in held]),
        on={name: np.concatenate([one.on[name] for one in held]) for name in names},
    )


NOBODY = np.zeros(0, np.bool_)


def register_share(group: str, title: str, people: People, region: str) -> RegisterShare:
    """One register against its region, and by tenth.

    Tenths are published of England only. They are moved together, so that the people here would
    have the share of the region if each of their tenths had its own.
    """
    figures = published()[group]
    who, on = people.age >= figures.from_age, people.on[figures.definition]
    of_tenth = np.array([np.nan, *figures.by_tenth])
    sizes = np.bincount(people.tenth[who], minlength=TENTHS + 1)[: TENTHS + 1]
    here = [tenth for tenth in range(1, TENTHS + 1) if sizes[tenth]]
    share = figures.by_region[region]
    mixed = sum(of_tenth[at] * sizes[at] for at in here) / max(1, sum(sizes[at] for at in here))
    return RegisterShare(
        register=group,
        definition=figures.definition,
        title=title,
        from_age=figures.from_age,
        together=beside(int((who & on).sum()), int(who.sum()), share),
        tenths=tuple(
            (
                at,
                beside(
                    int((who & on & (people.tenth == at)).sum()),
                    int(sizes[at]),
                    float(of_tenth[at] * share / mixed),
                ),
            )
            for at in here
        ),
    )


def beside(found: int, people: int, expected: float) -> Beside:
    """A share beside the published one; a few people are judged, and not told."""
    limits = wilson(found, people)
    share = limits.value
    if share is None or limits.lower is None or limits.upper is None:
        return Beside(
            people=people, found=None, share=None, published=expected, ratio=None, verdict="chance"
        )
    low, high = (1 - NEAR) * expected, (1 + NEAR) * expected
    verdict = "chance" if limits.lower <= high and limits.upper >= low else "far"
    if low <= share <= high:
        verdict = "near"
    told = FEW < found < people - FEW
    return Beside(
        people=people,
        found=found if told else None,
        share=share if told else None,
        published=expected,
        ratio=share / expected if told else None,
        verdict=verdict if people * expected >= FEWEST_EXPECTED else "chance",
    )
