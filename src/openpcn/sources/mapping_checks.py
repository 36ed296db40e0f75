"""What must hold of a mapping file, and every mistake in one, in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

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
    told_by = raw["identify"]["columns"]
    needed = {raw["subject"]["column"], *raw["period"].get("columns", ())}
    needed |= {each for one in raw["measure"] for each in one.get("category_columns", ())}
    said += [
        f"{name} [identify]: columns must hold {each}, which every line needs."
        for each in sorted(needed - set(told_by))
    ]
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
