"""The rules by which networks are formed and judged, as published or as we chose them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from openpcn.rulebook.reading import Rule, read_rules, shipped

FILE = "formation.toml"


@dataclass(frozen=True, kw_only=True)
class FormationRules:
    """Each rule with its value, words, status and source."""

    smallest: Rule
    largest: Rule
    single_practice: Rule
    coverage: Rule
    contiguity: Rule
    overlap_fewest: Rule
    overlap_share: Rule
    detour: Rule
    farthest_practice: Rule


@cache
def formation_rules() -> FormationRules:
    """The rules of the rulebook."""
    return read_formation_rules(shipped(FILE))


def read_formation_rules(text: str) -> FormationRules:
    """The rules of a text in the layout of formation.toml."""
    names = tuple(field.name for field in fields(FormationRules))
    return FormationRules(**read_rules(text, names, file=FILE))
