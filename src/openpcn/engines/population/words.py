"""Flags of many people as bits, 64 to a word: person 0 is the lowest bit of word 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population.compiling import loop, part

Words = NDArray[np.uint64]
Numbers = NDArray[np.int32]
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


def add(words: Sequence[Words], weights: Sequence[int], people: int) -> NDArray[np.int32]:
    """For each person the sum of the weights of those rows whose bit is set."""
    to = np.zeros(words_needed(people) * 64, np.int32)
    if words:
        add_weights(np.array(words, np.uint64), np.array(weights, np.int32), to)
    return to[:people]


@loop("u8[:,:], i4[:], i4[:]")
def add_weights(words: NDArray[np.uint64], weights: NDArray[np.int32], to: Numbers) -> int:
    """Add the weights of rows for everyone whose bit is set."""
    for row in range(len(words)):
        for at in range(words.shape[1]):
            left = words[row, at]
            while left:
                low = left & (~left + ONE)
                to[at * 64 + places_below(low)] += weights[row]
                left ^= low
    return 0


@part
def places_below(low: np.uint64) -> int:
    """Which bit is set, where only one is."""
    place = 0
    for width in (32, 16, 8, 4, 2, 1):
        if low >> np.uint64(width):
            low >>= np.uint64(width)
            place += width
    return place


def turned(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Rows of bits as columns: bit c of row r becomes bit r of row c; as many rows as bits."""
    rows, width = words.shape
    whole = np.zeros((words_needed(rows) * 64, width), np.uint64)
    whole[:rows] = words
    found = np.empty((width * 64, words_needed(rows)), np.uint64)
    turn(whole, np.empty(64, np.uint64), found)
    return found


@loop("u8[:,:], u8[:], u8[:,:]")
def turn(words: NDArray[np.uint64], block: NDArray[np.uint64], to: NDArray[np.uint64]) -> int:
    """Turn rows, a whole number of times 64, in squares of 64; `block` is room for one."""
    for top in range(len(words) // 64):
        for left in range(words.shape[1]):
            for row in range(64):
                block[row] = words[top * 64 + row, left]
            side, low = 32, np.uint64(0x00000000FFFFFFFF)
            while side:
                for start in range(0, 64, 2 * side):
                    for row in range(start, start + side):
                        change = ((block[row] >> np.uint64(side)) ^ block[row + side]) & low
                        block[row] ^= change << np.uint64(side)
                        block[row + side] ^= change
                side >>= 1
                low ^= low << np.uint64(side)
            for row in range(64):
                to[left * 64 + row, top] = block[row]
    return 0


def counted(words: NDArray[np.uint64], group: Numbers, groups: int) -> NDArray[np.int64]:
    """For each row of bits, how many in each group have theirs set."""
    found = np.zeros((len(words), groups), np.int64)
    count(words, group, found)
    return found


@loop("u8[:,:], i4[:], i8[:,:]")
def count(words: NDArray[np.uint64], group: Numbers, found: NDArray[np.int64]) -> int:
    """Count in each group, for each row, those who have their bit set."""
    for row in range(len(words)):
        for at in range(words.shape[1]):
            left = words[row, at]
            while left:
                low = left & (~left + ONE)
                found[row, group[at * 64 + places_below(low)]] += 1
                left ^= low
    return 0
