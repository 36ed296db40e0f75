"""What is odd in a list of staff: one post for two people, one person twice, empty posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from openpcn.engines.reimbursement.facts import FULL_TIME, Term, pence
from openpcn.engines.reimbursement.rules import ReimbursementRules
from openpcn.engines.reimbursement.working import in_decimals, title_of
from openpcn.kernel.contract_years import month_end
from openpcn.kernel.when import in_words


@dataclass(frozen=True, kw_only=True)
class Oddity:
    """Something to look at; it names posts, never pay."""

    code: str
    message: str
    next_step: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Vacancy:
    """A post that somebody held and nobody holds now."""

    post: str
    role: str
    title: str
    hours: Decimal
    empty_from: date
    could_be: Decimal | None
    """The most that the year's whole months to come could bring; None: maximum not held."""


def odd_in(terms: Iterable[Term]) -> tuple[Oddity, ...]:
    """Duplicates, overlaps, and people with more than one full-time post."""
    staff = sorted(terms, key=lambda term: (term.post, term.starts_on, term.key))
    found: list[Oddity] = []
    for one, other in combinations(staff, 2):
        if one.key == other.key or not one.meets(other):
            continue
        found += pair(one, other)
    found += too_many_hours(staff)
    return tuple(sorted(set(found), key=lambda odd: (odd.code, odd.message)))


def pair(one: Term, other: Term) -> Iterable[Oddity]:
    """What is odd in two terms that share a day."""
    day = in_words(max(one.starts_on, other.starts_on))
    keys = (one.key, other.key)
    if one.post == other.post and one.person != other.person and not shared(one, other):
        yield Oddity(
            code="one_post_two_people",
            message=f"Two people hold post {one.post} on {day}.",
            next_step="End the first, or give the second a post number of its own.",
            keys=keys,
        )
    if one.person == other.person and one.role == other.role and one.post == other.post:
        yield Oddity(
            code="recorded_twice",
            message=f"The same person holds post {one.post} twice on {day}.",
            next_step="Withdraw one of the two records.",
            keys=keys,
        )


def shared(one: Term, other: Term) -> bool:
    """Whether two people share one full-time post between them."""
    return one.role == other.role and one.hours + other.hours <= FULL_TIME


def too_many_hours(staff: Sequence[Term]) -> Iterable[Oddity]:
    """People whose posts add up to more than full time on some day."""
    for term in staff:
        day = term.starts_on
        same = [
            one
            for one in staff
            if one.person == term.person
            and one.starts_on <= day
            and (one.ends_on is None or day <= one.ends_on)
        ]
        hours = sum((one.hours for one in same), Decimal(0))
        if len(same) > 1 and hours > FULL_TIME:
            posts = " and ".join(sorted({one.post for one in same}))
            yield Oddity(
                code="more_than_full_time",
                message=f"One person has {in_decimals(hours)} hours a week on {in_words(day)}, "
                f"in {posts}.",
                next_step="Correct the hours, or end one of the posts.",
                keys=tuple(sorted(one.key for one in same)),
            )


def vacancies(
    terms: Iterable[Term], rules: ReimbursementRules, *, as_at: date
) -> tuple[Vacancy, ...]:
    """Posts of the year that are empty on a day, with what filling them could still bring."""
    last: dict[str, Term] = {}
    for term in sorted(terms, key=lambda one: (one.ends_on or date.max, one.key)):
        last[term.post] = term
    return tuple(
        vacancy(term, rules, as_at)
        for post, term in sorted(last.items())
        if term.ends_on is not None and rules.year.first_on <= term.ends_on < as_at
    )


def vacancy(term: Term, rules: ReimbursementRules, as_at: date) -> Vacancy:
    """One empty post."""
    role = rules.find_role(term.role)
    could: Decimal | None = None
    if role is not None:
        could = Decimal("0.00")
        for month in (one for one in rules.year.months if one > as_at):
            maximum = role.maximum_on(month)
            most = maximum.for_area(term.area) if maximum else None
            if most is None:
                could = None
                break
            could += pence(Fraction(most) * term.fte / 12)
    ended = term.ends_on or month_end(as_at)
    return Vacancy(
        post=term.post,
        role=term.role,
        title=title_of(term.role, role),
        hours=term.hours,
        empty_from=date.fromordinal(ended.toordinal() + 1),
        could_be=could,
    )
