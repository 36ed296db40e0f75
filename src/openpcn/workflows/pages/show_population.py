"""Who is registered and who lives here: ages, and the overlap with areas, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.lists import patients_by_age, patients_by_area
from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.residence import WHOLES, wholes_of
from openpcn.workflows.pages.show_overview import Overview, show_overview

RESIDENTS = "census-2021-residents-by-age"
RESIDENTS_ON = "lsoa21"


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Patients of one five-year band."""

    age_from: int
    female: int
    male: int
    other: int

    @property
    def everyone(self) -> int:
        """Of either sex, or of neither."""
        return self.female + self.male + self.other


@dataclass(frozen=True, kw_only=True)
class AreaLine:
    """One area: patients of the organisation beside all registered there and all residents."""

    code: str
    name: str
    patients: int
    """Of the organisation, who live there."""
    share_of_list: float
    registered: int | None
    """All registered patients who live there, of any practice in the file."""
    residents: int | None

    @property
    def share_of_registered(self) -> float | None:
        """How many of those registered are with the organisation."""
        return self.patients / self.registered if self.registered else None


@dataclass(frozen=True, kw_only=True)
class Population:
    """The population page."""

    page: Overview
    ages: tuple[AgeBand, ...]
    ages_on: date | None
    areas: Mapping[str, tuple[AreaLine, ...]]
    """Kind of area to its lines, the most patients first."""
    residents_on: date | None


def show_population(path: str, code: str, *, when: When) -> Population:
    """Who is registered with an organisation's practices, and where they live."""
    page = show_overview(path, code, when=when)
    ages, ages_on = bands(page, when=when)
    inputs = (code, inputs_of(page.whole.code, when=when))
    areas, residents_on = kept("areas", inputs, lambda: areas_of(page, when=when))
    return Population(page=page, ages=ages, ages_on=ages_on, areas=areas, residents_on=residents_on)


def bands(page: Overview, *, when: When) -> tuple[tuple[AgeBand, ...], date | None]:
    """Registered patients by sex and five-year band."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    on: date | None = None
    for row in patients_by_age([one.code for one in page.members], when=when):
        counts[row.age_from][row.sex] += row.patients
        on = row.on if on is None else max(on, row.on)
    found = tuple(
        AgeBand(
            age_from=age,
            female=counts[age]["F"],
            male=counts[age]["M"],
            other=sum(n for sex, n in counts[age].items() if sex not in ("F", "M")),
        )
        for age in sorted(counts)
    )
    return found, on


def areas_of(page: Overview, *, when: When) -> tuple[dict[str, tuple[AreaLine, ...]], date | None]:
    """The overlap with each kind of area, both ways, and residents beside it."""
    residence = page.whole.ground.residence
    lines: dict[str, tuple[AreaLine, ...]] = {}
    residents_on: date | None = None
    for whole in (one for one in WHOLES if one in page.lives_in):
        registered = registered_in(residence.area_kind, whole, page, when=when)
        residents, on = residents_in(whole, when=when)
        residents_on = on or residents_on
        lines[whole] = tuple(
            AreaLine(
                code=part.code,
                name=residence.names.get(part.code, ""),
                patients=part.patients,
                share_of_list=part.share,
                registered=registered.get(part.code),
                residents=residents.get(part.code),
            )
            for part in page.lives_in[whole]
        )
    return lines, residents_on


def registered_in(kind: str, whole: str, page: Overview, *, when: When) -> dict[str, int]:
    """All registered patients by the area they live in, of every practice in the file."""
    on = page.whole.ground.residence.on
    if on is None:
        return {}
    whole_of = wholes_of(kind, whole, when=when)
    wanted = {part.code for part in page.lives_in[whole]} - {ELSEWHERE, NOT_KNOWN}
    small = [code for code, of in whole_of.items() if of in wanted]
    asked = When(as_at=on, as_known=when.as_known)
    total: dict[str, int] = defaultdict(int)
    for row in patients_by_area(when=asked, area_codes=small).rows:
        total[whole_of[row.area_code]] += row.patients
    return dict(total)


def residents_in(whole: str, *, when: When) -> tuple[dict[str, int], date | None]:
    """Residents of each area by the census, where every small area in it is held."""
    whole_of = wholes_of(RESIDENTS_ON, whole, when=when)
    if not whole_of:
        return {}, None
    held = figures(RESIDENTS, subject_kind=RESIDENTS_ON, subject_codes=whole_of.keys(), when=when)
    counted: dict[str, float] = defaultdict(float)
    for one in held:
        counted[one.subject_code] += one.value or 0
    total = add_up(counted, whole_of)
    return total, max((one.starts_on for one in held), default=None)


def add_up(counted: Mapping[str, float], whole_of: Mapping[str, str]) -> dict[str, int]:
    """Sums of the areas of which every part is held."""
    missing = {whole for code, whole in whole_of.items() if code not in counted}
    total: dict[str, float] = defaultdict(float)
    for code, value in counted.items():
        total[whole_of[code]] += value
    return {whole: round(value) for whole, value in total.items() if whole not in missing}
