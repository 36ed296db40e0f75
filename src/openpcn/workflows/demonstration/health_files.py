"""Files about illness, access, ratings and residents, in the layouts of their publishers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from openpcn.workflows.demonstration import layouts, names
from openpcn.workflows.demonstration.areas import ICB_CODE, PLACES, REGION_CODE
from openpcn.workflows.demonstration.illness import (
    DISABLED,
    ETHNIC_GROUPS,
    MODES,
    ONLINE_PER_PATIENT,
    RATE_PER_PATIENT,
    RATINGS,
    REGISTERS,
    STATUSES,
    WAITS,
    hardship,
    on_register,
)
from openpcn.workflows.demonstration.invention import Invention, chance
from openpcn.workflows.demonstration.land import Ints
from openpcn.workflows.demonstration.practice_files import SUPPLIERS, network_named
from openpcn.workflows.demonstration.published import LIST_INFLATION

Line = list[object]
MONTH = date(2026, 9, 1)
EARLIER = 17
"""Months before it of which attendance is told."""
HARD_MONTHS = (date(2026, 1, 1), date(2026, 2, 1))
RATED_FROM, RATED_UNTIL = 2017, 2026


def open_practices(invention: Invention) -> list[int]:
    """The practices with a list in the last vintage."""
    return [int(at) for at in np.flatnonzero(invention.vintages[-1].totals)]


def prevalence(invention: Invention) -> Iterator[Line]:
    """QOF registers of every practice."""
    yield layouts.QOF
    held = {each.code: on_register(invention, each) for each in REGISTERS}
    for at in open_practices(invention):
        for each in REGISTERS:
            register, people = held[each.code]
            yield [
                invention.practices.codes[at], each.code, register[at], each.list_type, people[at],
            ]  # fmt: skip


def appointments(invention: Invention) -> dict[str, Iterable[Line]]:
    """Tables 1, 2a, 4 and 6 of the summary by practice."""
    draws = chance(invention.seed, "appointments")
    lists = invention.vintages[-1].totals
    hard = hardship(invention)
    made = draws.binomial(
        lists, np.clip(RATE_PER_PATIENT * np.exp(draws.normal(0, 0.18, len(lists))), 0.1, 0.95)
    )
    waits = [split(int(n), WAITS, draws, first=h * 0.4) for n, h in zip(made, hard, strict=True)]
    modes = [split(int(n), MODES, draws) for n in made]
    missed = [
        split(int(n), STATUSES, draws, second=1.2 * (h - 0.5))
        for n, h in zip(made, hard, strict=True)
    ]
    totals = [
        [n, size, n / size * 1000 if size else 0] for n, size in zip(made, lists, strict=True)
    ]
    return {
        "1": by_practice(invention, layouts.APPOINTMENTS, totals),
        "2a": by_practice(invention, layouts.APPOINTMENT_WAITS, waits),
        "4": by_practice(invention, layouts.APPOINTMENT_MODES, modes),
        "6": [
            *by_practice(invention, layouts.APPOINTMENT_STATUSES, missed),
            *earlier_months(invention, missed, draws),
        ],
    }


def earlier_months(
    invention: Invention, missed: Sequence[Ints], draws: np.random.Generator
) -> Iterator[Line]:
    """Attended or not in the months before, all a little alike; one winter was worse."""
    for back in range(1, EARLIER + 1):
        first = MONTH.year * 12 + MONTH.month - 1 - back
        month = date(first // 12, first % 12 + 1, 1)
        harder = 1.25 if month in HARD_MONTHS else float(np.exp(draws.normal(0, 0.03)))
        rows = [
            [round(one[0] * draws.uniform(0.93, 1.05)), round(one[1] * harder), one[2]]
            for one in missed
        ]
        yield from list(by_practice(invention, [], rows, month=month))[1:]


def split(
    number: int,
    shares: Sequence[float],
    draws: np.random.Generator,
    *,
    first: float = 0.0,
    second: float = 0.0,
) -> Ints:
    """Appointments by kind: shares of its own for each practice, the first or second tilted."""
    own = np.array(shares) * np.exp(draws.normal(0, 0.12, len(shares)))
    own[0] *= np.exp(first)
    own[1] *= np.exp(second)
    result: Ints = draws.multinomial(number, own / own.sum())
    return result


def by_practice(
    invention: Invention,
    columns: list[object],
    values: Sequence[Sequence[object] | Ints],
    *,
    month: date = MONTH,
) -> Iterator[Line]:
    """One row for each practice with its network and place."""
    yield [*layouts.APPOINTMENT_START, *columns]
    for at in open_practices(invention):
        place = PLACES[invention.practices.place[at]]
        network = invention.history.network_on(at, MONTH)
        yield [
            f"{month:%b-%Y}", invention.practices.codes[at], invention.practices.names[at],
            SUPPLIERS[at % 3], *network_named(invention, network, MONTH),
            place.code, place.name, *values[at],
        ]  # fmt: skip


def online_requests(invention: Invention) -> Iterator[Line]:
    """Requests through online consultation systems; a few practices took no part."""
    yield layouts.ONLINE
    draws = chance(invention.seed, "online")
    for at in open_practices(invention):
        people = int(invention.vintages[-1].totals[at])
        rate = ONLINE_PER_PATIENT * np.exp(draws.normal(0, 0.6))
        clinical, admin = draws.poisson(people * rate * np.array([0.7, 0.3]))
        took_part = bool(draws.random() > 0.05)
        total = int(clinical + admin) if took_part else 0
        place = PLACES[invention.practices.place[at]]
        network = invention.history.network_on(at, MONTH)
        yield [
            MONTH.isoformat(), invention.practices.codes[at], invention.practices.names[at],
            *network_named(invention, network, MONTH), place.code, place.name, ICB_CODE, names.ICB,
            REGION_CODE, names.REGION, SUPPLIERS[at % 3], total,
            int(clinical) if took_part else 0, int(admin) if took_part else 0, 0, people,
            round(total / people * 1000, 6), float(took_part),
        ]  # fmt: skip


def ratings(invention: Invention) -> Iterator[Line]:
    """The last overall rating of most practices."""
    yield layouts.RATINGS
    draws = chance(invention.seed, "ratings")
    words = [rating for rating, _ in RATINGS]
    shares = np.array([share for _, share in RATINGS])
    for at in open_practices(invention):
        rating = words[int(draws.choice(len(words), p=shares / shares.sum()))]
        year = int(draws.integers(RATED_FROM, RATED_UNTIL))
        if draws.random() > 0.06:
            yield [
                invention.practices.codes[at], year, invention.practices.names[at], "Overall",
                "Overall", rating, "N", names.ICB,
            ]  # fmt: skip


def survey(invention: Invention) -> Iterator[Line]:
    """Answers of patients to the GP Patient Survey, fewer of them good where life is hard."""
    yield layouts.SURVEY
    draws = chance(invention.seed, "survey")
    hard = hardship(invention)
    for at in open_practices(invention):
        answers = int(draws.integers(70, 170))
        overall = np.clip(0.80 - 0.15 * (hard[at] - 0.5) + draws.normal(0, 0.06), 0.4, 0.98)
        contact = np.clip(overall - 0.06 + draws.normal(0, 0.05), 0.3, 0.98)
        yield [
            invention.practices.codes[at], ICB_CODE, round(100 * float(overall), 1),
            round(100 * float(contact), 1), answers,
        ]  # fmt: skip


def census(
    invention: Invention, columns: list[object], groups: Mapping[str, float], part: str
) -> Iterator[Line]:
    """Residents of each small area by group, with the whole beside each."""
    yield columns
    draws = chance(invention.seed, part)
    shares = np.array(list(groups.values()))
    people = np.rint(invention.areas.land.patients / LIST_INFLATION).astype(np.int64)
    for each, whole in zip(invention.areas.lsoa21, people, strict=True):
        own = shares * np.exp(draws.normal(0, 0.5, len(shares)))
        for group, number in zip(
            groups, draws.multinomial(int(whole), own / own.sum()), strict=True
        ):
            yield [each.code, group, number, int(whole)]


def residents_by_group(invention: Invention) -> dict[str, Iterator[Line]]:
    """Residents by ethnic group and by disability."""
    return {
        "ethnicity": census(invention, layouts.ETHNICITY, dict(ETHNIC_GROUPS), "ethnicity"),
        "disability": census(invention, layouts.DISABILITY, dict(DISABLED), "disability"),
    }
