"""Who the people of one practice are: age, sex, where they live, language, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openpcn.workflows.population.generating.assumptions import table
from openpcn.workflows.population.generating.places import BAND, Ints, List, Places

Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]

YEAR = 365.25
UNKNOWN_TENTH = 4
"""For people whose residence is not known: taken as from the middle."""
NEVER = -(10**6)
"""A day before every other, for what has not happened."""
OLDEST = 100
SETTLED = 30
"""Those who have left or died were born this many months ago at least."""
DEATH_GROWS = 0.09
"""A year of age makes death this much likelier (Gompertz)."""


@dataclass(frozen=True, kw_only=True)
class People:
    """The people of a practice; days are counted from 1 January 1970."""

    practice: str
    today: int
    numbers: Ints
    """Pseudonyms, rising."""
    sex: Ints
    born: Ints
    """First day of the month of birth."""
    age: Ints
    """Whole years today, at most 100."""
    area: Ints
    """Small area; the last is not known."""
    tenth: Ints
    ethnicity: Texts
    language: Texts
    other_language: Bools
    interpreter: Bools
    arrived: Ints
    """Day of arrival in the country, or `NEVER`."""
    registered: Ints
    ends: Ints
    """Last day registered; today for those who still are."""
    has_left: Bools
    has_died: Bools
    optout_national: Bools
    optout_local: Bools

    def __len__(self) -> int:
        return len(self.numbers)


def draw_people(places: Places, like: List, *, seed: int, chance: np.random.Generator) -> People:
    """The people of a list, and those who have left it or died in the last two years."""
    told = table("people")
    sex, months, has_left, has_died = draw_members(places, like, chance, told["registrations"])
    many = len(sex)
    area = chance.choice(
        len(places.areas) + 1, many, p=places.by_area[like.like] / places.by_area[like.like].sum()
    )
    ethnicity, language = draw_origins(places, area, chance, told)
    today = days(places.on)
    born = months_before(places.on, months)
    other = language != ""
    arrived = draw_arrivals(other, born, today, chance, told["arrivals"])
    ends = draw_ends(today, has_left | has_died, chance, told["registrations"])
    optout_national, optout_local = draw_optouts(many, chance, told["optouts"])
    return People(
        practice=like.code,
        today=today,
        numbers=pseudonyms(seed, like.code, many),
        sex=sex,
        born=born,
        age=np.minimum(months // 12, OLDEST),
        area=area,
        tenth=np.append(places.tenth, UNKNOWN_TENTH)[area],
        ethnicity=ethnicity,
        language=language,
        other_language=other,
        interpreter=other & (chance.random(many) < told["language"]["interpreter"]),
        arrived=arrived,
        registered=draw_starts(born, arrived, ends, chance, told["registrations"]),
        ends=ends,
        has_left=has_left,
        has_died=has_died,
        optout_national=optout_national,
        optout_local=optout_local,
    )


def draw_members(
    places: Places, like: List, chance: np.random.Generator, told: Mapping[str, Any]
) -> tuple[Ints, Ints, Bools, Bools]:
    """Sex and age in months of everyone in mixed order, and who has left or died."""
    left, died = (chance.poisson(like.people * told[share]) for share in ("left", "died"))
    living = draw_ages(places, like, like.people + left, chance)
    dead = draw_ages(places, like, died, chance, dying=True)
    sex, months = (np.concatenate(each) for each in zip(living, dead, strict=True))
    at = np.arange(len(sex))
    has_died = at >= like.people + left
    has_left = (at >= like.people) & ~has_died
    months[at >= like.people] = np.maximum(months[at >= like.people], SETTLED)
    order = chance.permutation(len(sex))
    return sex[order], months[order], has_left[order], has_died[order]


def draw_optouts(
    many: int, chance: np.random.Generator, told: Mapping[str, float]
) -> tuple[Bools, Bools]:
    """Who has a national opt-out and who a local one; some have both."""
    local = chance.random(many) < told["local"]
    without = (told["national"] - told["local"] * told["together"]) / (1 - told["local"])
    return chance.random(many) < np.where(local, told["together"], without), local


def draw_ages(
    places: Places, like: List, many: int, chance: np.random.Generator, *, dying: bool = False
) -> tuple[Ints, Ints]:
    """Sex and age in months, as the practice's list is; the old are likelier among the dying."""
    bands = places.by_age[like.like].astype(np.float64)
    if dying:
        bands = bands * np.exp(DEATH_GROWS * BAND * np.arange(bands.shape[1]))
    drawn = chance.choice(bands.size, many, p=bands.ravel() / bands.sum())
    sex, band = np.divmod(drawn, bands.shape[1])
    return sex, band * BAND * 12 + chance.integers(0, BAND * 12, many)


