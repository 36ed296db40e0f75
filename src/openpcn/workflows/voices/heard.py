"""Who answered against who lives there: small numbers withheld, with intervals, nothing invented.

The comparison is with the residents of the small areas in which the patients of the organisation
live, each area counting by how many of them live in it. Shares of those who answered are worked out
from the numbers that are shown, so that they tell no more than these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from openpcn.domains.engagement.equality import CHARACTERISTICS, NOT_SAID, Characteristic
from openpcn.domains.engagement.queries.consultations import ConsultationAnswer
from openpcn.domains.engagement.queries.results import equality_counts
from openpcn.domains.evidence.queries import figures
from openpcn.engines.indicators import wilson
from openpcn.kernel.disclosure import Cell, Publication, ShownCell, publish, regime
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When
from openpcn.workflows.land.residence import newest_registrations

REGIME = "seven"
"""Exact numbers, one to seven withheld: totals stand elsewhere on the page, so that rounding would
not hide them."""
ENOUGH = 0.95
"""Share of the patients whose small area must have figures for residents to be compared with."""
SAID = "everybody who said"
TOO_FEW = "So few people said this, in one group or in all, that no number can be shown."
Verdict = Literal["fewer", "more", "not clear", "withheld", "not held"]


@dataclass(frozen=True, kw_only=True)
class GroupHeard:
    """One group: who answered, and who lives there."""

    words: str
    answered: int | None
    """Nothing where it is withheld."""
    share: float | None
    low: float | None
    high: float | None
    residents: float | None
    """Share of residents; nothing where it is not held."""
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One characteristic."""

    words: str
    said: int | None
    """People who said which group they belong to; nothing where no number can be shown."""
    not_said: int | None
    groups: tuple[GroupHeard, ...]
    is_held: bool
    """Whether figures of residents are held to compare with."""
    nothing_shown: bool
    withheld: str
    """What a reader is told of numbers that are withheld."""


def who_was_heard(found: ConsultationAnswer, *, when: When) -> tuple[Heard, ...]:
    """Each characteristic that was asked; refused before everybody sees the results."""
    if not found.shows_results:
        raise Refused(
            "Nobody sees who answered before everybody does.",
            next_step="Come back on the day of the results.",
        )
    counts = equality_counts(found.id)
    areas = patients_by_small_area(found.about_code, when=when) if counts else {}
    return tuple(
        heard(one, counts[one.key], residents_of(one, areas, when=when))
        for one in CHARACTERISTICS.values()
        if one.key in counts
    )


def heard(one: Characteristic, counts: Mapping[str, int], residents: Mapping[str, float]) -> Heard:
    """One characteristic as it may leave."""
    shown, sentence = shown_counts(one, counts)
    said = sum(counts.get(key, 0) for key in one.groups) if shown else None
    return Heard(
        words=one.words,
        said=said,
        not_said=counts.get(NOT_SAID, 0) if shown else None,
        groups=tuple(
            group_heard(words, shown.get(key), said, residents.get(words))
            for key, words in one.groups.items()
        ),
        is_held=bool(residents),
        nothing_shown=not shown,
        withheld=sentence,
    )


def shown_counts(
    one: Characteristic, counts: Mapping[str, int]
) -> tuple[dict[str, int | None], str]:
    """Counts by group as they may be shown; none where not one may be.

    How many said something at all can be worked out from the rest of the page, so it counts as
    published already.
    """
    rule = regime(REGIME)
    said = sum(counts.get(key, 0) for key in one.groups)
    everybody = ShownCell(key=SAID, kind=SAID, shown=said, groups=frozenset(one.groups))
    cells = [
        Cell(key=key, kind=one.key, count=counts.get(key, 0), groups=frozenset({key}))
        for key in one.groups
    ]
    if said <= rule.threshold:
        return {}, TOO_FEW
    try:
        made = publish(cells, rule, beside=[Publication(cells=(everybody,), regime=rule)])
    except Refused:
        return {}, TOO_FEW
    return made.shown, made.sentence


def group_heard(
    words: str, answered: int | None, known: int | None, residents: float | None
) -> GroupHeard:
    """One group with its interval, and what may be said of it."""
    share = low = high = None
    verdict: Verdict = "withheld" if answered is None or not known else "not held"
    if answered is not None and known:
        estimate = wilson(answered, known)
        share, low, high = estimate.value, estimate.lower, estimate.upper
        if residents is not None and low is not None and high is not None:
            verdict = "fewer" if high < residents else "more" if low > residents else "not clear"
    return GroupHeard(
        words=words,
        answered=answered,
        share=share,
        low=low,
        high=high,
        residents=residents,
        verdict=verdict,
    )


def patients_by_small_area(code: str, *, when: When) -> dict[str, int]:
    """Patients of an organisation by the small area in which they live."""
    found: dict[str, int] = defaultdict(int)
    for row in newest_registrations(code, when=when).rows:
        found[row.area_code] += row.patients
    return dict(found)


def residents_of(one: Characteristic, areas: Mapping[str, int], *, when: When) -> dict[str, float]:
    """Share of residents by group where the patients live; nothing where too little is held."""
    if not one.measure or not areas:
        return {}
    by_area: dict[str, dict[str, float]] = defaultdict(dict)
    for row in figures(one.measure, subject_kind="lsoa21", subject_codes=areas, when=when):
        by_area[row.subject_code][row.category] = row.value or 0.0
    covered = sum(areas[code] for code in by_area)
    if covered < ENOUGH * sum(areas.values()):
        return {}
    shares: dict[str, float] = defaultdict(float)
    for code, held in by_area.items():
        people = sum(held.values())
        for group, n in held.items():
            shares[group] += areas[code] / covered * (n / people if people else 0.0)
    return {words: shares[words] for words in one.groups.values() if words in shares}
