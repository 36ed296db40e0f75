"""Our own spreadsheet of community assets, as CSV or XLSX: columns are named after the fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path

from openpcn.kernel.exports import STARTS_A_FORMULA
from openpcn.kernel.plain_names import plain_name
from openpcn.sources.asset_rows import AssetRow, TimeCell
from openpcn.sources.cells import (
    LONGEST_PHONE,
    LONGEST_POSTCODE,
    CellNotRight,
    name_in,
    number_in,
    shown,
    text_or_none,
    without_blanks,
)
from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.rows import Recognised, Row, Tally
from openpcn.sources.tables import headings_of, rows_of
from openpcn.sources.tallying import pass_over, reject
from openpcn.sources.workbooks import first_rows, sheet_rows

NEEDED = ("name", "kind", "themes", "languages")
OPTIONAL = (
    "code", "description", "organisation", "charity_number", "address", "postcode", "latitude",
    "longitude", "phone", "email", "website", "eligibility", "youngest", "oldest", "tier", "cost",
    "fees", "step_free", "accessibility", "times", "alert", "standing", "note",
)  # fmt: skip
COLUMNS = (*NEEDED, *OPTIONAL)
LONGEST_TEXT = 5_000
TIMES = re.compile(
    r"(?P<days>(?:[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)[ ,]*)+)\s*"
    r"(?P<from>\d{1,2}[:.]\d{2})\s*(?:-|to|\N{EN DASH})\s*(?P<to>\d{1,2}[:.]\d{2})"
)
OLDEST = 120


def read_assets(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Each asset of a spreadsheet; a line with its header only is passed over."""
    met: dict[str, int] = {}
    for line, cells in lines_of(path, recognised, tally):
        if not cells.get("name", "").strip() and not any(each.strip() for each in cells.values()):
            pass_over(tally, "empty line")
            continue
        try:
            row = asset(line, dict.fromkeys(COLUMNS, "") | as_typed(cells))
            if met.setdefault(row.code, line) != line:
                raise CellNotRight(f"The same asset is on line {met[row.code]} already.")
            yield row
        except CellNotRight as problem:
            reject(tally, line, problem)


def as_typed(cells: dict[str, str]) -> dict[str, str]:
    """Cells without the apostrophe that our own exports put before what a spreadsheet would run."""
    return {
        name: text[1:] if text[:1] == "'" and text[1:2] in STARTS_A_FORMULA else text
        for name, text in cells.items()
    }


