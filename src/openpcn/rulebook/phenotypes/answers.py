"""What a definition answers with: a step, a sum of whole weights, bands of a score, or segments."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import Any

from openpcn.engines.population import tree
from openpcn.rulebook.checking import Keys, wrong_keys
from openpcn.rulebook.clusters import may_be_named
from openpcn.rulebook.phenotypes.operators import Table, window_of, wrong_window
from openpcn.rulebook.phenotypes.steps import flag_of

ANSWERS: Mapping[str, Keys] = MappingProxyType(
    {
        "flag": {"answer": (str,)},
        "score": {},
        "band": {"score": (str,), "bands": (list,)},
        "segment": {"segments": (list,), "otherwise": (str,)},
    }
)
"""What each kind of definition answers with."""

SUMS: Keys = MappingProxyType({"sum": (list,), "count": (list,), "weights": (dict,)})
"""A score is one of these: a sum of weights, a count of flags, or a table of weights."""

PART: Keys = MappingProxyType({"when": (str,), "uses": (str,)})
FILE: Keys = MappingProxyType({"file": (str,)})
COLUMNS = ("cluster", "weight")

ReadTable = Callable[[str], str]
"""The text of a table of weights that stands beside the definition."""


def wrong_answer(kind: str, table: Table, read_table: ReadTable) -> list[str]:
    """What is wrong with what a definition answers with."""
    own = {key: table[key] for key in (*ANSWERS[kind], *SUMS) if key in table}
    wrong = wrong_keys(own, ANSWERS[kind], SUMS if kind == "score" else {})
    if wrong:
        return wrong
    match kind:
        case "score":
            return _wrong_sum(own, read_table)
        case "band":
            return _wrong_rows("bands", own["bands"], {"label": (str,)}, {"starts_at": (int,)})
        case "segment":
            wrong = _wrong_rows("segments", own["segments"], {"label": (str,)}, PART)
            return wrong or _wrong_parts("segments", own["segments"])
        case _:
            return []


def steps_asked(kind: str, table: Table) -> tuple[str, ...]:
    """The steps that the answer itself asks for."""
    if kind == "flag":
        return (table["answer"],)
    rows = table.get("sum", ()) if kind == "score" else table.get("segments", ())
    return tuple(row["when"] for row in rows if "when" in row)


def rule_of(kind: str, table: Table, read_table: ReadTable) -> tree.Rule:
    """The rule of a definition whose table has been checked."""
    steps = table.get("steps", {})
    match kind:
        case "score":
            return tree.Sum(of=_weighted(table, steps, read_table))
        case "band":
            return tree.Bands(
                score=table["score"], bands=tuple(tree.Band(**row) for row in table["bands"])
            )
        case "segment":
            return tree.Segments(
                of=tuple(
                    tree.Segment(label=row["label"], when=_part(row, steps))
                    for row in table["segments"]
                ),
                otherwise=table["otherwise"],
            )
        case _:
            return flag_of(table["answer"], steps)


def _wrong_sum(table: Table, read_table: ReadTable) -> list[str]:
    if len(table) != 1:
        return ["a score needs one of sum, count or weights"]
    if "count" in table:
        right = table["count"] and all(isinstance(name, str) for name in table["count"])
        return [] if right else ["count is not a list of definitions"]
    if "weights" in table:
        return _wrong_weights(table["weights"], read_table)
    wrong = _wrong_rows("sum", table["sum"], {"weight": (int,)}, PART)
    return wrong or _wrong_parts("sum", table["sum"])


def _wrong_weights(weights: Table, read_table: ReadTable) -> list[str]:
    wrong = wrong_keys(weights, FILE, {"within": (dict,)})
    wrong += wrong_window(weights["within"]) if not wrong and "within" in weights else []
    if wrong:
        return [f"weights: {trouble}" for trouble in wrong]
    rows = _rows(read_table(weights["file"]))
    if not rows or not set(COLUMNS) <= rows[0].keys():
        return [f"weights: {weights['file']} has no rows with {' and '.join(COLUMNS)}"]
    return [
        f"weights: {weights['file']} says {row['cluster']},{row['weight']}"
        for row in rows
        if not may_be_named(row["cluster"]) or not row["weight"].lstrip("-").isdigit()
    ]


def _wrong_rows(name: str, rows: list[Any], required: Keys, optional: Keys) -> list[str]:
    if not rows:
        return [f"{name} is empty"]
    return [
        f"{name} {nth}: {trouble}"
        for nth, row in enumerate(rows, start=1)
        for trouble in wrong_keys(row, required, optional)
    ]


def _wrong_parts(name: str, rows: list[Table]) -> list[str]:
    return [
        f"{name} {nth}: say when (a step) or uses (a definition)"
        for nth, row in enumerate(rows, start=1)
        if ("when" in row) == ("uses" in row)
    ]


def _weighted(
    table: Table, steps: Mapping[str, Table], read_table: ReadTable
) -> tuple[tree.Weighted, ...]:
    if "count" in table:
        return tuple(
            tree.Weighted(weight=1, when=tree.Uses(definition=name)) for name in table["count"]
        )
    if "weights" in table:
        window = window_of(table["weights"])
        return tuple(
            tree.Weighted(
                weight=int(row["weight"]),
                when=tree.Recorded(clusters=(row["cluster"],), window=window),
            )
            for row in _rows(read_table(table["weights"]["file"]))
        )
    return tuple(
        tree.Weighted(weight=row["weight"], when=_part(row, steps)) for row in table["sum"]
    )


def _part(row: Table, steps: Mapping[str, Table]) -> tree.Flag:
    if "uses" in row:
        return tree.Uses(definition=row["uses"])
    return flag_of(row["when"], steps)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))