def draw_origins(
    places: Places, area: Ints, chance: np.random.Generator, told: Mapping[str, Any]
) -> tuple[Texts, Texts]:
    """Ethnicity, empty where not stated, and main language, empty where it is English."""
    many, shares = len(area), told["language"]["share"]
    in_city = np.append(places.in_city, False)[area]
    drawn = np.where(
        in_city,
        weighted(told["ethnicity"]["city"], many, chance),
        weighted(told["ethnicity"]["county"], many, chance),
    )
    speaks_other = chance.random(many) < np.array([shares[letter] for letter in drawn])
    language = np.full(many, "", dtype=object)
    for letter in shares:
        these = np.flatnonzero(speaks_other & (drawn == letter))
        choices = told["language"]["which"].get(letter, told["language"]["which"]["other"])
        which = chance.integers(0, len(choices), len(these))
        language[these] = np.array(choices, dtype=object)[which]
    drawn[chance.random(many) < told["ethnicity"]["not_stated"]] = ""
    return drawn, language


def weighted(weights: Mapping[str, float], many: int, chance: np.random.Generator) -> Texts:
    """Words drawn by their weights."""
    share = np.array(list(weights.values()), dtype=np.float64)
    at = chance.choice(len(share), many, p=share / share.sum())
    return np.array(list(weights), dtype=object)[at]


def draw_arrivals(
    other: Bools, born: Ints, today: int, chance: np.random.Generator, told: Mapping[str, Any]
) -> Ints:
    """When people came to the country, for those of whom it is recorded: never before birth."""
    came = chance.random(len(other)) < np.where(other, told["other_language"], told["english"])
    recent = chance.random(len(other)) < told["recent_share"]
    years = np.where(recent, told["recent_years"], told["years"]) * chance.random(len(other))
    day = today - (years * YEAR).astype(np.int64)
    return np.where(came & (day > born), day, NEVER)


def draw_ends(
    today: int, gone: Bools, chance: np.random.Generator, told: Mapping[str, Any]
) -> Ints:
    """The last day registered."""
    back = chance.integers(1, int(told["years_of_leaving"] * YEAR), len(gone))
    return np.where(gone, today - back, today)


def draw_starts(
    born: Ints, arrived: Ints, ends: Ints, chance: np.random.Generator, told: Mapping[str, Any]
) -> Ints:
    """The first day registered: a share is new each year, and nobody before birth or arrival."""
    tenure = (chance.exponential(YEAR / told["new_each_year"], len(born))).astype(np.int64)
    return np.minimum(np.maximum.reduce([ends - tenure, born, arrived]), ends)


def in_care_home(
    people: People, dementia: Bools, frail: Bools, chance: np.random.Generator
) -> Bools:
    """Who lives in a care home, likelier with age, dementia and frailty."""
    told = table("people")["care_home"]
    likely = np.interp(people.age, np.arange(0, 100, 10), told["ages"])
    likely = likely * np.where(dementia, told["dementia_times"], 1)
    likely = likely * np.where(frail, told["frail_times"], 1)
    return np.asarray(chance.random(len(people)) < likely)


def pseudonyms(seed: int, practice: str, many: int) -> Ints:
    """Positive numbers that are not in a row, rising; the same for the same seed and practice."""
    start = int.from_bytes(blake2b(f"{seed}/{practice}".encode(), digest_size=8).digest())
    with np.errstate(over="ignore"):
        mixed = np.arange(many, dtype=np.uint64) + np.uint64(start)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    return np.sort((mixed >> np.uint64(1)).astype(np.int64))


def days(day: date) -> int:
    """A day as a number."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def months_before(day: date, months: Ints) -> Ints:
    """The first day of the month that was so many months before a day."""
    month = np.datetime64(day, "M") - months.astype("timedelta64[M]")
    return month.astype("datetime64[D]").astype(np.int64)
