"""A system as places, networks and practices on a day, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpcn.workflows.drawings.facts import Band, band_of

NO_NETWORK = "no-network"


@dataclass(frozen=True, kw_only=True)
class StructurePractice:
    """A practice in a network; `change` says what happens to it: joins, leaves, opens, closes."""

    code: str
    name: str
    href: str = ""
    patients: int | None = None
    change: str = ""
    other: str = ""
    """The network on the other side of a change, by name."""


@dataclass(frozen=True, kw_only=True)
class StructureNetwork:
    """A network with its practices, largest first."""

    code: str
    name: str
    href: str = ""
    practices: tuple[StructurePractice, ...]
    is_changed: bool = False
    was: int | None = None
    """Patients before the change, where they differ."""

    @property
    def patients(self) -> int | None:
        """The sum of the lists that are known; nothing where none is."""
        return total(practice.patients for practice in self.practices)

    @property
    def band(self) -> Band:
        """How its size stands to the range."""
        return band_of(self.patients)


@dataclass(frozen=True, kw_only=True)
class StructurePlace:
    """A place with its networks; the practices in no network come as a place of their own."""

    code: str
    name: str
    href: str = ""
    networks: tuple[StructureNetwork, ...]

    @property
    def is_outside(self) -> bool:
        """Whether this stands for the practices in no network."""
        return self.code == NO_NETWORK

    @property
    def patients(self) -> int | None:
        """The sum of its networks."""
        return total(network.patients for network in self.networks)

    @property
    def practices(self) -> int:
        """How many practices its networks have."""
        return sum(len(network.practices) for network in self.networks)


@dataclass(frozen=True, kw_only=True)
class Structure:
    """A whole system under a heading such as Now, 31 March 2025."""

    code: str
    name: str
    href: str = ""
    heading: str
    note: str
    places: tuple[StructurePlace, ...]

    @property
    def patients(self) -> int | None:
        """The sum of its places and of the practices in no network."""
        return total(place.patients for place in self.places)

    @property
    def practices(self) -> int:
        """Every practice, in a network or not."""
        return sum(place.practices for place in self.places)

    @property
    def networks(self) -> tuple[StructureNetwork, ...]:
        """Every network, in the order of the places."""
        return tuple(
            network for place in self.places if not place.is_outside for network in place.networks
        )


@dataclass(frozen=True, kw_only=True)
class Move:
    """A practice that is in one network now and in another then."""

    practice: StructurePractice
    old: StructureNetwork
    new: StructureNetwork


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two structures with their differences marked in both."""

    now: Structure
    then: Structure
    moves: tuple[Move, ...]
    opened: tuple[StructurePractice, ...]
    closed: tuple[StructurePractice, ...]

    @property
    def changed_networks(self) -> int:
        """How many networks differ in their practices."""
        both = (*self.now.networks, *self.then.networks)
        return len({network.code for network in both if network.is_changed})

    @property
    def changed_places(self) -> int:
        """How many places have such a network."""
        both = (*self.now.places, *self.then.places)
        return len(
            {
                place.code
                for place in both
                if not place.is_outside and any(network.is_changed for network in place.networks)
            }
        )


def total(counts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def compare(now: Structure, then: Structure) -> Comparison:
    """Mark in both structures what differs: practices that move, open or close."""
    before, after = _networks_by_practice(now), _networks_by_practice(then)
    moved = [
        Move(practice=_practice(before[code], code), old=before[code], new=after[code])
        for code in sorted(before.keys() & after.keys())
        if before[code].code != after[code].code
    ]
    return Comparison(
        now=_marked(now, before, after, ("leaves", "closes"), {}),
        then=_marked(then, after, before, ("joins", "opens"), _sizes(now)),
        moves=tuple(moved),
        opened=tuple(_practice(after[code], code) for code in sorted(after.keys() - before.keys())),
        closed=tuple(
            _practice(before[code], code) for code in sorted(before.keys() - after.keys())
        ),
    )


def _networks_by_practice(structure: Structure) -> dict[str, StructureNetwork]:
    return {
        practice.code: network
        for place in structure.places
        for network in place.networks
        for practice in network.practices
    }


def _practice(network: StructureNetwork, code: str) -> StructurePractice:
    return next(practice for practice in network.practices if practice.code == code)


def _sizes(structure: Structure) -> dict[str, int | None]:
    return {network.code: network.patients for network in structure.networks}


def _marked(
    structure: Structure,
    here: dict[str, StructureNetwork],
    there: dict[str, StructureNetwork],
    words: tuple[str, str],
    was: dict[str, int | None],
) -> Structure:
    places = [
        replace(
            place,
            networks=tuple(
                _marked_network(network, here, there, words, was) for network in place.networks
            ),
        )
        for place in structure.places
    ]
    return replace(structure, places=tuple(places))


def _marked_network(
    network: StructureNetwork,
    here: dict[str, StructureNetwork],
    there: dict[str, StructureNetwork],
    words: tuple[str, str],
    was: dict[str, int | None],
) -> StructureNetwork:
    practices = tuple(_marked_practice(one, here, there, words) for one in network.practices)
    theirs = {code for code, other in there.items() if other.code == network.code}
    changed = theirs != {practice.code for practice in practices}
    before = (
        was.get(network.code) if changed and was.get(network.code) != network.patients else None
    )
    return replace(network, practices=practices, is_changed=changed, was=before)


def _marked_practice(
    practice: StructurePractice,
    here: dict[str, StructureNetwork],
    there: dict[str, StructureNetwork],
    words: tuple[str, str],
) -> StructurePractice:
    other = there.get(practice.code)
    if other is None:
        return replace(practice, change=words[1])
    if other.code != here[practice.code].code:
        return replace(practice, change=words[0], other=other.name)
    return practice
