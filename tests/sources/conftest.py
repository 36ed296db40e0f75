"""Workbooks for tests of sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

NETWORKS = (
    *("PCN Code", "PCN Name", "Current Sub ICB Loc Code", "Sub ICB Location"),
    *("Open Date", "Close Date", "Address Line 1", "Postcode"),
)
MEMBERS = (
    *("Partner\nOrganisation\nCode", "Partner\nName"),
    *("Practice\nParent\nSub ICB Loc Code", "Practice\nParent\nSub ICB Loc Name"),
    *("PCN Code", "PCN Name", "PCN Parent\nSub ICB Loc Code", "PCN Parent\nSub ICB Loc Name"),
    *("Practice to PCN\nRelationship\nStart Date", "Practice to PCN\nRelationship\nEnd Date"),
)
MakeEpcn = Callable[..., Path]


def member(
    practice: str, network: str, starts: object, ends: object = "", name: str = "INVENTED SURGERY"
) -> Sequence[object]:
    return (practice, name, "99Z", "Here", network, f"{network} PCN", "99Z", "Here", starts, ends)


def network(code: str, opened: object = "20190701", closed: object = "") -> Sequence[object]:
    return (code, f"{code} PCN", "99Z", "Here", opened, closed, "1 High Street", "ZZ1 1AA")


@pytest.fixture
def make_epcn(tmp_path: Path) -> MakeEpcn:
    """Write a workbook of networks and core partners."""

    def make(
        members: Sequence[Sequence[object]],
        networks: Sequence[Sequence[object]] = (network("U90001"), network("U90002")),
        name: str = "workbook.xlsx",
    ) -> Path:
        book = Workbook()
        first = book.active
        first.title = "PCNDetails"
        second = book.create_sheet("PCN Core Partner Details")
        for sheet, headings, rows in (
            (first, NETWORKS, networks),
            (second, MEMBERS, members),
        ):
            sheet.append(headings)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return make
