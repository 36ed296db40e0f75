"""What changed in a system since the last map of networks and the last lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.registry.queries.lists import ListAnswer
from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.keeping import kept
from openpcn.workflows.structure.explaining import Day, PracticeChange, day_of, practice_changes


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How the lists of some practices changed between two days; only of those held on both."""

    patients: int
    since: date
    until: date
    practices: int


@dataclass(frozen=True, kw_only=True)
class Since:
    """What is different from an earlier day; nothing can be said where no memberships are held."""

    day: date
    changed: tuple[PracticeChange, ...]
    is_known: bool


@dataclass(frozen=True, kw_only=True)
class Before:
    """A network as it was on an earlier day, beside its practices now."""

    day: date
    patients: int | None
    """Together, where a list of that day is held of each."""
    joined: tuple[str, ...]
    left: tuple[str, ...]
    """Names of the practices that are in it now and were not, and the other way about."""


def growth_of(
    codes: Collection[str], lists: Mapping[str, list[ListAnswer]], *, when: When
) -> Growth | None:
    """How the newest lists for the day differ from the vintage before them."""
    days = list_days(codes, lists, when=when)
    return growth_between(codes, lists, days) if days else None


def list_days(
    codes: Collection[str], lists: Mapping[str, list[ListAnswer]], *, when: When
) -> tuple[date, date] | None:
    """The two newest days of the lists of some practices, the earlier first."""
    days = sorted({on for code in codes for on in held_days(lists, code, when)})
    return (days[-2], days[-1]) if len(days) > 1 else None


def growth_between(
    codes: Collection[str], lists: Mapping[str, list[ListAnswer]], days: tuple[date, date]
) -> Growth | None:
    """How the lists differ between two days; None where no practice has one on both."""
    before, newest = days
    sizes = [{one.on: one.patients for one in lists.get(code, ())} for code in codes]
    both = [size for size in sizes if newest in size and before in size]
    if not both:
        return None
    return Growth(
        patients=sum(size[newest] - size[before] for size in both),
        since=before,
        until=newest,
        practices=len(both),
    )


def held_days(lists: Mapping[str, list[ListAnswer]], code: str, when: When) -> list[date]:
    """The days of a practice's lists that are not after the day."""
    return [one.on for one in lists.get(code, ()) if one.on <= when.as_at]


def changes_since(
    day: date, here: Collection[PracticeAnswer], networks: Collection[str], *, when: When
) -> Since:
    """What became, since an earlier day, of practices that concern a page.

    Those are the practices `here`, and all that were or are in one of the networks. The whole
    system of both days is compared, so that what lies across a border is not taken for gone.
    """
    before = whole_day(When(as_at=day, as_known=when.as_known))
    now = whole_day(when)
    codes = {one.code for one in here} | {
        code
        for of in (before, now)
        for code, one in of.memberships.items()
        if one.network_code in networks
    }
    found = practice_changes(only(codes, before), only(codes, now))
    return Since(
        day=day,
        changed=tuple(one for one in found if is_of_structure(one)),
        is_known=bool(before.memberships),
    )


def is_of_structure(one: PracticeChange) -> bool:
    """Whether a change is of networks: no mere growth, no other name, no practice of none."""
    if one.what in ("list", "renamed"):
        return False
    return bool(one.network_before or one.network_now)


def whole_day(when: When) -> Day:
    """Every practice and membership of a day, kept until the registry changes."""
    return kept("day", (when, stamp()), lambda: day_of(when, None))


def only(codes: Collection[str], day: Day) -> Day:
    """The same day with some of its practices."""
    return replace(day, practices={c: one for c, one in day.practices.items() if c in codes})


def networks_before(codes: Collection[str], day: date, *, when: When) -> dict[str, Before]:
    """How each network was on an earlier day; none of which memberships are not held then."""
    before, now = whole_day(When(as_at=day, as_known=when.as_known)), whole_day(when)
    then, here = members_of(before), members_of(now)
    return {code: compared(day, then[code], here[code]) for code in codes if then[code]}


def members_of(day: Day) -> defaultdict[str, dict[str, PracticeAnswer]]:
    """The practices of each network."""
    found: defaultdict[str, dict[str, PracticeAnswer]] = defaultdict(dict)
    for code, one in day.practices.items():
        if one.network_code:
            found[one.network_code][code] = one
    return found


def compared(
    day: date, then: Mapping[str, PracticeAnswer], here: Mapping[str, PracticeAnswer]
) -> Before:
    """The practices of one network on two days."""
    lists = [one.patients for one in then.values() if one.patients is not None]
    return Before(
        day=day,
        patients=sum(lists) if len(lists) == len(then) else None,
        joined=tuple(as_written(here[code].name) for code in sorted(here.keys() - then.keys())),
        left=tuple(as_written(then[code].name) for code in sorted(then.keys() - here.keys())),
    )
