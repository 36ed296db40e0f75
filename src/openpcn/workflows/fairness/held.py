"""What is held of the practices of an area for comparing money with need, each with its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from openpcn.domains.evidence.queries import FigureAnswer, figures, figures_over_time
from openpcn.domains.registry.queries.areas import changes
from openpcn.domains.registry.queries.lists import patients_by_age, patients_by_area
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.engines.fairness.weights import Home, OfAge
from openpcn.kernel.contract_years import ContractYear, contract_year, contract_year_of
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.rulebook.need import moneys
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.keeping import kept
from openpcn.workflows.land.residence import EDITIONS, years_before
from openpcn.workflows.pages.show_overview import Overview, show_overview

REGISTERED, WEIGHTED = "payments-registered-patients", "payments-weighted-patients"
PAYMENTS = tuple(dict.fromkeys(name for each in moneys() for name in each.measures))
HEALTH = "Health and disability"
NEAREST = (0, -1, 1, -2, 2, -3, 3, -4)
"""Years from the end of the payment year in which lists are looked for, the nearest first."""
ENOUGH = Decimal("0.8")
"""Share of a list whose area must have a score for its deprivation to be known."""

Rows = TypeVar("Rows", bound=Sequence[Any])


@dataclass(frozen=True, kw_only=True)
class PracticeHeld:
    """What is held of one practice."""

    code: str
    name: str
    network: str
    """Name of its network; empty where it has none."""
    network_code: str
    patients: Decimal | None
    weighted: Decimal | None
    paid: Mapping[str, Decimal]
    """By measure of the payments file; empty where the file has no row of the practice."""
    ages: tuple[OfAge, ...]
    homes: tuple[Home, ...]


@dataclass(frozen=True, kw_only=True)
class Held:
    """All practices of an area in a payment year."""

    page: Overview
    year: ContractYear
    years: tuple[ContractYear, ...]
    """Payment years held on or before the day."""
    practices: tuple[PracticeHeld, ...]
    ages_on: date | None
    homes_on: date | None
    edition: str
    """Title of the Indices of Deprivation whose health scores are used; empty of none."""
    split_areas: int
    """Small areas that were split since, which have the mean score of what they became."""
    payment_files: tuple[int, ...]
    """Numbers of the files that patients and payments were read from."""
    gone: tuple[PracticeAnswer, ...]
    """Practices that were here when the year ended, and are not on the day."""


def hold(path: str, code: str, *, year: str, when: When) -> Held:
    """What is held; of the newest payment year on or before the day, unless one is named."""
    page = show_overview(path, code, when=when)
    inputs = (code, year, inputs_of(page.whole.code, when=when))
    parts = kept("fairness", inputs, lambda: gather(code, page.members, year, when))
    return Held(page=page, **parts)


def gather(code: str, members: tuple[PracticeAnswer, ...], year: str, when: When) -> dict[str, Any]:
    """Payments, ages and homes of some practices."""
    codes = [one.code for one in members]
    found = figures_over_time(
        (REGISTERED, WEIGHTED, *PAYMENTS), subject_kind="practice", subject_codes=codes, when=when
    )
    years = tuple(sorted({contract_year_of(one.ends_on) for one in found}))
    wanted = wanted_year(year, years, when)
    rows = [one for one in found if one.ends_on == wanted.last_on]
    at = When(as_at=wanted.last_on, as_known=when.as_known)
    ages, ages_on = ages_of(codes, at)
    homes, homes_on, edition, split = homes_of(codes, at, when)
    paid = by_practice(rows)
    return {
        "year": wanted,
        "years": years,
        "practices": tuple(
            PracticeHeld(
                code=one.code,
                name=one.name,
                network=one.network_name or "",
                network_code=one.network_code or "",
                patients=paid[one.code].get(REGISTERED),
                weighted=paid[one.code].get(WEIGHTED),
                paid={name: paid[one.code][name] for name in PAYMENTS if name in paid[one.code]},
                ages=tuple(ages.get(one.code, ())),
                homes=tuple(homes.get(one.code, ())),
            )
            for one in members
        ),
        "ages_on": ages_on,
        "homes_on": homes_on,
        "edition": edition,
        "split_areas": split,
        "gone": tuple(
            one for one in practices(when=at, within=code) if rows and one.code not in codes
        ),
        "payment_files": tuple(sorted({one.dataset_id for one in rows})),
    }


def wanted_year(year: str, years: tuple[ContractYear, ...], when: When) -> ContractYear:
    """The year that was named, or the newest; one that is not held is refused by name."""
    if not year:
        return years[-1] if years else contract_year_of(when.as_at).before
    wanted = contract_year(year)
    if wanted not in years:
        held = ", ".join(map(str, years)) or "none"
        raise NotFound(
            f"No payments file of {wanted} is held for these practices.",
            next_step=f"Years that are held: {held}. Choose one, or load the file of {wanted}.",
        )
    return wanted


def by_practice(rows: Iterable[FigureAnswer]) -> dict[str, dict[str, Decimal]]:
    """The figures of each practice, as they are printed in the file."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for one in rows:
        if one.value is not None:
            found[one.subject_code][one.measure] = Decimal(str(round(one.value, 2)))
    return found


