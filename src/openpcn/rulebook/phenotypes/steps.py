"""The named steps of a definition, each checked and turned into a flag of the engine's tree.

Steps that join others name them: `all`, `any`, `none`, `not` and `some` (with `number`). A step
that leads back to itself, that nothing uses, or that does not exist is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from openpcn.engines.population import tree
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.clusters import may_be_named
from openpcn.rulebook.phenotypes.operators import (
    COMPARISONS,
    OPERATORS,
    SETTINGS,
    Table,
    wrong_window,
)

JOINS: Mapping[str, Keys] = MappingProxyType(
    {
        "all": {"all": (list,)},
        "any": {"any": (list,)},
        "none": {"none": (list,)},
        "not": {"not": (str,)},
        "some": {"some": (list,), "number": (int,)},
    }
)
OF_CLUSTERS = ("recorded", "unresolved", "resolved_by", "first_recorded", "value_of")
OF_SETTINGS = ("contacts", "nights", "discontinuous")
LISTS = (*OF_CLUSTERS, *OF_SETTINGS, "roles", "values", "labels", "all", "any", "none", "some")


def wrong_steps(steps: Mapping[str, Any], asked: Iterable[str]) -> list[str]:
    """What is wrong with the steps of a definition; `asked` are those that its answer uses."""
    wrong = [
        f"[steps.{name}] {trouble}" for name, table in steps.items() for trouble in _wrong(table)
    ]
    return wrong or _wrong_names(steps, tuple(asked))


def flag_of(name: str, steps: Mapping[str, Table]) -> tree.Flag:
    """The flag of a step, with the steps that it joins; the steps have been checked."""
    table = steps[name]
    if "not" in table:
        return tree.Not(of=flag_of(table["not"], steps))
    for word in ("all", "any", "none", "some"):
        if word in table:
            return _joined(word, table, tuple(flag_of(part, steps) for part in table[word]))
    operator = next(word for word in OPERATORS if word in table)
    return OPERATORS[operator].build(table)


def parts_of(table: Table) -> tuple[str, ...]:
    """The steps that a step joins."""
    if "not" in table:
        return (table["not"],)
    return tuple(part for word in ("all", "any", "none", "some") for part in table.get(word, ()))


def _joined(word: str, table: Table, parts: tuple[tree.Flag, ...]) -> tree.Flag:
    match word:
        case "all":
            return tree.All(of=parts)
        case "any":
            return tree.AnyOf(of=parts)
        case "none":
            return tree.Not(of=tree.AnyOf(of=parts))
        case _:
            return tree.AtLeast(number=table["number"], of=parts)


def _wrong(table: Any) -> list[str]:
    if not isinstance(table, dict):
        return ["is not a table"]
    words = [word for word in (*OPERATORS, *JOINS) if word in table]
    if len(words) != 1:
        said = " and ".join(words) or "none"
        return [f"needs one operator and has {said}; there are {', '.join((*OPERATORS, *JOINS))}"]
    word = words[0]
    if word in JOINS:
        return wrong_keys(table, JOINS[word]) or _wrong_lists(table)
    operator = OPERATORS[word]
    wrong = wrong_keys(table, {word: operator.takes, **operator.required}, operator.optional)
    return wrong or [*_wrong_lists(table), *_wrong_values(table, operator.choices)]


def _wrong_lists(table: Table) -> list[str]:
    wrong = []
    for key in LISTS:
        if key not in table:
            continue
        names = table[key]
        if not names or not all(isinstance(name, str) for name in names):
            wrong.append(f"{key} is not a list of names")
        elif len(set(names)) < len(names):
            wrong.append(f"{key} has a name twice")
        elif unknown := _unknown(key, names):
            wrong.append(f"{key} has {', '.join(unknown)}, which we do not know")
    return wrong


def _unknown(key: str, names: list[str]) -> list[str]:
    if key in OF_CLUSTERS:
        return [name for name in names if not may_be_named(name)]
    if key in OF_SETTINGS:
        return [name for name in names if name not in SETTINGS]
    return []


def _wrong_values(table: Table, choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    wrong = [
        f"{key} {table[key]!r} is none of {', '.join(allowed)}"
        for key, allowed in choices.items()
        if key in table and table[key] not in allowed
    ]
    for key in ("within", "arrived"):
        wrong += wrong_window(table[key]) if key in table else []
    if table.get("at_least", 1) < 1 and "value_of" not in table:
        wrong.append("at_least is one or more")
    if "value_of" in table:
        wrong += _wrong_comparison(table)
    return wrong + _wrong_range(table)


def _wrong_comparison(table: Table) -> list[str]:
    said = [word for word in COMPARISONS if word in table]
    if len(said) != 1:
        return [f"value_of needs one of {', '.join(COMPARISONS)}"]
    threshold = table[said[0]] * 1000
    return [] if threshold == int(threshold) else [f"{said[0]} has more than three decimals"]


def _wrong_range(table: Table) -> list[str]:
    if not {"between", "scores"} & table.keys():
        return []
    if "lowest" not in table and "highest" not in table:
        return ["needs lowest or highest"]
    if "lowest" in table and "highest" in table and table["lowest"] > table["highest"]:
        return ["lowest is above highest"]
    return []


def _wrong_names(steps: Mapping[str, Table], asked: tuple[str, ...]) -> list[str]:
    wrong = [
        f"the answer asks for step {name}, which is missing" for name in _missing(asked, steps)
    ]
    for name, table in steps.items():
        wrong += [
            f"[steps.{name}] asks for step {part}, which is missing"
            for part in _missing(parts_of(table), steps)
        ]
    if wrong:
        return wrong
    circles = [circle for name in steps if (circle := _circle(name, steps, ()))]
    if circles:
        return [f"steps lead in a circle: {' → '.join(circles[0])}"]
    used = {part for table in steps.values() for part in parts_of(table)} | set(asked)
    return [f"[steps.{name}] is used by nothing" for name in steps if name not in used]


def _missing(names: Iterable[str], steps: Mapping[str, Table]) -> list[str]:
    return [name for name in names if name not in steps]


def _circle(name: str, steps: Mapping[str, Table], path: tuple[str, ...]) -> tuple[str, ...]:
    if name in path:
        return (*path[path.index(name) :], name)
    for part in parts_of(steps[name]):
        if circle := _circle(part, steps, (*path, name)):
            return circle
    return ()
