"""The plan of an evaluation: written in TOML before anybody looks at outcomes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from openpcn.engines.evaluation import Better, Lever, levers
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.records import SETTINGS

BETTER = {"fewer": Better.FEWER, "more": Better.MORE, "control": Better.CONTROL}
EXACT = ("sex", "age_band", "imd_decile", "ethnicity16", "care_home", "practice")
MEASURED = ("age", "imd_decile", "contacts", "diagnoses")
KEYS: Mapping[str, tuple[str, ...]] = {
    "plan": ("title", "starts_on", "months", "treated", "comparison", "match", "outcome", "target"),
    "treated": ("people", "definition", "practices"),
    "comparison": ("practices",),
    "match": ("exact", "measured", "definitions", "ratio"),
    "outcome": ("name", "words", "better", "settings", "cluster"),
    "target": ("lever", "words", "outcome", "change"),
}


@dataclass(frozen=True, kw_only=True)
class PlannedOutcome:
    """What is counted: encounters of these settings, or events of a cluster of codes."""

    name: str
    words: str
    better: Better
    settings: tuple[str, ...]
    cluster: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who had the intervention, from when, with whom they are compared, and in what."""

    title: str
    starts_on: date
    months: int
    people: Path | None
    definition: str
    practices: tuple[str, ...]
    comparison_practices: tuple[str, ...]
    exact: tuple[str, ...]
    measured: tuple[str, ...]
    definitions: tuple[str, ...]
    ratio: int
    outcomes: tuple[PlannedOutcome, ...]
    targets: tuple[Lever, ...]
    fingerprint: str


def read_plan(file: Path) -> Plan:
    """The plan of a file; everything that is wrong with it is said together."""
    try:
        text = file.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise NotFound(
            f"There is no plan {file}.", next_step="docs/evaluation.md shows one."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise NotRight(
            f"{file} cannot be read as TOML: {trouble}.", next_step="Put that line right."
        ) from trouble
    if wrong := _wrong_in(table):
        raise NotRight(
            f"{file.name} is not a plan: {'; '.join(wrong)}.",
            next_step="Put these right; docs/evaluation.md shows a plan.",
        )
    return _plan(table, file, sha256(text.encode()).hexdigest())


def _wrong_in(table: dict[str, Any]) -> list[str]:
    treated, match = table.get("treated", {}), table.get("match", {})
    parts = [("plan", table), ("treated", treated), ("match", match)]
    parts += [("comparison", table.get("comparison", {}))]
    parts += [(name, one) for name in ("outcome", "target") for one in table.get(name, [])]
    said = [
        f"{key} is not known in [{name}]" if isinstance(part, dict) else f"[{name}] is a table"
        for name, part in parts
        for key in (part if isinstance(part, dict) else [name])
        if not isinstance(part, dict) or key not in KEYS[name]
    ]
    if said:
        return said
    if type(table.get("starts_on")) is not date:
        said.append("starts_on is a day such as 2025-04-01")
    if not isinstance(table.get("months", 12), int) or not 1 <= table.get("months", 12) <= 60:
        said.append("months is a number from 1 to 60")
    if ("people" in treated) == ("definition" in treated):
        said.append("[treated] names either people, a file, or a definition")
    said += _unknown(match.get("exact", []), EXACT, "exact")
    said += _unknown(match.get("measured", []), MEASURED, "measured")
    return said + [wrong for one in table.get("outcome", []) for wrong in _wrong_outcome(one)]


def _unknown(names: list[str], known: tuple[str, ...], what: str) -> list[str]:
    return [f"{what} {name!r} is none of {', '.join(known)}" for name in names if name not in known]


def _wrong_outcome(table: dict[str, Any]) -> list[str]:
    name = table.get("name", "an outcome without a name")
    said = _unknown(table.get("settings", []), SETTINGS, f"{name}: setting")
    if table.get("better") not in BETTER:
        said.append(f"{name}: better is one of {', '.join(BETTER)}")
    if ("settings" in table) == ("cluster" in table):
        said.append(f"{name} counts either settings or a cluster")
    return said


def _plan(table: dict[str, Any], file: Path, fingerprint: str) -> Plan:
    treated, match = table["treated"], table.get("match", {})
    people = treated.get("people")
    return Plan(
        title=table.get("title", file.stem),
        starts_on=table["starts_on"],
        months=table.get("months", 12),
        people=file.parent / people if people else None,
        definition=treated.get("definition", ""),
        practices=tuple(treated.get("practices", ())),
        comparison_practices=tuple(table.get("comparison", {}).get("practices", ())),
        exact=tuple(match.get("exact", ("sex",))),
        measured=tuple(match.get("measured", ("age", "contacts", "diagnoses"))),
        definitions=tuple(match.get("definitions", ())),
        ratio=match.get("ratio", 3),
        outcomes=tuple(_outcome(one) for one in table.get("outcome", [])),
        targets=tuple(_target(one) for one in table.get("target", [])),
        fingerprint=fingerprint,
    )


def _outcome(table: dict[str, Any]) -> PlannedOutcome:
    return PlannedOutcome(
        name=table.get("name", ""),
        words=table.get("words", table.get("name", "")),
        better=BETTER[table["better"]],
        settings=tuple(table.get("settings", ())),
        cluster=table.get("cluster", ""),
    )


def _target(table: dict[str, Any]) -> Lever:
    """A target of the plan's own, or one of the levers by its name."""
    if "lever" not in table:
        return Lever(
            words=table.get("words", "Target"),
            outcome=table.get("outcome", ""),
            change=float(table.get("change", 0)),
            source="The plan",
        )
    if table["lever"] not in levers():
        raise NotRight(
            f"There is no lever {table['lever']!r}.",
            next_step=f"Choose one of {', '.join(levers())}.",
        )
    return levers()[table["lever"]]
