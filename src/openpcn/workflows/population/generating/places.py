"""Where the people of the demonstration live and are registered: its lists as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.errors import NotPossible
from openpcn.workflows.demonstration.invention import Invention
from openpcn.workflows.demonstration.networks import NO_NETWORK

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AGES = 101
"""Single ages, 0 to 100 and over."""
BAND = 5
TENTHS = 10
MOST_COPIES = 10


@dataclass(frozen=True, kw_only=True)
class Places:
    """The open practices on the day of the last lists, and the small areas of their people."""

    on: date
    codes: tuple[str, ...]
    network_codes: tuple[str, ...]
    """By practice; empty where it is in none."""
    by_age: Ints
    """Patients by practice, sex (women first) and five-year band."""
    by_area: Ints
    """Patients by practice and small area; the last is not known."""
    areas: tuple[str, ...]
    tenth: Ints
    """Tenth of deprivation by small area, from 0, the most deprived."""
    in_city: NDArray[np.bool_]

    @property
    def lists(self) -> Ints:
        """Patients by practice."""
        return np.asarray(self.by_age.sum(axis=(1, 2)))

    @cached_property
    def people(self) -> Floats:
        """Everyone by tenth of deprivation, sex and single age."""
        shares = np.zeros((len(self.codes), TENTHS))
        np.add.at(shares.T, self.tenth, self.by_area[:, :-1].T)
        shares /= shares.sum(axis=1, keepdims=True)
        bands = np.einsum("pd,psb->dsb", shares, self.by_age)
        single = np.repeat(bands / BAND, BAND, axis=2)
        return np.concatenate(
            [single, np.zeros((*single.shape[:2], AGES - single.shape[2]))], axis=2
        )


def places_of(invention: Invention) -> Places:
    """The places of the last vintage of an invented system."""
    lists = invention.vintages[-1]
    is_open = np.flatnonzero(lists.totals)
    network_of = invention.networks.network_of
    return Places(
        on=lists.on,
        codes=tuple(invention.practices.codes[at] for at in is_open),
        network_codes=tuple(
            "" if network_of[at] == NO_NETWORK else invention.networks.codes[network_of[at]]
            for at in is_open
        ),
        by_age=lists.by_age[is_open],
        by_area=lists.by_area[:, is_open].T,
        areas=tuple(area.code for area in invention.areas.lsoa21),
        tenth=invention.deprivation[0].deciles() - 1,
        in_city=invention.areas.place_of == 0,
    )


@dataclass(frozen=True, kw_only=True)
class List:
    """A practice that is to have so many people, like those of a practice of the system."""

    code: str
    like: int
    people: int


def lists_for(places: Places, people: int, only: tuple[str, ...] = ()) -> tuple[List, ...]:
    """Share people out as the system's lists are, to whole people.

    More people than the system has become further practices, Z8…, Z7… and so on, each like one of
    the system. `only` names practices or networks.
    """
    chosen = [at for at in range(len(places.codes)) if not only or _is_named(places, at, only)]
    unknown = set(only) - {*places.codes, *places.network_codes}
    if unknown:
        raise NotPossible(
            f"No open practice or network of the demonstration is {', '.join(sorted(unknown))}.",
            next_step="`openpcn demonstration` writes its files; their codes begin with Z.",
        )
    sizes = places.lists[chosen]
    copies = -(-people // int(sizes.sum()))
    if not people > 0 or copies > MOST_COPIES:
        raise NotPossible(
            f"{people:,} people cannot be made.",
            next_step=f"Ask for 1 to {MOST_COPIES * int(sizes.sum()):,}.",
        )
    wanted = np.tile(sizes, copies) * (people / (copies * sizes.sum()))
    whole = np.floor(wanted).astype(np.int64)
    most_left = np.argsort(whole - wanted, kind="stable")[: people - whole.sum()]
    whole[most_left] += 1
    copied = [(copy, at) for copy in range(copies) for at in chosen]
    return tuple(
        List(code=_copy(places.codes[at], copy), like=at, people=int(size))
        for (copy, at), size in zip(copied, whole, strict=True)
        if size
    )


def _is_named(places: Places, at: int, only: tuple[str, ...]) -> bool:
    return places.codes[at] in only or places.network_codes[at] in only


def _copy(code: str, copy: int) -> str:
    """Z90001, then Z80001, Z70001 and so on."""
    return f"{code[0]}{int(code[1]) - copy}{code[2:]}"
