"""Which entries of a directory look like one and the same asset, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

ALIKE = 0.6
"""Share of the words of two names that must be the same for names to be alike."""
MOST_IN_ONE_PLACE = 60
"""Entries that share a postcode beyond this are not compared by their names: a business park."""
DIGITS_OF_A_PHONE = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What is compared of an entry; empty where it is not known."""

    id: int
    plain_name: str
    """Without words that say nothing, in the order of the alphabet."""
    postcode: str = ""
    """Without blanks."""
    charity_number: str = ""
    phone: str = ""
    register: str = ""
    """The register that lists it: two entries of one register are two things."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """Two entries, the smaller number first, and why they look the same."""

    one: int
    other: int
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Entries that look the same, one through another."""

    entries: tuple[int, ...]
    pairs: tuple[Alike, ...]


def find_duplicates(
    entries: Sequence[Entry], *, apart: Collection[tuple[int, int]] = ()
) -> tuple[Group, ...]:
    """Groups of entries that look the same, the largest first.

    Two entries look the same where their names are the same and neither place nor charity number
    speaks against it; where charity number and place or telephone are the same; where telephone
    and place are; or where they stand in one place under names that share most of their words.
    `apart` names pairs, smaller number first, that somebody has told apart.
    """
    known = set(apart)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for one, other in pairs_to_compare(entries):
        if (one.id, other.id) not in known and (because := reasons(one, other)):
            found[one.id, other.id] = because
    pairs = [Alike(one=a, other=b, because=why) for (a, b), why in sorted(found.items())]
    return tuple(sorted(grouped(pairs), key=lambda group: (-len(group.entries), group.entries)))


def reasons(one: Entry, other: Entry) -> tuple[str, ...]:
    """Why two entries look the same; nothing where they do not."""
    same_name = one.plain_name == other.plain_name
    same_place = bool(one.postcode) and one.postcode == other.postcode
    same_charity = bool(one.charity_number) and one.charity_number == other.charity_number
    phones = digits(one.phone), digits(other.phone)
    same_phone = bool(phones[0]) and phones[0] == phones[1]
    elsewhere = bool(one.postcode and other.postcode) and not same_place
    other_charity = bool(one.charity_number and other.charity_number) and not same_charity
    shared = words_shared(one.plain_name, other.plain_name)
    looks_same = (
        (same_name and not (elsewhere and not same_phone) and not other_charity)
        or (same_charity and (same_place or same_phone))
        or (same_phone and same_place)
        or (same_place and shared >= ALIKE and not other_charity)
    )
    if not looks_same:
        return ()
    said = (
        (same_name, "the same name"),
        (not same_name and shared >= ALIKE, "names that share most of their words"),
        (same_charity, f"charity number {one.charity_number}"),
        (same_phone, "the same telephone"),
        (same_place, f"postcode {one.postcode}"),
    )
    return tuple(words for holds, words in said if holds)


def words_shared(one: str, other: str) -> float:
    """The share of all words of two names that are in both."""
    first, second = set(one.split()), set(other.split())
    return len(first & second) / len(first | second) if first | second else 0.0


def digits(phone: str) -> str:
    """The end of a telephone number, without country code and signs; short ones say nothing."""
    plain = "".join(sign for sign in phone if sign.isdigit())
    return plain[-DIGITS_OF_A_PHONE:] if len(plain) >= DIGITS_OF_A_PHONE else ""


def pairs_to_compare(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that share something, the smaller number first; no other pair can look the same."""
    keys: tuple[Callable[[Entry], str], ...] = (
        lambda one: one.plain_name,
        lambda one: one.charity_number,
        lambda one: digits(one.phone),
        lambda one: one.postcode,
    )
    seen: set[tuple[int, int]] = set()
    for key in keys:
        for group in sharing(entries, key):
            for one, other in combinations(sorted(group, key=lambda each: each.id), 2):
                in_one_register = bool(one.register) and one.register == other.register
                if (one.id, other.id) not in seen and not in_one_register:
                    seen.add((one.id, other.id))
                    yield one, other


def sharing(entries: Iterable[Entry], key: Callable[[Entry], str]) -> Iterator[list[Entry]]:
    """Entries with the same value, where they are several and not too many."""
    held: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        if value := key(one):
            held[value].append(one)
    return (group for group in held.values() if 1 < len(group) <= MOST_IN_ONE_PLACE)


def grouped(pairs: Iterable[Alike]) -> Iterator[Group]:
    """Pairs that share an entry, brought together."""
    group_of: dict[int, set[int]] = {}
    held: list[Alike] = list(pairs)
    for pair in held:
        joined = group_of.get(pair.one, {pair.one}) | group_of.get(pair.other, {pair.other})
        for number in joined:
            group_of[number] = joined
    for members in {tuple(sorted(group)) for group in group_of.values()}:
        inside = tuple(pair for pair in held if pair.one in members)
        yield Group(entries=members, pairs=inside)
