"""The Organisation Data Service: practices (epraccur) and networks with their members (ePCN)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from openpcn.sources.cells import (
    LONGEST_LINE,
    LONGEST_PHONE,
    LONGEST_POSTCODE,
    POSTCODE,
    CellNotRight,
    Days,
    code_in,
    code_or_none,
    in_order,
    name_in,
    shown,
    text_or_none,
    without_blanks,
)
from openpcn.sources.formats import NHS_ENGLAND, Format, Glimpse
from openpcn.sources.rows import MembershipRow, NetworkRow, PracticeRow, Recognised, Row, Tally
from openpcn.sources.tables import rows_of
from openpcn.sources.tallying import many, notice, pass_over, reject
from openpcn.sources.workbooks import first_rows, sheet_rows

EPRACCUR_WIDTH = 27
GP_PRACTICE = "4"
STATUSES = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}
ODS_CODE = re.compile(r"[A-Z0-9]{3,8}")
ODS_DAY = re.compile(r"(\d{8})?")

NETWORK_COLUMNS = ("PCN CODE", "PCN NAME", "CURRENT SUB ICB LOC CODE", "OPEN DATE", "CLOSE DATE")
MEMBER_COLUMNS = (
    "PARTNER ORGANISATION CODE",
    "PARTNER NAME",
    "PRACTICE PARENT SUB ICB LOC CODE",
    "PCN CODE",
    "PCN NAME",
    "PCN PARENT SUB ICB LOC CODE",
    "PRACTICE TO PCN RELATIONSHIP START DATE",
    "PRACTICE TO PCN RELATIONSHIP END DATE",
)


def is_ods_row(row: Sequence[str]) -> bool:
    """Whether a row has the 27 columns that the ODS gives organisations, in their places."""
    return (
        len(row) == EPRACCUR_WIDTH
        and ODS_CODE.fullmatch(row[0]) is not None
        and row[12] in STATUSES
        and ODS_DAY.fullmatch(row[10]) is not None
        and ODS_DAY.fullmatch(row[11]) is not None
    )


def read_epraccur(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """GP practices of England, open and closed; other prescribers are passed over."""
    days = Days(recognised.latest_day)
    met: dict[str, tuple[int, str]] = {}
    for line, cells in rows_of(path, recognised, tally, has_heading=False, width=EPRACCUR_WIDTH):
        if cells[25].strip() != GP_PRACTICE:
            pass_over(tally, "not a GP practice")
        elif not cells[2].startswith("Y"):
            pass_over(tally, "not in an English region")
        else:
            try:
                row = _practice(line, cells, days)
                _only_once(row.code, row.name, line, met, tally)
                yield row
            except CellNotRight as problem:
                reject(tally, line, problem)


def read_epcn(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Networks from one sheet, dated core memberships from the other."""
    for sheet, headings in first_rows(path, recognised.file_name).items():
        if set(MEMBER_COLUMNS) <= set(headings):
            yield from _memberships(path, sheet, headings, recognised, tally)
        elif set(NETWORK_COLUMNS) <= set(headings):
            yield from _networks(path, sheet, headings, recognised, tally)


def _practice(line: int, cells: list[str], days: Days) -> PracticeRow:
    opened_on = days.or_none(cells[10], "open date")
    closed_on = days.or_none(cells[11], "close date")
    if opened_on is not None:
        in_order(opened_on, closed_on)
    if cells[12].strip() not in STATUSES:
        raise CellNotRight(f"The status is {shown(cells[12])}; A, C, D or P is known.")
    return PracticeRow(
        line=line,
        code=code_in(cells[0], "practice code"),
        name=name_in(cells[1], "name of the practice"),
        region_code=code_or_none(cells[2]),
        icb_code=code_or_none(cells[3]),
        address=tuple(
            part for cell in cells[4:9] if (part := text_or_none(cell, longest=LONGEST_LINE))
        ),
        postcode=text_or_none(cells[9], longest=LONGEST_POSTCODE),
        opened_on=opened_on,
        closed_on=closed_on,
        status=STATUSES[cells[12].strip()],
        commissioner_code=code_or_none(cells[14]),
        joined_commissioner_on=days.or_none(cells[15], "day of joining its commissioner"),
        left_commissioner_on=days.or_none(cells[16], "day of leaving its commissioner"),
        phone=text_or_none(cells[17], longest=LONGEST_PHONE),
    )


def _only_once(
    code: str, name: str, line: int, met: dict[str, tuple[int, str]], tally: Tally
) -> None:
    """A code names one organisation in a file; of two names, the first stays."""
    first_line, first_name = met.setdefault(code, (line, name))
    if first_line == line:
        return
    if first_name != name:
        message = f"{code} is {first_name} on line {first_line} and {name} on line {line}."
        notice(tally, "same_code_two_names", message, line=line, about=code)
    raise CellNotRight(f"The code {code} is on line {first_line} already.")


def _networks(
    path: Path, sheet: str, headings: list[str], recognised: Recognised, tally: Tally
) -> Iterator[Row]:
    at = {heading: place for place, heading in enumerate(headings)}
    addresses = [place for heading, place in at.items() if heading.startswith("ADDRESS LINE")]
    days = Days(recognised.latest_day)
    met: dict[str, tuple[int, str]] = {}
    for line, cells in sheet_rows(path, sheet):
        tally.read += 1
        try:
            row = NetworkRow(
                line=line,
                code=code_in(cells[at["PCN CODE"]], "network code"),
                name=name_in(cells[at["PCN NAME"]], "name of the network"),
                sub_icb_code=code_or_none(cells[at["CURRENT SUB ICB LOC CODE"]]),
                sub_icb_name=text_or_none(cells[at["SUB ICB LOCATION"]])
                if "SUB ICB LOCATION" in at
                else None,
                opened_on=days.or_none(cells[at["OPEN DATE"]], "open date"),
                closed_on=days.or_none(cells[at["CLOSE DATE"]], "close date"),
                address=tuple(
                    part
                    for at_ in addresses
                    if (part := text_or_none(cells[at_], longest=LONGEST_LINE))
                ),
                postcode=text_or_none(cells[at["POSTCODE"]], longest=LONGEST_POSTCODE)
                if "POSTCODE" in at
                else None,
            )
            if row.opened_on is not None:
                in_order(row.opened_on, row.closed_on)
            _only_once(row.code, row.name, line, met, tally)
            yield row
        except CellNotRight as problem:
            reject(tally, line, f"Sheet {sheet}: {problem}")


