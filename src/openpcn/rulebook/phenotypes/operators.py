"""The operators that a step of a definition can be, as its table writes them.

A step is a table with one operator and what the operator asks for:

    [steps.treated]
    recorded = ["ASTTRT_COD"]
    within = { months = 12 }

Each operator is named by its first key; `docs/definitions.md` explains them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, get_args

from openpcn.engines.population import tree
from openpcn.engines.population.windows import Last, Since, Window
from openpcn.rulebook.checking import NONE, Keys, wrong_keys

Table = Mapping[str, Any]
SETTINGS = ("gp", "community", "ed", "ip_emergency", "ip_elective", "op_first", "op_follow_up")
COMPARISONS = get_args(tree.Comparison)
WITHIN: Keys = MappingProxyType({"within": (dict,)})
RANGE: Keys = MappingProxyType({"lowest": (int,), "highest": (int,)})
NUMBER = (int, Decimal)
NAMES = (list,)


@dataclass(frozen=True, kw_only=True)
class Operator:
    """How an operator is written: the type of its own key, its other keys, and what it becomes."""

    takes: tuple[type, ...]
    build: Callable[[Table], tree.Flag]
    required: Keys = field(default_factory=dict)
    optional: Keys = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def window_of(table: Table) -> Window | None:
    """The window that a table asks for with `within`, or every day."""
    if "within" not in table:
        return None
    within = table["within"]
    if "since" in within:
        return Since(on=within["since"])
    return Last(**within)


def wrong_window(within: Any) -> list[str]:
    """What is wrong with a `within` table."""
    allowed: Keys = {"months": (int,), "days": (int,), "skipping_months": (int,), "since": (date,)}
    wrong = wrong_keys(within, NONE, allowed)
    if wrong:
        return [f"within: {trouble}" for trouble in wrong]
    sizes = [key for key in ("months", "days", "since") if key in within]
    if len(sizes) != 1:
        return ["within: say months, or days, or since"]
    if "skipping_months" in within and sizes != ["months"]:
        return ["within: only months can skip months"]
    if any(type(value) is int and value < 1 for value in within.values()):
        return ["within: numbers are one or more"]
    return []


def thousandths(value: int | Decimal) -> int:
    """A threshold as whole thousandths; thresholds have at most three decimals."""
    return int(value * 1000)


def _names(table: Table, key: str) -> tuple[str, ...]:
    return tuple(table[key])


def _recorded(table: Table) -> tree.Flag:
    return tree.Recorded(
        clusters=_names(table, "recorded"),
        window=window_of(table),
        at_least=table.get("at_least", 1),
        counting=table.get("counting", "days"),
    )


def _unresolved(table: Table) -> tree.Flag:
    return tree.Unresolved(
        clusters=_names(table, "unresolved"),
        resolved_by=_names(table, "resolved_by"),
        window=window_of(table),
        same_day_resolves=table.get("same_day_resolves", False),
    )


def _first_recorded(table: Table) -> tree.Flag:
    window = window_of(table)
    assert window is not None  # noqa: S101 - `within` is a required key of this operator
    return tree.FirstRecorded(clusters=_names(table, "first_recorded"), window=window)


def _value(table: Table) -> tree.Flag:
    compare = next(key for key in COMPARISONS if key in table)
    return tree.Value(
        clusters=_names(table, "value_of"),
        compare=compare,
        thousandths=thousandths(table[compare]),
        which=table.get("which", "latest"),
        window=window_of(table),
    )


def _contacts(table: Table) -> tree.Flag:
    return tree.Contacts(
        settings=_names(table, "contacts"),
        window=window_of(table),
        at_least=table.get("at_least", 1),
        roles=tuple(table.get("roles", ())),
    )


def _nights(table: Table) -> tree.Flag:
    return tree.Nights(
        settings=_names(table, "nights"), window=window_of(table), at_least=table["at_least"]
    )


def _discontinuous(table: Table) -> tree.Flag:
    return tree.Discontinuous(
        settings=_names(table, "discontinuous"),
        window=window_of(table),
        below_percent=table["below_percent"],
        fewest=table["fewest"],
        roles=tuple(table.get("roles", ())),
    )


def _one_of(table: Table) -> tree.Flag:
    return tree.OneOf(label=table["one_of"], values=_names(table, "values"))


def _between(table: Table) -> tree.Flag:
    return tree.Between(
        measure=table["between"], lowest=table.get("lowest"), highest=table.get("highest")
    )


def _arrived(table: Table) -> tree.Flag:
    window = window_of({"within": table["arrived"]})
    assert window is not None  # noqa: S101 - it is given in the line above
    return tree.Arrived(window=window)


def _falls(table: Table) -> tree.Flag:
    return tree.Falls(definition=table["falls"], labels=_names(table, "labels"))


def _scores(table: Table) -> tree.Flag:
    return tree.Scores(
        definition=table["scores"], lowest=table.get("lowest"), highest=table.get("highest")
    )


COUNTED: Keys = MappingProxyType({"at_least": (int,)})

OPERATORS: Mapping[str, Operator] = MappingProxyType(
    {
        "recorded": Operator(
            takes=NAMES,
            build=_recorded,
            optional={**WITHIN, **COUNTED, "counting": (str,)},
            choices={"counting": get_args(tree.Counting)},
        ),
        "unresolved": Operator(
            takes=NAMES,
            build=_unresolved,
            required={"resolved_by": NAMES},
            optional={**WITHIN, "same_day_resolves": (bool,)},
        ),
        "first_recorded": Operator(takes=NAMES, build=_first_recorded, required=WITHIN),
        "value_of": Operator(
            takes=NAMES,
            build=_value,
            optional={**WITHIN, "which": (str,), **dict.fromkeys(COMPARISONS, NUMBER)},
            choices={"which": get_args(tree.Which)},
        ),
        "contacts": Operator(
            takes=NAMES, build=_contacts, required=WITHIN, optional={**COUNTED, "roles": NAMES}
        ),
        "nights": Operator(takes=NAMES, build=_nights, required={**WITHIN, **COUNTED}),
        "discontinuous": Operator(
            takes=NAMES,
            build=_discontinuous,
            required={**WITHIN, "below_percent": (int,), "fewest": (int,)},
            optional={"roles": NAMES},
        ),
        "is": Operator(
            takes=(str,),
            build=lambda table: tree.Is(trait=table["is"]),
            choices={"is": get_args(tree.Trait)},
        ),
        "one_of": Operator(
            takes=(str,),
            build=_one_of,
            required={"values": NAMES},
            choices={"one_of": get_args(tree.Label)},
        ),
        "known": Operator(
            takes=(str,),
            build=lambda table: tree.Known(label=table["known"]),
            choices={"known": get_args(tree.Label)},
        ),
        "between": Operator(
            takes=(str,),
            build=_between,
            optional=RANGE,
            choices={"between": get_args(tree.Measure)},
        ),
        "arrived": Operator(takes=(dict,), build=_arrived),
        "uses": Operator(takes=(str,), build=lambda table: tree.Uses(definition=table["uses"])),
        "falls": Operator(takes=(str,), build=_falls, required={"labels": NAMES}),
        "scores": Operator(takes=(str,), build=_scores, optional=RANGE),
    }
)
