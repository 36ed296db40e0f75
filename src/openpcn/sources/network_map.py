"""Each practice with its network, commissioner and system on one day (NHS England)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpcn.sources.cells import (
    LONGEST_POSTCODE,
    CellNotRight,
    Days,
    code_in,
    code_or_none,
    name_in,
    text_or_none,
)
from openpcn.sources.formats import NHS_ENGLAND, Format, day_under
from openpcn.sources.publications import Met
from openpcn.sources.rows import MapRow, Recognised, Row, Tally
from openpcn.sources.tables import headings_of, places_of, rows_of
from openpcn.sources.tallying import many, notice, reject

NO_NETWORK = "U"
PRACTICE = ("PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "PCN_CODE", "PCN_NAME")
REGION = ("COMM_REGION_CODE", "ONS_COMM_REGION_CODE", "COMM_REGION_NAME")


def read_map(path: Path, recognised: Recognised, tally: Tally) -> Iterator[Row]:
    """Each practice with its network, commissioner and system on the day of the publication."""
    days, met = Days(recognised.latest_day), Met()
    is_newer = "SUB_ICB_LOCATION_CODE" in headings_of(path, recognised)
    sub_icb, icb = ("SUB_ICB_LOCATION", "ICB") if is_newer else ("CCG", "STP")
    at = places_of(
        path,
        recognised,
        (
            *("EXTRACT_DATE", *PRACTICE),
            *(f"{sub_icb}_CODE", f"ONS_{sub_icb}_CODE", f"{sub_icb}_NAME"),
            *(f"{icb}_CODE", f"ONS_{icb}_CODE", f"{icb}_NAME"),
            *REGION,
        ),
        ("SUPPLIER_NAME",),
    )
    without, systems = 0, dict[str, set[str]]()
    for line, cells in rows_of(path, recognised, tally):
        try:
            row = _map_row(line, [cells[place] if place >= 0 else "" for place in at], days)
            met.only_once(row.practice_code, row.on, line, name=row.practice_name, tally=tally)
        except CellNotRight as problem:
            reject(tally, line, problem)
            continue
        if row.network_code is None:
            without += 1
        elif row.icb_code:
            systems.setdefault(row.network_code, set()).add(row.icb_code)
        yield row
    _notice_networks(without, systems, tally)
    met.notice_vintages(tally)


def _map_row(line: int, cells: list[str], days: Days) -> MapRow:
    network = code_in(cells[4], "network code")
    return MapRow(
        line=line,
        on=days(cells[0], "extract date"),
        practice_code=code_in(cells[1], "practice code"),
        practice_name=name_in(cells[2], "name of the practice"),
        postcode=text_or_none(cells[3], longest=LONGEST_POSTCODE),
        network_code=None if network == NO_NETWORK else network,
        network_name=None if network == NO_NETWORK else text_or_none(cells[5]),
        sub_icb_code=code_or_none(cells[6]),
        sub_icb_ons_code=code_or_none(cells[7]),
        sub_icb_name=text_or_none(cells[8]),
        icb_code=code_or_none(cells[9]),
        icb_ons_code=code_or_none(cells[10]),
        icb_name=text_or_none(cells[11]),
        region_code=code_or_none(cells[12]),
        region_ons_code=code_or_none(cells[13]),
        region_name=text_or_none(cells[14]),
        supplier=text_or_none(cells[15]),
    )


def _notice_networks(without: int, systems: dict[str, set[str]], tally: Tally) -> None:
    if without:
        notice(
            tally,
            "unallocated_practices",
            f"{many(without, 'practice is', 'practices are')} in no network: the file gives them "
            "the code U, Unallocated, which is not a network.",
        )
    for network, codes in sorted(systems.items()):
        if len(codes) > 1:
            notice(
                tally,
                "network_in_two_systems",
                f"{network} has practices in {len(codes)} systems: {', '.join(sorted(codes))}.",
                about=network,
            )


def _format(title: str, sub_icb: str, icb: str) -> Format:
    return Format(
        id="network-map",
        title=title,
        publisher=NHS_ENGLAND,
        headings=(
            *("EXTRACT_DATE", *PRACTICE),
            *(f"{sub_icb}_CODE", f"ONS_{sub_icb}_CODE", f"{sub_icb}_NAME"),
            *(f"{icb}_CODE", f"ONS_{icb}_CODE", f"{icb}_NAME"),
            *REGION,
        ),
        read=read_map,
        day=day_under("EXTRACT_DATE"),
    )


FORMATS = (
    _format(
        "Map of GP practices to networks, sub-ICB locations and ICBs", "SUB_ICB_LOCATION", "ICB"
    ),
    _format("Map of GP practices to networks, CCGs and STPs (to mid 2022)", "CCG", "STP"),
)