def lines_of(
    path: Path, recognised: Recognised, tally: Tally
) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a CSV file or of the first sheet of a workbook that has the columns."""
    if is_workbook(path):
        for sheet, headings in first_rows(path, recognised.file_name).items():
            if has_columns(headings):
                at = [each.lower() for each in headings]
                for line, cells in sheet_rows(path, sheet):
                    tally.read += 1
                    yield line, dict(zip(at, cells, strict=False))
                return
    at = [each.lower() for each in headings_of(path, recognised)]
    for line, cells in rows_of(path, recognised, tally):
        yield line, dict(zip(at, cells, strict=True))


def is_workbook(path: Path) -> bool:
    """Whether a file begins as a workbook does, whatever its name says."""
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def asset(line: int, cells: dict[str, str]) -> AssetRow:
    """One line of the spreadsheet."""
    name = name_in(cells["name"], "name")
    postcode = text_or_none(cells["postcode"], longest=LONGEST_POSTCODE) or ""
    code = text_or_none(cells["code"], longest=100)
    return AssetRow(
        line=line,
        code=code or f"{plain_name(name)}|{without_blanks(postcode)}"[:120],
        name=name,
        kind=word(cells["kind"]) or "other",
        standing=word(cells["standing"]) or "active",
        description=long(cells["description"]),
        address=text_or_none(cells["address"], longest=300) or "",
        postcode=postcode,
        latitude=number(cells["latitude"], "latitude", 49.0, 61.0),
        longitude=number(cells["longitude"], "longitude", -9.0, 2.5),
        phone=text_or_none(cells["phone"], longest=LONGEST_PHONE) or "",
        email=address(cells["email"]),
        website=website(cells["website"]),
        organisation=text_or_none(cells["organisation"]) or "",
        charity_number=without_blanks(cells["charity_number"])[:20],
        eligibility=long(cells["eligibility"]),
        youngest=age(cells["youngest"], "youngest age"),
        oldest=age(cells["oldest"], "oldest age"),
        languages=listed(cells["languages"]),
        themes=tuple(word(each) for each in listed(cells["themes"])),
        tier=word(cells["tier"]),
        cost=word(cells["cost"]),
        fees=long(cells["fees"]),
        step_free=word(cells["step_free"]),
        accessibility=long(cells["accessibility"]),
        times=times_in(cells["times"]),
        alert=long(cells["alert"]),
        note=text_or_none(cells["note"], longest=300) or "",
    )


def times_in(text: str) -> tuple[TimeCell, ...]:
    """Times as people write them here: "MO WE 10:00-12:00; 1SA 09:30-11:00"."""
    return tuple(time_in(each.strip()) for each in text.split(";") if each.strip())


def time_in(text: str) -> TimeCell:
    """One time: days, then from when to when."""
    found = TIMES.fullmatch(text.upper().replace(" TO ", "-"))
    if found is None:
        raise CellNotRight(f"The time is {shown(text)}; write MO WE 10:00-12:00.")
    days = tuple(re.findall(r"[1-5]?[A-Z]{2}", found["days"]))
    if len({len(each) for each in days}) > 1:
        raise CellNotRight(f"The time {shown(text)} mixes every week and once a month.")
    opens_at, closes_at = hour(found["from"]), hour(found["to"])
    if closes_at <= opens_at:
        raise CellNotRight(f"The time {shown(text)} ends before it begins.")
    return TimeCell(days=days, opens_at=opens_at, closes_at=closes_at)


def hour(text: str) -> time:
    """A time of the day."""
    hours, minutes = map(int, re.split("[:.]", text))
    if hours > 23 or minutes > 59:
        raise CellNotRight(f"There is no time {shown(text)}.")
    return time(hours, minutes)


def listed(text: str) -> tuple[str, ...]:
    """Words with ; or , between them, each once."""
    return tuple(dict.fromkeys(each.strip() for each in re.split("[;,|]", text) if each.strip()))


def word(text: str) -> str:
    """A word of the vocabulary, written as social_care or Social care."""
    return "_".join(text.lower().replace("-", " ").split())


def long(text: str) -> str:
    """Words of several lines."""
    if len(text) > LONGEST_TEXT:
        raise CellNotRight(
            f"{shown(text)} is {len(text):,} characters long, over {LONGEST_TEXT:,}."
        )
    return text.strip()


def number(text: str, what: str, least: float, most: float) -> float | None:
    """A number between two, or none."""
    if not text.strip():
        return None
    value = number_in(text, what)
    if not least <= value <= most:
        raise CellNotRight(f"The {what} {value:g} is not between {least:g} and {most:g}.")
    return value


def age(text: str, what: str) -> int | None:
    """An age in years, or none."""
    value = number(text, what, 0, OLDEST)
    return None if value is None else int(value)


def address(text: str) -> str:
    """An e-mail address, or nothing."""
    plain = text.strip()
    if plain and ("@" not in plain or " " in plain or len(plain) > 254):
        raise CellNotRight(f"The email is {shown(plain)}, which is not an address.")
    return plain


def website(text: str) -> str:
    """The address of a page on the web, or nothing: no other kind of link is kept."""
    plain = text.strip()
    if plain and not re.match(r"https?://[^\s<>\"]+$", plain):
        raise CellNotRight(f"The website is {shown(plain)}; it begins with https://.")
    return plain[:500]


def has_columns(headings: list[str] | tuple[str, ...]) -> bool:
    """Whether a row of headings is that of our layout."""
    present = {each.lower() for each in headings}
    return set(NEEDED) <= present


def is_ours(glimpse: Glimpse) -> bool:
    """CSV or a workbook with the columns of the layout."""
    return has_columns(glimpse.headings) or any(map(has_columns, glimpse.sheets.values()))  # type: ignore[arg-type]


FORMATS = (
    Format(
        id="openpcn-assets",
        title="Community assets (OpenPCN layout)",
        publisher="Entered locally",
        licence="As its owner says",
        headings=NEEDED,
        read=read_assets,
        looks_right=is_ours,
    ),
)
