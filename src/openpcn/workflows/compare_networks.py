"""The difference between two days, explained practice by practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openpcn.domains.registry.queries.histories import history
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.structure import (
    Membership,
    PracticeAnswer,
    memberships,
    practices,
)
from openpcn.kernel.errors import NotRight
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When, in_words

IN_NO_NETWORK = "no network"


@dataclass(frozen=True, kw_only=True)
class PracticeChange:
    """What became of one practice between the days."""

    code: str
    name: str
    what: str
    """joined, left, changed, opened, closed, merged, gone, arrived, renamed or list."""
    network_before: str | None
    network_now: str | None
    patients_before: int | None
    patients_now: int | None
    on: date | None
    """The day of the change, where it is known."""
    sentence: str


@dataclass(frozen=True, kw_only=True)
class NetworkChange:
    """A network on both days; `patients_now` is `patients_before` plus the other figures."""

    code: str
    name: str
    name_before: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    arrived: int
    """Patients of practices that are in it now and were not."""
    departed: int
    """Patients, then, of practices that were in it and are not now."""
    growth: int
    """Change of the lists of practices that were in it on both days."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two days of the networks within one organisation."""

    earlier: date
    later: date
    within: str
    practices_before: int
    practices_now: int
    patients_before: int
    patients_now: int
    networks: tuple[NetworkChange, ...]
    """Every network of either day."""
    changes: tuple[PracticeChange, ...]
    """Practices that are elsewhere, opened, closed or renamed; then all whose list changed."""

    @property
    def structural(self) -> tuple[PracticeChange, ...]:
        """The changes other than of a list only."""
        return tuple(change for change in self.changes if change.what != "list")


@dataclass(frozen=True, kw_only=True)
class Day:
    """The practices of one day and their memberships, by code."""

    when: When
    practices: Mapping[str, PracticeAnswer]
    memberships: Mapping[str, Membership]
    networks: Mapping[str, str]
    """Names of networks by code."""


def compare_networks(
    *, earlier: date, later: date, within: str | None, as_known: datetime | None = None
) -> Comparison:
    """Which practices joined, left, opened, closed, merged, were renamed or grew."""
    if earlier >= later:
        raise NotRight(
            f"{in_words(earlier)} is not before {in_words(later)}.",
            next_step="Give the earlier day with --from and the later one with --to.",
        )
    before = day_of(When(as_at=earlier, as_known=as_known), within)
    now = day_of(When(as_at=later, as_known=as_known), within)
    return Comparison(
        earlier=earlier,
        later=later,
        within=within or "",
        practices_before=len(before.practices),
        practices_now=len(now.practices),
        patients_before=sum(one.patients or 0 for one in before.practices.values()),
        patients_now=sum(one.patients or 0 for one in now.practices.values()),
        networks=network_changes(before, now),
        changes=practice_changes(before, now),
    )


def day_of(when: When, within: str | None) -> Day:
    """One day's practices and memberships."""
    joined = {one.practice_code: one for one in memberships(when=when, within=within)}
    return Day(
        when=when,
        practices={one.code: one for one in practices(when=when, within=within)},
        memberships=joined,
        networks={one.network_code: as_written(one.network_name) for one in joined.values()},
    )


def network_changes(before: Day, now: Day) -> tuple[NetworkChange, ...]:
    """Every network of either day, with the sum that leads from one size to the other."""
    old, new = members_of(before), members_of(now)
    codes = sorted(
        old.keys() | new.keys(), key=lambda c: now.networks.get(c, before.networks.get(c, c))
    )
    return tuple(
        network_change(code, before, now, old.get(code, {}), new.get(code, {})) for code in codes
    )


def members_of(day: Day) -> dict[str, dict[str, int]]:
    """Patients by practice, by network."""
    members: dict[str, dict[str, int]] = defaultdict(dict)
    for code, practice in day.practices.items():
        if practice.network_code:
            members[practice.network_code][code] = practice.patients or 0
    return members


def network_change(
    code: str, before: Day, now: Day, old: Mapping[str, int], new: Mapping[str, int]
) -> NetworkChange:
    """One network's sum."""
    stayed = old.keys() & new.keys()
    name = now.networks.get(code) or before.networks.get(code, code)
    return NetworkChange(
        code=code,
        name=name,
        name_before=before.networks.get(code) or name,
        practices_before=len(old),
        practices_now=len(new),
        patients_before=sum(old.values()),
        patients_now=sum(new.values()),
        arrived=sum(new[one] for one in new.keys() - stayed),
        departed=sum(old[one] for one in old.keys() - stayed),
        growth=sum(new[one] - old[one] for one in stayed),
    )


def practice_changes(before: Day, now: Day) -> tuple[PracticeChange, ...]:
    """What became of every practice of either day, moves first and mere growth last."""
    found = []
    for code in sorted(before.practices.keys() | now.practices.keys()):
        was, is_now = before.practices.get(code), now.practices.get(code)
        if is_now is None and was is not None:
            found.append(disappeared(was, before, now))
        elif was is None and is_now is not None:
            found.append(appeared(is_now, before, now))
        elif was is not None and is_now is not None:
            found += both_days(was, is_now, before, now)
    return tuple(sorted(found, key=lambda change: (change.what == "list", change.name)))


