"""What became of each practice between two days, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.histories import history
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.structure import (
    Membership,
    PracticeAnswer,
    memberships,
    practices,
)
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
class Day:
    """The practices of one day and their memberships, by code."""

    when: When
    practices: Mapping[str, PracticeAnswer]
    memberships: Mapping[str, Membership]
    networks: Mapping[str, str]
    """Names of networks by code."""


def day_of(when: When, within: str | None) -> Day:
    """One day's practices and memberships."""
    joined = {one.practice_code: one for one in memberships(when=when, within=within)}
    return Day(
        when=when,
        practices={one.code: one for one in practices(when=when, within=within)},
        memberships=joined,
        networks={one.network_code: as_written(one.network_name) for one in joined.values()},
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
    if old is not None and old.ends_before is not None:
        return None, f", some time before {in_words(old.ends_before)}"
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
    sizes = f"from {was.patients:,} to {is_now.patients:,}"
    return f"The list of {name} {word} by {more:,}, {sizes}."


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
