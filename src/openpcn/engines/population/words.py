"""Flags of many people as bits, 64 to a word: person 0 is the lowest bit of word 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.compiling import compiled

Words = NDArray[np.uint64]
ONE = np.uint64(1)


def words_needed(people: int) -> int:
    """Words that hold a bit for each person."""
    return (people + 63) // 64


def packed(flags: NDArray[np.bool_]) -> Words:
    """Yes and no as bits; those after the last person are no."""
    whole = np.zeros(words_needed(len(flags)) * 64, np.bool_)
    whole[: len(flags)] = flags
    return np.packbits(whole, bitorder="little").view("<u8")


def unpacked(words: Words, people: int) -> NDArray[np.bool_]:
    """Bits as yes and no."""
    return np.unpackbits(words.view(np.uint8), count=people, bitorder="little").view(np.bool_)


def everybody(people: int) -> Words:
    """Yes for every person."""
    return packed(np.ones(people, np.bool_))


@compiled
def add(words: Words, weight: int, to: NDArray[np.int32]) -> None:
    """Add a weight for everyone whose bit is set."""
    for at in range(len(words)):
        left = words[at]
        while left:
            low = left & (~left + ONE)
            to[at * 64 + places_below(low)] += weight
            left ^= low


@compiled
def places_below(low: np.uint64) -> int:
    """Which bit is set, where only one is."""
    place = 0
    for width in (32, 16, 8, 4, 2, 1):
        if low >> np.uint64(width):
            low >>= np.uint64(width)
            place += width
    return place


@compiled
def by_person(flags: NDArray[np.uint64], people: int) -> NDArray[np.uint64]:
    """Rows of flags turned: for each person the flags, 64 to a word, flag 0 the lowest bit."""
    turned = np.zeros((people, (len(flags) + 63) // 64), np.uint64)
    for flag in range(len(flags)):
        bit = ONE << np.uint64(flag & 63)
        for at in range(flags.shape[1]):
            left = flags[flag, at]
            while left:
                low = left & (~left + ONE)
                turned[at * 64 + places_below(low), flag >> 6] |= bit
                left ^= low
    return turned


@compiled
def counted(words: Words, group: NDArray[np.int32], groups: int) -> NDArray[np.int64]:
    """How many in each group have their bit set."""
    found = np.zeros(groups, np.int64)
    for at in range(len(words)):
        left = words[at]
        while left:
            low = left & (~left + ONE)
            found[group[at * 64 + places_below(low)]] += 1
            left ^= low
    return found
