"""Definitions from leaves, for everybody at once: bits joined by whole words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.tree import Flag, Leaf
from openpcn.engines.population.words import Numbers, Words, add, everybody, packed

Choices = NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluated:
    """Answers by definition: a flag's bits, a score's numbers, a choice as its label's place."""

    people: int
    flags: dict[str, Words] = field(default_factory=dict)
    scores: dict[str, Numbers] = field(default_factory=dict)
    choices: dict[str, Choices] = field(default_factory=dict)


def evaluate(catalogue: Catalogue, leaves: Mapping[Leaf, Words], people: int) -> Evaluated:
    """Answer every definition, given the bits of every leaf that looks at records."""
    answers = Evaluated(people=people)
    work = Working(leaves, answers, catalogue.named, everybody(people))
    for definition in catalogue.definitions:
        match definition.rule:
            case tree.Sum() as rule:
                answers.scores[definition.name] = work.total(rule)
            case tree.Bands() as rule:
                starts = [band.starts_at for band in rule.bands if band.starts_at is not None]
                places = np.searchsorted(starts, answers.scores[rule.score], side="right")
                answers.choices[definition.name] = places.astype(np.uint8)
            case tree.Segments() as rule:
                answers.choices[definition.name] = work.first_of(rule)
            case rule:
                answers.flags[definition.name] = work.bits(rule)
    return answers


@dataclass(frozen=True)
class Working:
    """What is known while definitions are answered one after another."""

    leaves: Mapping[Leaf, Words]
    answers: Evaluated
    named: Mapping[str, Definition]
    all: Words

    def bits(self, flag: Flag) -> Words:
        """Who a flag is true of."""
        match flag:
            case tree.All():
                return reduce(np.bitwise_and, map(self.bits, flag.of), self.all)
            case tree.AnyOf():
                return reduce(np.bitwise_or, map(self.bits, flag.of), np.zeros_like(self.all))
            case tree.Not():
                return self.all & ~self.bits(flag.of)
            case tree.AtLeast():
                return packed(self.added(flag.of, [1] * len(flag.of)) >= flag.number)
            case tree.Uses():
                return self.answers.flags[flag.definition]
            case tree.Falls():
                labels = self.named[flag.definition].labels
                places = [labels.index(label) for label in flag.labels]
                return packed(np.isin(self.answers.choices[flag.definition], places))
            case tree.Scores():
                score = self.answers.scores[flag.definition]
                inside = np.ones(len(score), np.bool_)
                if flag.lowest is not None:
                    inside &= score >= flag.lowest
                if flag.highest is not None:
                    inside &= score <= flag.highest
                return packed(inside)
            case _:
                return self.leaves[flag]

    def total(self, rule: tree.Sum) -> Numbers:
        """Everybody's sum of weights."""
        return self.added([one.when for one in rule.of], [one.weight for one in rule.of])

    def added(self, flags: Sequence[Flag], weights: Sequence[int]) -> Numbers:
        """Everybody's sum of the weights of the flags that are true."""
        return add([self.bits(flag) for flag in flags], weights, self.answers.people)

    def first_of(self, rule: tree.Segments) -> Choices:
        """Everybody's first segment, by its place; the last place is for who is left."""
        left, segments = self.all.copy(), []
        for segment in rule.of:
            segments.append(left & self.bits(segment.when))
            left &= ~segments[-1]
        places = range(len(rule.of) + 1)
        return add([*segments, left], places, self.answers.people).astype(np.uint8)