def nearest(ask: Callable[[When], Rows], when: When) -> Rows:
    """What is held nearest to a day, up to four years before it or three after."""
    found = ask(when)
    for years in NEAREST[1:]:
        if found:
            break
        found = ask(years_before(when, years))
    return found


def ages_of(codes: Collection[str], when: When) -> tuple[dict[str, list[OfAge]], date | None]:
    """Patients of each practice by age and sex, of the lists nearest to the day."""
    rows = nearest(lambda at: patients_by_age(codes, when=at), when)
    found: dict[str, list[OfAge]] = defaultdict(list)
    for row in rows:
        found[row.practice_code].append(
            OfAge(sex=row.sex, age_from=row.age_from, patients=row.patients)
        )
    return found, max((row.on for row in rows), default=None)


def homes_of(
    codes: Collection[str], near: When, when: When
) -> tuple[dict[str, list[Home]], date | None, str, int]:
    """Patients of each practice by the health score of where they live.

    A practice of which too few patients live in areas with a score has none: the rest might
    live elsewhere for a reason.
    """
    days: list[date | None] = []

    def ask(at: When) -> tuple[Any, ...]:
        held = patients_by_area(when=at, practice_codes=codes)
        days.append(held.on)
        return held.rows

    rows = nearest(ask, near)
    kind = next((row.area_kind for row in rows if row.area_kind), "")
    scores, edition, split = scores_of({row.area_code for row in rows}, kind, when)
    found: dict[str, list[Home]] = defaultdict(list)
    everyone: dict[str, int] = defaultdict(int)
    for row in rows:
        everyone[row.practice_code] += row.patients
        if row.area_code in scores:
            found[row.practice_code].append(
                Home(score=scores[row.area_code], patients=row.patients)
            )
    known = {
        code: homes
        for code, homes in found.items()
        if sum(one.patients for one in homes) >= ENOUGH * everyone[code]
    }
    return known, days[-1], edition if known else "", split


def scores_of(codes: Collection[str], kind: str, when: When) -> tuple[dict[str, Decimal], str, int]:
    """The health score of each area in the newest Indices that reach it, and how many were split.

    Areas of 2011 have the score of what they became in 2021: of an area that was split, the plain
    mean of its parts, because how many patients live in which is not published.
    """
    for edition in reversed(EDITIONS):
        became = parts_now(codes, kind, edition.area_kind)
        if not became:
            continue
        found = figures(
            edition.measure.replace("-rank", "-domain-score"),
            subject_kind=edition.area_kind,
            subject_codes={part for parts in became.values() for part in parts},
            when=when,
        )
        score = {
            one.subject_code: Decimal(str(one.value))
            for one in found
            if one.category == HEALTH and one.value is not None
        }
        known = {
            code: sum((score[part] for part in parts), Decimal(0)) / len(parts)
            for code, parts in became.items()
            if all(part in score for part in parts)
        }
        if known:
            return known, edition.title, sum(len(became[code]) > 1 for code in known)
    return {}, "", 0


def parts_now(codes: Collection[str], kind: str, wanted: str) -> dict[str, set[str]]:
    """What each area became in the edition that scores are of; itself where it is of that one."""
    if kind == wanted:
        return {code: {code} for code in codes if code}
    became: dict[str, set[str]] = defaultdict(set)
    for one in changes(kind, wanted) if kind else ():
        if one.old_code in codes:
            became[one.old_code].add(one.new_code)
    return became