def _memberships(
    path: Path, sheet: str, headings: list[str], recognised: Recognised, tally: Tally
) -> Iterator[Row]:
    at = [headings.index(heading) for heading in MEMBER_COLUMNS]
    days = Days(recognised.latest_day)
    spans: dict[str, list[tuple[date, date | None, str]]] = {}
    for line, cells in sheet_rows(path, sheet):
        tally.read += 1
        try:
            row = _membership(line, [cells[place] for place in at], days)
        except CellNotRight as problem:
            reject(tally, line, f"Sheet {sheet}: {problem}")
            continue
        spans.setdefault(row.practice_code, []).append(
            (row.starts_on, row.ends_on, row.network_code)
        )
        yield row
    _notice_overlaps(spans, tally)


def _membership(line: int, cells: list[str], days: Days) -> MembershipRow:
    starts_on = days(cells[6], "start date")
    ends_on = days.or_none(cells[7], "end date")
    in_order(starts_on, ends_on)
    return MembershipRow(
        line=line,
        practice_code=code_in(cells[0], "practice code"),
        practice_name=name_in(cells[1], "name of the practice"),
        network_code=code_in(cells[3], "network code"),
        network_name=name_in(cells[4], "name of the network"),
        practice_sub_icb_code=code_or_none(cells[2]),
        network_sub_icb_code=code_or_none(cells[5]),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _notice_overlaps(spans: dict[str, list[tuple[date, date | None, str]]], tally: Tally) -> None:
    """Practices that the file puts into two networks on one day, and links that it repeats."""
    handed_over = two_at_once = repeated = 0
    for memberships in spans.values():
        memberships.sort(key=lambda each: each[0])
        for (_, ends_on, network), (starts_on, _, follower) in pairwise(memberships):
            if network == follower:
                repeated += 1
            elif ends_on == starts_on:
                handed_over += 1
            elif ends_on is None or ends_on > starts_on:
                two_at_once += 1
    if handed_over:
        notice(
            tally,
            "end_on_next_start",
            f"{many(handed_over, 'membership ends', 'memberships end')} on the day on which the "
            "practice's next one starts; each is ended the day before.",
        )
    if two_at_once:
        notice(
            tally,
            "two_networks_at_once",
            f"{many(two_at_once, 'membership runs', 'memberships run')} on after the practice's "
            "membership of another network has started.",
        )
    if repeated:
        notice(
            tally,
            "repeated_memberships",
            f"{many(repeated, 'membership follows', 'memberships follow')} another of the same "
            "practice and network.",
        )


def _is_epraccur(glimpse: Glimpse) -> bool:
    rows = [list(row) for row in glimpse.rows if any(row)]
    return (
        bool(rows)
        and all(is_ods_row(row) for row in rows if len(row) == EPRACCUR_WIDTH)
        and (any(len(row) == EPRACCUR_WIDTH and row[25].strip() for row in rows))
    )


def _unlike_epraccur(glimpse: Glimpse) -> tuple[str, ...]:
    if not glimpse.rows or len(glimpse.rows[0]) < 20:
        return ()
    row = glimpse.rows[0]
    has_postcode = any(POSTCODE.fullmatch(without_blanks(cell)) for cell in row)
    if not ODS_CODE.fullmatch(row[0]) or not has_postcode:
        return ()
    if len(row) != EPRACCUR_WIDTH:
        return (f"Line 1 has {len(row)} columns where epraccur has {EPRACCUR_WIDTH}.",)
    return (
        "It has the 27 columns of epraccur without headings.",
        "Columns 11 to 13 are not an open date, a close date and a status, or 26 has no setting.",
    )


def _is_epcn(glimpse: Glimpse) -> bool:
    sheets = [set(headings) for headings in glimpse.sheets.values()]
    return any(set(NETWORK_COLUMNS) <= sheet for sheet in sheets) and any(
        set(MEMBER_COLUMNS) <= sheet for sheet in sheets
    )


def _unlike_epcn(glimpse: Glimpse) -> tuple[str, ...]:
    present = {heading for headings in glimpse.sheets.values() for heading in headings}
    wanted = dict.fromkeys((*NETWORK_COLUMNS, *MEMBER_COLUMNS))
    if not present & set(wanted):
        return ()
    return tuple(f"No sheet has the column {each}." for each in wanted if each not in present) or (
        "Its sheets do not hold networks and core partners side by side.",
    )


FORMATS = (
    Format(
        id="epraccur",
        title="GP practices and other prescribers (epraccur)",
        publisher=NHS_ENGLAND,
        read=read_epraccur,
        looks_right=_is_epraccur,
        what_differs=_unlike_epraccur,
    ),
    Format(
        id="epcn",
        title="Primary Care Networks and their core partners (ePCN)",
        publisher=NHS_ENGLAND,
        read=read_epcn,
        looks_right=_is_epcn,
        what_differs=_unlike_epcn,
    ),
)
