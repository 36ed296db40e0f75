"""Mapping files: how a CSV of figures is laid out, checked whole, with every mistake named."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpcn.kernel.errors import NotRight
from openpcn.sources.mapping_checks import mistakes_in


@dataclass(frozen=True, kw_only=True)
class MappedPeriod:
    """Where the days of a figure come from: columns, the file as a whole, or the mapping."""

    columns: tuple[str, ...]
    written_as: str
    length: str
    in_name: str
    """Regular expression whose first group is the period in the file's name."""
    starts_on: date | None
    ends_on: date | None
    until_replaced: bool


@dataclass(frozen=True, kw_only=True)
class MappedMeasure:
    """One measure and the columns that hold it."""

    id: str
    title: str
    unit: str
    note: str
    columns: Mapping[str, str]
    """Heading → category of that column, blank where there is one column only."""
    category_columns: tuple[str, ...]
    blank_category: str
    words: tuple[str, ...]
    """For a measure in words: those that may stand there; empty for any."""
    is_words: bool
    blank: frozenset[str]
    least: float | None
    most: float | None
    add_up: bool


@dataclass(frozen=True, kw_only=True)
class PassOver:
    """Lines that are left out, and why."""

    column: str
    values: frozenset[str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class MappingFile:
    """How one layout of figures is read."""

    id: str
    title: str
    source: str
    publisher: str
    licence: str
    note: str
    identify: tuple[str, ...]
    without: tuple[str, ...]
    subject_kind: str
    subject_column: str
    subject_codes: Mapping[str, str]
    """For subjects named in words: word → code."""
    period: MappedPeriod
    aliases: Mapping[str, tuple[str, ...]]
    """Heading → other headings that hold the same, in some months."""
    pass_over: tuple[PassOver, ...]
    notices: tuple[tuple[str, str], ...]
    measures: tuple[MappedMeasure, ...]


def load_mapping_files(folders: Sequence[Path]) -> tuple[MappingFile, ...]:
    """All mapping files of the folders; the mistakes of all files are reported together."""
    mistakes: list[str] = []
    made: dict[str, MappingFile] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        if (raw := _parsed(path, mistakes)) is None:
            continue
        if said := mistakes_in(raw, path.name):
            mistakes += said
        elif raw["id"] in made:
            mistakes.append(f"{path.name}: the id {raw['id']} is taken by another mapping file.")
        else:
            made[raw["id"]] = _made(raw)
    if mistakes:
        raise NotRight(
            "Mapping files are not right. " + " ".join(mistakes),
            next_step="Mend the mapping files named, or take them out of their folder.",
        )
    return tuple(made.values())


def _parsed(path: Path, mistakes: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        mistakes.append(f"{path.name} is not TOML: {problem}.")
        return None


def _made(raw: dict[str, Any]) -> MappingFile:
    blank = frozenset(each.strip() for each in ["", *raw.get("blank", [])])
    return MappingFile(
        id=raw["id"],
        title=raw["title"],
        source=raw["source"],
        publisher=raw["publisher"],
        licence=raw["licence"],
        note=raw.get("note", ""),
        identify=tuple(raw["identify"]["columns"]),
        without=tuple(raw["identify"].get("without", [])),
        subject_kind=raw["subject"]["kind"],
        subject_column=raw["subject"]["column"],
        subject_codes=raw["subject"].get("codes", {}),
        period=_period(raw["period"]),
        aliases={heading: tuple(others) for heading, others in raw.get("aliases", {}).items()},
        pass_over=tuple(
            PassOver(column=each["column"], values=frozenset(each["is"]), reason=each["reason"])
            for each in raw.get("pass_over", [])
        ),
        notices=tuple((each["code"], each["message"]) for each in raw.get("notice", [])),
        measures=tuple(_measure(each, blank) for each in raw["measure"]),
    )


def _period(raw: dict[str, Any]) -> MappedPeriod:
    return MappedPeriod(
        columns=tuple(raw.get("columns", ())),
        written_as=raw.get("written_as", ""),
        length=raw.get("length", ""),
        in_name=raw.get("in_name", ""),
        starts_on=raw.get("starts_on"),
        ends_on=raw.get("ends_on"),
        until_replaced=raw.get("until_replaced", False),
    )


def _measure(raw: dict[str, Any], blank: frozenset[str]) -> MappedMeasure:
    return MappedMeasure(
        id=raw["id"],
        title=raw["title"],
        unit=raw["unit"],
        note=raw.get("note", ""),
        columns=raw.get("columns") or {raw["column"]: ""},
        category_columns=tuple(raw.get("category_columns", ())),
        blank_category=raw.get("blank_category", ""),
        words=tuple(raw.get("words", ())),
        is_words="words" in raw or raw.get("any_words", False),
        blank=blank | frozenset(raw.get("blank", ())),
        least=raw.get("least"),
        most=raw.get("most"),
        add_up=raw.get("add_up", False),
    )
