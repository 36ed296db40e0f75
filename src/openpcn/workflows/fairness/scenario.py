"""What somebody asks: by which need, of which money, with how much more, how fast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from openpcn.engines.fairness.weights import AgeSexWeights
from openpcn.rulebook.age_sex import AgeSex, global_sum_weights, open_weights
from openpcn.rulebook.need import Money, moneys, per_point

START_PACE, START_YEARS = Decimal("0.05"), 5
START_SHARE, START_FLOOR = Decimal("0.01"), Decimal("0.9")
"""Where a page starts, until somebody types: a hundredth of today's money more, and a floor at
nine tenths of the mean. They are places to begin, and nobody's policy."""
LONGEST = 6000
"""Signs that an address carries for lists and money that people were told."""
NAMES = ("list", "weighted", "money", "new", "homes", "illness", "deaths")
"""What can be told of a practice."""
HOW_TO_TELL = "Write a line as: Z90001 weighted=5120.5 money=612000"


class Method(StrEnum):
    """How need is measured."""

    PUBLISHED = "published"
    CARR_HILL = "carr-hill"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One set of choices."""

    method: Method = Method.PUBLISHED
    money: Money = field(default_factory=lambda: moneys()[0])
    budget: Decimal | None = None
    """None: where the page starts."""
    pace: Decimal = START_PACE
    years: int = START_YEARS
    floor: Decimal | None = None
    per_point: Decimal = field(default_factory=lambda: Decimal(per_point().value))
    edited: AgeSexWeights | None = None
    """Weights by age and sex that somebody typed in place of those of the rulebook."""
    told: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    """By practice: list, weighted list, money and counts that people were told."""

    @property
    def weights(self) -> AgeSexWeights:
        """By age and sex, as they count."""
        return self.edited or weights_of(self.method).weights

    @property
    def is_edited(self) -> bool:
        """Whether a weight of the rulebook was changed."""
        return self.edited is not None or self.per_point != per_point().value


def weights_of(method: Method) -> AgeSex:
    """The weights by age and sex that a method begins with."""
    return open_weights() if method is Method.OPEN else global_sum_weights()


def read_scenario(said: Mapping[str, str]) -> tuple[Scenario, dict[str, str]]:
    """The choices that an address or a command names; what is the matter stands by its field."""
    wrong: dict[str, str] = {}
    method = choice(said, "method", [each.value for each in Method], wrong)
    money = choice(said, "money", [each.code for each in moneys()], wrong)
    scenario = Scenario(
        method=Method(method),
        money=next(each for each in moneys() if each.code == money),
        budget=amount(said, "budget", wrong),
        pace=(amount(said, "pace", wrong) or Decimal(0)) / 100
        if said.get("pace", "").strip()
        else START_PACE,
        years=whole(said, "years", wrong),
        floor=amount(said, "floor", wrong),
        per_point=amount(said, "per_point", wrong) or Decimal(per_point().value),
        edited=edited_weights(said, Method(method), wrong),
        told=read_told(said.get("told", ""), wrong),
    )
    check(scenario, wrong)
    return scenario, wrong


def check(scenario: Scenario, wrong: dict[str, str]) -> None:
    """What no plan can mean, beside the field that it was typed in."""
    if scenario.budget is not None and scenario.budget < 0:
        wrong["budget"] = (
            "The budget is below nought, and a level-up takes from nobody. "
            "Enter the extra money, 0 or more"
        )
    if not 0 <= scenario.pace <= 1:
        wrong["pace"] = "The pace must lie between 0 and 100 per cent a year"
    if scenario.floor is not None and scenario.floor < 0:
        wrong["floor"] = "The floor is below nought. Enter pounds for each patient, 0 or more"


def choice(said: Mapping[str, str], name: str, allowed: list[str], wrong: dict[str, str]) -> str:
    """One of some words; the first where none was said."""
    value = said.get(name, "").strip() or allowed[0]
    if value in allowed:
        return value
    wrong[name] = f"“{value[:40]}” is none of: {', '.join(allowed)}"
    return allowed[0]


def number(text: str) -> Decimal | None:
    """A number as people type it; None where it is none."""
    try:
        found = Decimal(re.sub(r"[,£% ]", "", text))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**12 else None


def amount(said: Mapping[str, str], name: str, wrong: dict[str, str]) -> Decimal | None:
    """A number with two decimals at most; None where nothing was said."""
    text = said.get(name, "").strip()
    if not text:
        return None
    found = number(text)
    decimals = 4 if name == "per_point" else 2
    if found is None or found != round(found, decimals):
        wrong[name] = f"“{text[:40]}” is not a number with {decimals} decimals at most"
        return None
    if name == "per_point" and not Decimal("0.5") <= found <= 2:
        wrong[name] = "A point of deprivation weighs 0.5 to 2; 1 leaves deprivation out"
    return found


def whole(said: Mapping[str, str], name: str, wrong: dict[str, str]) -> int:
    """A number of years."""
    text = said.get(name, "").strip()
    if not text:
        return START_YEARS
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 20:
        return int(text)
    wrong[name] = f"“{text[:40]}” is not a number of years from 1 to 20"
    return START_YEARS


def edited_weights(
    said: Mapping[str, str], method: Method, wrong: dict[str, str]
) -> AgeSexWeights | None:
    """The weights with those that were typed; None where all are those of the rulebook."""
    if method is Method.PUBLISHED:
        return None
    base = weights_of(method).weights
    made: dict[str, tuple[Decimal, ...]] = {}
    for sex, held in (("male", base.male), ("female", base.female)):
        typed = [said.get(f"{method}-{sex}-{at}", "").strip() for at in range(len(held))]
        found = [number(text) if text else value for text, value in zip(typed, held, strict=True)]
        for at, value in enumerate(found):
            if value is None or not 0 < value <= 100:
                wrong[f"{method}-{sex}-{at}"] = "A weight is a number above 0, up to 100"
        made[sex] = tuple(
            value if value is not None and 0 < value <= 100 else held[at]
            for at, value in enumerate(found)
        )
    edited = AgeSexWeights(first_ages=base.first_ages, **made)
    return None if edited == base else edited


def read_told(text: str, wrong: dict[str, str]) -> dict[str, dict[str, Decimal]]:
    """Lists and money by practice, one a line: Z90001 weighted=5120.5 money=612000."""
    if len(text) > LONGEST:
        wrong["told"] = f"Shorten this to {LONGEST:,} signs; load a payments file for more"
        return {}
    found: dict[str, dict[str, Decimal]] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        code, *pairs = re.split(r"[\s;]+", line.replace(",", ""))
        values = {
            name.lower(): number(value) for name, _, value in (p.partition("=") for p in pairs)
        }
        bad = not pairs or code.upper() in found or len(values) < len(pairs)
        if bad or any(name not in NAMES or not right(value) for name, value in values.items()):
            wrong["told"] = f"“{line[:60]}” cannot be read. {HOW_TO_TELL}"
            return {}
        found[code.upper()] = {name: value for name, value in values.items() if value is not None}
    return found


def right(value: Decimal | None) -> bool:
    """Whether a number that was told can stand: nought or more, two decimals at most."""
    return value is not None and value >= 0 and value == round(value, 2)
