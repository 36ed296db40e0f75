"""Where the patients of a system's practices live: which areas, how deprived, how far away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.areas import areas, changes, parts_of
from openpcn.domains.registry.queries.lists import ListsByArea, patients_by_area
from openpcn.domains.registry.queries.neighbourhoods import neighbourhoods
from openpcn.engines.geography.overlap import Part, overlap
from openpcn.engines.geography.registrations import Registration
from openpcn.kernel.when import When

WHOLES = ("neighbourhood", "council", "ward25", "ward24")
OLDEST_LISTS = 5
"""Years that a page looks back for where people live."""


@dataclass(frozen=True, kw_only=True)
class Deprivation:
    """One edition of the Indices of Deprivation, on its own areas."""

    measure: str
    format: str
    title: str
    area_kind: str
    fifth: int
    """National ranks up to this one are the most deprived fifth."""


EDITIONS = (
    Deprivation(
        measure="imd2019-rank",
        format="mapped:imd-2019",
        title="Indices of Deprivation 2019",
        area_kind="lsoa11",
        fifth=6568,
    ),
    Deprivation(
        measure="iod2025-rank",
        format="mapped:iod-2025",
        title="Indices of Deprivation 2025",
        area_kind="lsoa21",
        fifth=6751,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Some of a number of patients."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nobody."""
        return self.part / self.whole if self.whole else None


def together(shares: Iterable[Share]) -> Share | None:
    """The share over several groups; None of none."""
    held = list(shares)
    return Share(part=sum(s.part for s in held), whole=sum(s.whole for s in held)) if held else None


@dataclass(frozen=True, kw_only=True)
class Residence:
    """Where patients live, by practice."""

    on: date | None
    """Day of the registrations; None where none are held."""
    held_in_part: frozenset[str]
    rows: tuple[Registration, ...]
    area_kind: str
    deprived: Mapping[str, Share]
    """By practice: patients in the most deprived fifth, of those whose area has a rank."""
    deprivation: Deprivation | None
    lives_in: Mapping[str, Mapping[str, tuple[Part, ...]]]
    """Kind of whole (council, ward, neighbourhood) to practice to the parts."""
    names: Mapping[str, str]
    """Of every council, ward and neighbourhood in `lives_in`."""
    counted: Mapping[str, int]
    """By practice: its patients in the registrations."""


def residence_of(system: str, *, when: When) -> Residence:
    """Where the patients of a system's practices live, by the newest registrations held."""
    held = newest_registrations(system, when=when)
    rows = tuple(
        Registration(row.practice_code, row.area_code or "NO AREA", row.patients)
        for row in held.rows
    )
    kind = next((row.area_kind for row in held.rows if row.area_kind), "")
    edition = next((one for one in EDITIONS if one.area_kind == kind), None)
    ranks = ranks_of({row.area_code for row in rows}, edition, when=when) if edition else {}
    lives = {
        whole: parts
        for whole in WHOLES
        if (parts := lives_in(rows, kind, whole, when=when)) is not None
    }
    return Residence(
        on=held.on,
        held_in_part=held.held_in_part,
        rows=rows,
        area_kind=kind,
        deprived=deprived_shares(rows, ranks, edition) if edition and ranks else {},
        deprivation=edition if ranks else None,
        lives_in=lives,
        names=names_of(lives, when=when),
        counted=counted_in(rows),
    )


def counted_in(rows: Iterable[Registration]) -> dict[str, int]:
    """By practice: how many patients some registrations hold."""
    found: dict[str, int] = defaultdict(int)
    for practice, _area, patients in rows:
        found[practice] += patients
    return dict(found)


def newest_registrations(system: str, *, when: When) -> ListsByArea:
    """Registrations by area for the day; failing that, the newest before it, however old."""
    for years in range(OLDEST_LISTS):
        held = patients_by_area(when=years_before(when, years), within=system)
        if held.rows:
            return held
    return ListsByArea(on=None, rows=(), held_in_part=frozenset())


def ranks_of(codes: set[str], edition: Deprivation, *, when: When) -> dict[str, float]:
    """The national rank of each area in the edition, which stands until the next."""
    found = figures(edition.measure, subject_kind=edition.area_kind, subject_codes=codes, when=when)
    return {one.subject_code: one.value for one in found if one.value is not None}


def years_before(when: When, years: int) -> When:
    """The same question some years earlier."""
    day = when.as_at
    day = day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
    return When(as_at=day, as_known=when.as_known)


def deprived_shares(
    rows: Iterable[Registration], ranks: Mapping[str, float], edition: Deprivation
) -> dict[str, Share]:
    """By practice: patients who live in the most deprived fifth of England's areas."""
    inside: dict[str, int] = defaultdict(int)
    known: dict[str, int] = defaultdict(int)
    for practice, area, patients in rows:
        if area in ranks:
            known[practice] += patients
            inside[practice] += patients if ranks[area] <= edition.fifth else 0
    return {code: Share(part=inside[code], whole=known[code]) for code in known}


def lives_in(
    rows: Iterable[Registration], kind: str, whole: str, *, when: When
) -> dict[str, tuple[Part, ...]] | None:
    """By practice: its patients by council, ward or neighbourhood; None where no lookup is held."""
    whole_of = wholes_of(kind, whole, when=when)
    if not whole_of:
        return None
    itself = {row.practice_code: row.practice_code for row in rows}
    return overlap(rows, itself, whole_of).where_patients_live


def wholes_of(kind: str, whole: str, *, when: When) -> dict[str, str]:
    """Which council, ward or published neighbourhood each small area lies in.

    What is known of LSOAs of 2021 only is carried to those of 2011 by the published changes: an
    area lies where all that it became lies, and nowhere where it was split between two.
    """
    direct = direct_wholes(kind, whole, when=when)
    if direct or kind != "lsoa11":
        return direct
    later = direct_wholes("lsoa21", whole, when=when)
    became: dict[str, set[str | None]] = defaultdict(set)
    for one in changes("lsoa11", "lsoa21") if later else ():
        became[one.old_code].add(later.get(one.new_code))
    found = {code: next(iter(places)) for code, places in became.items() if len(places) == 1}
    return {code: place for code, place in found.items() if place is not None}


def direct_wholes(kind: str, whole: str, *, when: When) -> dict[str, str]:
    """The same as a lookup or a map of neighbourhoods says it."""
    if whole == "neighbourhood":
        held = neighbourhoods(viewer=None, when=when)
        return {code: one.code for one in held for of, code in one.parts if of == kind}
    return parts_of(kind, whole) if kind else {}


def names_of(lives: Mapping[str, Mapping[str, tuple[Part, ...]]], *, when: When) -> dict[str, str]:
    """What the councils, wards and neighbourhoods are called."""
    named = {one.code: one.name for one in neighbourhoods(viewer=None, when=when)}
    for whole in lives.keys() - {"neighbourhood"}:
        codes = {part.code for parts in lives[whole].values() for part in parts}
        named |= {one.code: one.name for one in areas(whole, codes=codes)}
    return named
