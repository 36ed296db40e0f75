"""Mapping files: how a CSV of figures is laid out, checked whole, with every mistake named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpcn.kernel.errors import NotRight
from openpcn.sources.periods import FINANCIAL_YEAR_END, FINANCIAL_YEAR_PAIR, LENGTHS

SUBJECT_KINDS = (
    *("practice", "network", "place", "sub_icb", "icb", "region"),
    *("lsoa11", "lsoa21", "msoa11", "msoa21", "ward24", "ward25", "council"),
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80

TEXT, TEXTS, TRUTH, NUMBER, DAY = "text", "list of texts", "true or false", "number", "day"
PAIRS, TABLE, TABLES = "table of texts", "table", "list of tables"

Keys = Mapping[str, tuple[str, bool]]
"""For each key of a table: what its value is, and whether it must be there."""

FILE: Keys = {
    "id": (TEXT, True),
    "title": (TEXT, True),
    "source": (TEXT, True),
    "publisher": (TEXT, True),
    "licence": (TEXT, True),
    "note": (TEXT, False),
    "identify": (TABLE, True),
    "subject": (TABLE, True),
    "period": (TABLE, True),
    "aliases": (TABLE, False),
    "blank": (TEXTS, False),
    "pass_over": (TABLES, False),
    "notice": (TABLES, False),
    "measure": (TABLES, True),
}
IDENTIFY: Keys = {"columns": (TEXTS, True), "without": (TEXTS, False)}
SUBJECT: Keys = {"kind": (TEXT, True), "column": (TEXT, True), "codes": (PAIRS, False)}
PERIOD: Keys = {
    "columns": (TEXTS, False),
    "written_as": (TEXT, False),
    "length": (TEXT, False),
    "in_name": (TEXT, False),
    "starts_on": (DAY, False),
    "ends_on": (DAY, False),
    "until_replaced": (TRUTH, False),
}
PASS_OVER: Keys = {"column": (TEXT, True), "is": (TEXTS, True), "reason": (TEXT, True)}
NOTICE: Keys = {"code": (TEXT, True), "message": (TEXT, True)}
MEASURE: Keys = {
    "id": (TEXT, True),
    "title": (TEXT, True),
    "unit": (TEXT, True),
    "note": (TEXT, False),
    "column": (TEXT, False),
    "columns": (PAIRS, False),
    "category_columns": (TEXTS, False),
    "blank_category": (TEXT, False),
    "words": (TEXTS, False),
    "any_words": (TRUTH, False),
    "blank": (TEXTS, False),
    "least": (NUMBER, False),
    "most": (NUMBER, False),
    "add_up": (TRUTH, False),
}


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


def mistakes_in(raw: dict[str, Any], name: str) -> list[str]:
    """Everything that is wrong with a mapping file, in sentences."""
    said = _mistakes_in_table(raw, FILE, name)
    parts: list[tuple[str, Keys, Any]] = [
        ("identify", IDENTIFY, raw.get("identify")),
        ("subject", SUBJECT, raw.get("subject")),
        ("period", PERIOD, raw.get("period")),
        *((f"pass_over {at}", PASS_OVER, each) for at, each in _numbered(raw, "pass_over")),
        *((f"notice {at}", NOTICE, each) for at, each in _numbered(raw, "notice")),
        *((f"measure {at}", MEASURE, each) for at, each in _numbered(raw, "measure")),
    ]
    for place, keys, part in parts:
        if isinstance(part, dict):
            said += _mistakes_in_table(part, keys, f"{name} [{place}]")
    return said or _mistakes_in_meaning(raw, name)


def _numbered(raw: dict[str, Any], key: str) -> list[tuple[int, Any]]:
    parts = raw.get(key, [])
    return list(enumerate(parts, start=1)) if isinstance(parts, list) else []


def _mistakes_in_table(table: dict[str, Any], keys: Keys, where: str) -> list[str]:
    said = [f"{where}: {key} is not a key of a mapping file." for key in table if key not in keys]
    for key, (wanted, is_needed) in keys.items():
        if key not in table:
            said += [f"{where}: {key} is missing."] if is_needed else []
        elif not _is(table[key], wanted):
            said.append(f"{where}: {key} must be a {wanted}.")
    return said


def _is(value: object, wanted: str) -> bool:
    if wanted == TEXT:
        return isinstance(value, str) and bool(value.strip())
    if wanted == TEXTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if wanted == PAIRS:
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if wanted == TABLES:
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if wanted == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, {TRUTH: bool, DAY: date, TABLE: dict}[wanted])


def _mistakes_in_meaning(raw: dict[str, Any], name: str) -> list[str]:
    said = []
    if not ID.fullmatch(raw["id"]):
        said.append(f"{name}: the id {raw['id']} must be small letters, figures and hyphens.")
    if raw["subject"]["kind"] not in SUBJECT_KINDS:
        kinds = ", ".join(SUBJECT_KINDS)
        said.append(f"{name} [subject]: the kind must be one of {kinds}.")
    if not raw["identify"]["columns"]:
        said.append(f"{name} [identify]: columns names no column.")
    for heading, others in raw.get("aliases", {}).items():
        if not _is(others, TEXTS):
            said.append(f"{name} [aliases]: {heading} must be a list of headings.")
    said += _mistakes_in_period(raw["period"], f"{name} [period]")
    for at, measure in _numbered(raw, "measure"):
        said += _mistakes_in_measure(measure, f"{name} [measure {at}]")
    ids = [measure["id"] for measure in raw["measure"]]
    said += [
        f"{name}: two measures have the id {each}." for each in set(ids) if ids.count(each) > 1
    ]
    return said


def _mistakes_in_period(period: dict[str, Any], where: str) -> list[str]:
    said = []
    if ("starts_on" in period) == ("length" in period):
        said.append(f"{where}: give either length, or starts_on with ends_on or until_replaced.")
    if "starts_on" in period and ("ends_on" in period) == ("until_replaced" in period):
        said.append(f"{where}: with starts_on, give ends_on or until_replaced.")
    if "length" in period and period["length"] not in LENGTHS:
        said.append(f"{where}: the length must be one of {', '.join(LENGTHS)}.")
    if ("columns" in period or "in_name" in period) and "written_as" not in period:
        said.append(
            f"{where}: say in written_as how it is written: %Y-%m-%d, %b-%Y, "
            f"“{FINANCIAL_YEAR_PAIR}” or “{FINANCIAL_YEAR_END}”."
        )
    try:
        if "in_name" in period and re.compile(period["in_name"]).groups < 1:
            said.append(f"{where}: in_name has no group in round brackets.")
    except re.error as problem:
        said.append(f"{where}: in_name is not a regular expression: {problem}.")
    return said


def _mistakes_in_measure(measure: dict[str, Any], where: str) -> list[str]:
    said = []
    if not ID.fullmatch(measure["id"]) or len(measure["id"]) > LONGEST_ID:
        said.append(f"{where}: the id must be small letters, figures and hyphens, up to 80.")
    if ("column" in measure) == ("columns" in measure):
        said.append(f"{where}: give either column, or columns with a category each.")
    if measure.get("add_up") and (measure.get("words") or measure.get("any_words")):
        said.append(f"{where}: words cannot be added up.")
    return said


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
