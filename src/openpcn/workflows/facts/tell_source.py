"""Where an answer that leaves the site comes from: its files, its dates, invented or published."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from re import compile as pattern
from textwrap import wrap
from typing import Any

from openpcn.domains.registry.queries.datasets import DatasetAnswer, datasets
from openpcn.kernel.exports import Cell
from openpcn.kernel.when import When, in_words

LISTS = ("registered-totals",)
MEMBERS = ("network-map", "epcn", "openpcn-relationships")
AGES, HOMES = ("registered-by-age",), ("registered-by-area",)
RESIDENTS = ("mapped:census-2021-age",)
ORDINARY = (LISTS, MEMBERS)
POPULATION = (LISTS, MEMBERS, AGES, HOMES, RESIDENTS)
INVENTED = "Demonstration: invented data, about no real practice or person"
RECORDED = "Recorded in OpenPCN"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What must stand beside every number that leaves."""

    as_at: date
    as_known: datetime | None
    is_demonstration: bool
    list_on: date | None
    """The day of the registered lists that count on the day."""
    statement: str
    """The files with publisher and period."""

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        start = f"{INVENTED}. " if self.is_demonstration else ""
        return f"{start}As at {in_words(self.as_at)}. Source: {self.statement}."

    @property
    def short(self) -> str:
        """What stands with each feature of a map."""
        return INVENTED if self.is_demonstration else self.statement

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns that end each row of a download."""
        return ("Lists of", "Source", "As at", *self.warning_heading)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What these columns hold."""
        return (self.list_on, self.statement, self.as_at, *self.warning)

    @property
    def warning_heading(self) -> tuple[str, ...]:
        """One more heading where the data are invented."""
        return ("Demonstration",) if self.is_demonstration else ()

    @property
    def warning(self) -> tuple[str, ...]:
        """One more cell where the data are invented."""
        return (INVENTED,) if self.is_demonstration else ()

    def file_name(self, name: str) -> str:
        """The name of a file to take away."""
        return f"demonstration-{name}" if self.is_demonstration else name

    def as_json(self) -> dict[str, Any]:
        """The same for a JSON object."""
        return {
            "is_demonstration": self.is_demonstration,
            "statement": self.statement,
            "as_at": self.as_at.isoformat(),
            "as_known": self.as_known.isoformat() if self.as_known else None,
            "list_on": self.list_on.isoformat() if self.list_on else None,
        }


def tell_source(
    *, when: When, formats: Collection[Collection[str]] = ORDINARY, statement: str = ""
) -> Told:
    """The newest file of each group of formats about the day; or what `statement` says."""
    held = datasets(as_known=when.as_known)
    found = [one for group in formats if (one := newest_of(held, group, when.as_at))]
    lists = newest_of(held, LISTS, when.as_at)
    return Told(
        as_at=when.as_at,
        as_known=when.as_known,
        is_demonstration=any(one.is_demonstration for one in held),
        list_on=lists.period_on if lists else None,
        statement=statement or "; ".join(map(described, found)) or RECORDED,
    )


def newest_of(
    held: Collection[DatasetAnswer], formats: Collection[str], day: date
) -> DatasetAnswer | None:
    """The newest file of some formats that is not about a later day."""
    known = [one for one in held if one.format in formats]
    before = [one for one in known if one.period_on is not None and one.period_on <= day]
    return max(before, key=lambda one: one.period_on or date.min, default=None)


def described(one: DatasetAnswer) -> str:
    """A file with its publisher and period."""
    return f"{one.title}, {one.publisher}, {in_words(one.period_on) if one.period_on else ''}"


def with_source(geojson: str, told: Told) -> str:
    """A GeoJSON collection that leaves the site: its source at the top and with each feature."""
    collection = json.loads(geojson)
    for feature in collection["features"]:
        feature["properties"]["source"] = told.short
    return json.dumps(
        {"type": collection["type"], "source": told.as_json()} | collection,
        separators=(",", ":"),
        ensure_ascii=False,
    )


SIZE = pattern(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')
LINE, SIGN = 15, 5.6
"""Height of a line beneath a drawing, and about how wide a sign of it is, in pixels."""


def labelled(drawing: str, told: Told) -> str:
    """A drawing that leaves the site: its source beneath it, and in its metadata."""
    found = SIZE.search(drawing)
    if found is None:
        return drawing
    width, height = float(found[1]), float(found[2])
    lines = wrap(told.sentence, int((width - 8) / SIGN))
    whole = f"{height + LINE * len(lines) + 8:g}"
    size = f'viewBox="0 0 {width:g} {whole}" width="{width:g}" height="{whole}"'
    top, rest = drawing[: found.start()] + size, drawing[found.end() :]
    opening, inside = rest.split(">", 1)
    texts = "".join(
        f'<text x="4" y="{height + LINE * at:g}" font-size="11" fill="#212b32">'
        f"{escape(line, quote=False)}</text>"
        for at, line in enumerate(lines, start=1)
    )
    back = f'<rect y="{height:g}" width="{width:g}" height="{float(whole) - height:g}"'
    said = f"<metadata>{escape(told.sentence, quote=False)}</metadata>"
    body = inside.removesuffix("</svg>")
    return f'{top}{opening}>{body}{back} fill="#ffffff"/>{texts}{said}</svg>'
