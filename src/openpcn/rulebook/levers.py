"""Published aims that activity moving out of hospital is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from openpcn.rulebook.reading import Rule, read_rules, shipped

FILE = "levers.toml"
NAMES = ("outpatients", "follow_ups")
PER_CENT = "per cent"


@dataclass(frozen=True, kw_only=True)
class Lever:
    """An aim: which part of a year's activity is to move."""

    code: str
    part: Fraction
    rule: Rule


@cache
def levers() -> dict[str, Lever]:
    """The aims of the rulebook, by code."""
    return read_levers(shipped(FILE))


def read_levers(text: str) -> dict[str, Lever]:
    """The aims of a text in the layout of levers.toml: so many per cent, or one in so many."""
    rules = read_rules(text, NAMES, file=FILE)
    return {name: Lever(code=name, part=part_of(rule), rule=rule) for name, rule in rules.items()}


def part_of(rule: Rule) -> Fraction:
    """The part of a year's activity."""
    value = Fraction(rule.value)
    return value / 100 if rule.unit == PER_CENT else 1 / value