def both_days(
    was: PracticeAnswer, is_now: PracticeAnswer, before: Day, now: Day
) -> list[PracticeChange]:
    """A practice of both days: elsewhere, renamed, or with another list."""
    found = []
    if was.network_code != is_now.network_code:
        found.append(elsewhere(was, is_now, before, now))
    if plain(was.name) != plain(is_now.name):
        sentence = f"{as_written(was.name)} is called {as_written(is_now.name)} now."
        found.append(change_of("renamed", was, is_now, None, sentence))
    if was.patients != is_now.patients:
        found.append(change_of("list", was, is_now, is_now.list_on, grew(was, is_now)))
    return found


def elsewhere(was: PracticeAnswer, is_now: PracticeAnswer, before: Day, now: Day) -> PracticeChange:
    """A practice that is in another network, has joined one or has left."""
    old, new = before.memberships.get(was.code), now.memberships.get(was.code)
    name = as_written(is_now.name)
    left, joined = network_in_words(old), network_in_words(new)
    if old is None:
        what, sentence = "joined", f"{name} joined {joined}"
    elif new is None:
        what, sentence = "left", f"{name} left {left} and is in no network"
    else:
        what, sentence = "changed", f"{name} left {left} and joined {joined}"
    on, day_in_words = day_of_change(old, new)
    return change_of(what, was, is_now, on, f"{sentence}{day_in_words}.")


def day_of_change(old: Membership | None, new: Membership | None) -> tuple[date | None, str]:
    """When the change was, as far as the sources say."""
    if new is not None and new.starts_after is not None:
        between = f", between {in_words(new.starts_after)} and {in_words(new.starts_on)}"
        return None, between
    if new is not None:
        return new.starts_on, f" on {in_words(new.starts_on)}"
    if old is not None and old.ends_on is not None:
        return old.ends_on, f"; its last day there was {in_words(old.ends_on)}"
    return None, ""


def disappeared(was: PracticeAnswer, before: Day, now: Day) -> PracticeChange:
    """A practice of the earlier day only: closed, merged, or not within any more."""
    organisation = get_organisation(was.code, when=now.when)
    name, closed = as_written(was.name), organisation.closed_on
    heir = successor(was.code, now.when)
    network = network_in_words(before.memberships.get(was.code))
    if heir:
        day = f" after {in_words(closed)}" if closed else ""
        return change_of(
            "merged", was, None, closed, f"{name} ({network}) merged into {heir}{day}."
        )
    if closed and closed <= now.when.as_at:
        sentence = f"{name} ({network}) closed on {in_words(closed)}."
        return change_of("closed", was, None, closed, sentence)
    sentence = f"{name} ({network}) is not counted here on {in_words(now.when.as_at)}."
    return change_of("gone", was, None, None, sentence)


def successor(code: str, when: When) -> str:
    """Name and code of the practice that took over from one, where that is recorded."""
    for link in history(code, as_known=when.as_known):
        if link.role == "succeeded_by" and link.subject_code == code:
            return f"{as_written(link.object_name)} ({link.object_code})"
    return ""


def appeared(is_now: PracticeAnswer, before: Day, now: Day) -> PracticeChange:
    """A practice of the later day only: opened, or not within before."""
    opened = get_organisation(is_now.code, when=now.when).opened_on
    name = as_written(is_now.name)
    network = network_in_words(now.memberships.get(is_now.code))
    if opened and opened > before.when.as_at:
        sentence = f"{name} opened on {in_words(opened)}; it is in {network}."
        return change_of("opened", None, is_now, opened, sentence)
    sentence = f"{name}, in {network}, was not counted here on {in_words(before.when.as_at)}."
    return change_of("arrived", None, is_now, None, sentence)


def network_in_words(membership: Membership | None) -> str:
    """Name and code of a network."""
    if membership is None:
        return IN_NO_NETWORK
    return f"{as_written(membership.network_name)} ({membership.network_code})"


def grew(was: PracticeAnswer, is_now: PracticeAnswer) -> str:
    """How a list changed, in words."""
    name = as_written(is_now.name)
    if was.patients is None:
        return f"{name} has a list of {is_now.patients:,}; none is held for the earlier day."
    if is_now.patients is None:
        return f"{name} had a list of {was.patients:,}; none is held for the later day."
    word = "grew" if is_now.patients > was.patients else "fell"
    more = abs(is_now.patients - was.patients)
    return f"{name}'s list {word} by {more:,}, from {was.patients:,} to {is_now.patients:,}."


def change_of(
    what: str,
    was: PracticeAnswer | None,
    is_now: PracticeAnswer | None,
    on: date | None,
    sentence: str,
) -> PracticeChange:
    """One change as a value; the practice is there on one of the days at least."""
    held = [one for one in (is_now, was) if one is not None]
    return PracticeChange(
        code=held[0].code,
        name=as_written(held[0].name),
        what=what,
        network_before=was.network_code if was else None,
        network_now=is_now.network_code if is_now else None,
        patients_before=was.patients if was else None,
        patients_now=is_now.patients if is_now else None,
        on=on,
        sentence=sentence,
    )


def plain(name: str) -> str:
    """A name without the differences that are only a matter of writing it."""
    return "".join(letter for letter in name.upper() if letter.isalnum())
