"""What projections of staff assume, with sources."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache

from openpcn.rulebook.reading import Rule, read_rules, shipped

FOLDER = "workforce"
ASSUMPTIONS = f"{FOLDER}/assumptions.toml"


@dataclass(frozen=True, kw_only=True)
class WorkforceRules:
    """Each assumption with its value, words, status and source."""

    leaving: Rule
    joining: Rule
    aged_55: Rule
    leaving_at_55: Rule
    stay: Rule
    fte_each: Rule

    @property
    def retiring(self) -> Decimal:
        """Per cent of all GPs a year: those aged 55 and over, times how many of them leave."""
        return Decimal(self.aged_55.value) * Decimal(self.leaving_at_55.value) / 100


@cache
def workforce_rules() -> WorkforceRules:
    """The assumptions of the rulebook."""
    return read_workforce_rules(shipped(ASSUMPTIONS))


def read_workforce_rules(text: str) -> WorkforceRules:
    """The assumptions of a text in the layout of assumptions.toml."""
    names = tuple(field.name for field in fields(WorkforceRules))
    return WorkforceRules(**read_rules(text, names, file=ASSUMPTIONS))
