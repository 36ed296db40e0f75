"""What patients and inspectors said: the GP Patient Survey by deprivation, and CQC ratings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.evidence.queries import FigureAnswer, figures
from openpcn.kernel.when import When

SURVEY = "gpps-median-practice"
ENGLAND = "gpps-england-median"
RATING = "cqc-overall-rating"
GROUPS = ("least deprived fifth", "second fifth", "third fifth", "two most deprived fifths")
QUESTIONS = {
    "access_pct": "Access",
    "continuity_pct": "Seeing or speaking to the preferred professional",
    "overall_pct": "Overall experience good",
    "trust_pct": "Confidence and trust in the professional",
}
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question of the survey: the middle practice of each group, and of England."""

    question: str
    shares: tuple[float | None, ...]
    """By `GROUPS`, the least deprived first."""
    england: float | None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The survey in one system and year."""

    starts_on: date
    ends_on: date
    answers: tuple[Answered, ...]
    rows: tuple[FigureAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """How many practices have which rating, from which years."""

    practices: Mapping[str, int]
    without: int
    first: int
    last: int
    of_practice: Mapping[str, tuple[str, int]]
    """Practice to its rating and year."""
    rows: tuple[FigureAnswer, ...]


def survey_of(system: str, *, when: When) -> Survey | None:
    """The survey by deprivation of practices; None where it is not held for the day."""
    held = figures(SURVEY, subject_kind="icb", subject_codes=[system], when=when)
    if not held:
        return None
    latest = max(one.ends_on for one in held)
    newest = [one for one in held if one.ends_on == latest]
    middle = figures(ENGLAND, subject_kind="icb", subject_codes=[system], when=when)
    england = {one.category: one.value for one in middle if one.ends_on == latest}
    by_question: dict[str, dict[str, float | None]] = defaultdict(dict)
    for one in newest:
        question, _, group = one.category.partition(" / ")
        by_question[question][group] = one.value
    return Survey(
        starts_on=newest[0].starts_on,
        ends_on=latest,
        answers=tuple(
            Answered(
                question=words,
                shares=tuple(by_question[code].get(group) for group in GROUPS),
                england=england.get(code),
            )
            for code, words in QUESTIONS.items()
            if code in by_question
        ),
        rows=tuple(newest),
    )


def ratings_of(practices: Collection[str], *, when: When) -> Ratings | None:
    """The last overall ratings of some practices; None where none is held."""
    held = figures(RATING, subject_kind="practice", subject_codes=practices, when=when)
    if not held:
        return None
    newest = {one.subject_code: one for one in sorted(held, key=lambda one: one.starts_on)}
    years = [one.starts_on.year for one in newest.values()]
    counted = Counter(one.text for one in newest.values())
    return Ratings(
        practices={rating: counted.get(rating, 0) for rating in RATINGS},
        without=len(set(practices)) - len(newest),
        first=min(years),
        last=max(years),
        of_practice={code: (one.text, one.starts_on.year) for code, one in newest.items()},
        rows=tuple(newest.values()),
    )
