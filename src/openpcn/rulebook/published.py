"""Every number of the rulebook with its source, found by reading the files as they are.

A table of a rule file that carries a status claims its numbers: this is what makes the register of
evidence whole, whatever the table is about. A key that nobody has given a name is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from openpcn.engines.evidence.claims import Claim
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import in_words
from openpcn.rulebook.reading import parsed, shipped
from openpcn.rulebook.statuses import Status

FOLDERS = {
    "funding": "Money of networks",
    "reimbursement": "Reimbursement of roles",
    "need": "Need",
    "workforce": "Staffing",
    "": "Rules",
}
"""The folders whose numbers are published ones, with the words for each."""
SOURCES = "sources.toml"
TITLES = {
    "need/age-sex.toml": "Work by age and sex, Carr-Hill",
    "need/age-sex-open.toml": "Work by age and sex, open alternative",
}
"""What the numbers of a file without titles are."""
LEFT = {"clusters.toml", "premises.toml", "workforce/leicester-2016.toml"}
"""Files without a published number of their own: lists of codes, words, and a paper's tables,
which the register takes as claims."""
NAMES = {
    "pounds": "pounds",
    "outer_london": "pounds, outer London",
    "inner_london": "pounds, inner London",
    "share": "of the cost",
    "posts": "posts at most",
    "posts_if_large": "posts at most in a large network",
    "large_from": "patients from which a network is large",
    "points": "points",
    "pounds_per_point": "pounds a point",
    "minutes_per_thousand": "minutes a week for 1,000 patients",
    "rounded_to": "minutes, to which it is rounded",
    "shortest_block": "minutes of the shortest block",
    "value": "",
}
"""Keys whose number is published, with its unit; the unit of a value stands beside it."""


@cache
def published() -> tuple[Claim, ...]:
    """Every number, file by file; a number's name is its file and its place in the file."""
    return tuple(one for name, group in files_read() for one in numbers_of(name, group))


def files_read() -> Iterator[tuple[str, str]]:
    """The files and their groups."""
    root = files("openpcn.rulebook")
    for folder, group in FOLDERS.items():
        place = root.joinpath(folder) if folder else root
        for each in sorted(one.name for one in place.iterdir()):
            name = f"{folder}/{each}".lstrip("/")
            if each.endswith(".toml") and each != SOURCES and name not in LEFT:
                yield name, group


def numbers_of(name: str, group: str) -> Iterator[Claim]:
    """The numbers of one file."""
    tables = parsed(shipped(*name.split("/")), name)
    year = tables.get("contract_year", "")
    for place, titles, table in tables_with_status(tables):
        for key, value, unit in numbers_in(table, f"{name}: {'/'.join(place)}"):
            yield Claim(
                id="/".join((name.removesuffix(".toml"), *place, key)),
                of=f"{': '.join(titles) or TITLES[name]}, {unit}",
                about=group,
                when=period_of(table, year),
                value=value,
                unit=unit,
                words=" ".join(filter(None, (table.get("words"), table.get("note")))),
                status=Status(table["status"]).value,
                **source_of(table),
            )


Place = tuple[str, ...]


def tables_with_status(
    table: Any, place: Place = (), titles: Place = ()
) -> Iterator[tuple[Place, Place, Mapping[str, Any]]]:
    """Each table that carries a status, with where it stands and the titles above it."""
    if isinstance(table, list):
        for at, each in enumerate(table):
            yield from tables_with_status(each, (*place, str(at)), titles)
    if not isinstance(table, dict):
        return
    named = (*titles, table["title"]) if isinstance(table.get("title"), str) else titles
    if "status" in table:
        yield place, named or tuple(one.replace("_", " ").capitalize() for one in place[-1:]), table
    for key, each in table.items():
        if key != "source":
            yield from tables_with_status(each, (*place, key), named)


def numbers_in(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, Decimal, str]]:
    """The numbers of one table: key, number and unit."""
    for key, value in table.items():
        if key == "values":
            for part, number in value.items():
                yield f"values/{part}", Decimal(number), part.replace("_", " ")
        elif key in ("male", "female"):
            for at, (age, number) in enumerate(zip(table["first_ages"], value, strict=True)):
                yield f"{key}/{at}", Decimal(number), f"weight of a {key} patient from age {age}"
        elif type(value) in (int, Decimal):
            yield key, Decimal(value), unit_of(key, table, where)


def unit_of(key: str, table: Mapping[str, Any], where: str) -> str:
    """The unit of a number."""
    if key not in NAMES:
        raise NotRight(
            f"{where}: nobody has said what {key} is counted in.",
            next_step="Give the key its unit in the register of evidence.",
        )
    words = NAMES[key] or str(table.get("unit", ""))
    return f"{words} a {table['per']}" if key == "pounds" and "per" in table else words


def period_of(table: Mapping[str, Any], year: str) -> str:
    """For which time a number holds, and since when it is known where it was revised."""
    starts = table.get("starts_on") or table.get("reimbursed_from")
    ends = table.get("ends_on") or table.get("reimbursed_until")
    if starts is None:
        return year
    said = f"{in_words(starts)} to {in_words(ends)}" if ends else f"from {in_words(starts)}"
    known = table.get("known_from", starts)
    return f"{said}, known from {in_words(known)}" if known > starts else said


@cache
def sources() -> Mapping[str, Any]:
    """The sources that rule files name by their codes; a code means the same in each folder."""
    root = files("openpcn.rulebook")
    found: dict[str, Any] = {}
    for folder in filter(None, FOLDERS):
        place = root.joinpath(folder, SOURCES)
        if place.is_file():
            found |= parsed(place.read_text(encoding="utf-8"), f"{folder}/{SOURCES}")
    return found


def source_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """Where a number can be read, and when somebody last looked."""
    own = table.get("source")
    if own:
        return {
            "source": own["title"],
            "place": own["clause"],
            "url": own["url"],
            "checked_on": own["checked_on"],
        }
    named = [sources()[code] for code in table["sources"]]
    return {
        "source": "; ".join(one["title"] for one in named),
        "place": "",
        "url": next((one["url"] for one in named if one["url"]), ""),
        "checked_on": table["checked_on"],
    }
