"""Practices and networks of the Organisation Data Service."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from openpcn.sources.recognise import recognise
from openpcn.sources.rows import MembershipRow, NetworkRow, NotRecognised, PracticeRow
from tests.sources import files
from tests.sources.conftest import MakeEpcn, member, network


def test_gp_practices_of_england_are_kept_whatever_their_status(tmp_path: Path) -> None:
    lines = [
        files.ods_line("Z90001"),
        files.ods_line("Z90002", status="C", closed="20230331"),
        files.ods_line("Z90003", setting="5"),
        files.ods_line("W90004", region="W00"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert [(row.code, row.status) for row in was_read.rows if isinstance(row, PracticeRow)] == [
        ("Z90001", "active"),
        ("Z90002", "closed"),
    ]
    assert was_read.tally.passed_over == {"not a GP practice": 1, "not in an English region": 1}


def test_a_practice_carries_its_places_and_days(tmp_path: Path) -> None:
    (row,) = files.read_whole(files.write(tmp_path, [files.ods_line()])).rows
    assert row == PracticeRow(
        line=1,
        code="Z90001",
        name="INVENTED SURGERY",
        region_code="Y99",
        icb_code="QZZ",
        address=("1 HIGH STREET", "ZEDTOWN"),
        postcode="ZZ1 1AA",
        opened_on=date(2001, 4, 1),
        closed_on=None,
        status="active",
        commissioner_code="99Z",
        joined_commissioner_on=date(2020, 4, 1),
        left_commissioner_on=None,
        phone="01000 000000",
    )


def test_a_code_with_two_names_is_noticed_and_the_first_stays(tmp_path: Path) -> None:
    lines = [files.ods_line("Z90001", "ELM SURGERY"), files.ods_line("Z90001", "OAK SURGERY")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.codes == ["same_code_two_names"]
    assert was_read.reasons == [(2, "The code Z90001 is on line 1 already.")]


@pytest.mark.parametrize(
    ("opened", "closed", "reason"),
    [
        ("20990101", "", "The open date is 1 January 2099, too far away to be believed."),
        ("20200401", "20190331", "It ends on 31 March 2019, before it starts on 1 April 2020."),
        ("20209999", "", "The open date is “20209999”, which is not a day."),
    ],
)
def test_a_practice_with_days_that_cannot_be_is_rejected(
    tmp_path: Path, opened: str, closed: str, reason: str
) -> None:
    lines = [files.ods_line(), files.ods_line("Z90002", opened=opened, closed=closed)]
    assert files.read_whole(files.write(tmp_path, lines)).reasons == [(2, reason)]


def test_networks_and_memberships_come_from_one_workbook(make_epcn: MakeEpcn) -> None:
    path = make_epcn([member("Z90001", "U90001", "20190701")])
    was_read = files.read_whole(path)
    assert [type(row) for row in was_read.rows] == [NetworkRow, NetworkRow, MembershipRow]
    assert was_read.tally.read == 3
    membership = was_read.rows[-1]
    assert isinstance(membership, MembershipRow)
    assert (membership.line, membership.starts_on, membership.ends_on) == (
        2,
        date(2019, 7, 1),
        None,
    )


@pytest.mark.parametrize("cell", ["20190701", 20190701, 20190701.0, datetime(2019, 7, 1)])
def test_a_day_is_read_however_the_sheet_holds_it(make_epcn: MakeEpcn, cell: object) -> None:
    *_, row = files.read_whole(make_epcn([member("Z90001", "U90001", cell)])).rows
    assert isinstance(row, MembershipRow)
    assert row.starts_on == date(2019, 7, 1)


def test_a_membership_that_ends_before_it_starts_is_rejected(make_epcn: MakeEpcn) -> None:
    was_read = files.read_whole(make_epcn([member("Z90001", "U90001", "20200401", "20190331")]))
    ((line, reason),) = was_read.reasons
    assert line == 2
    assert reason.endswith("It ends on 31 March 2019, before it starts on 1 April 2020.")


def test_a_membership_from_2099_is_rejected(make_epcn: MakeEpcn) -> None:
    was_read = files.read_whole(make_epcn([member("Z90001", "U90001", "20990101")]))
    assert "too far away to be believed" in was_read.reasons[0][1]


def test_an_end_on_the_day_of_the_next_start_is_noticed_and_kept_as_published(
    make_epcn: MakeEpcn,
) -> None:
    path = make_epcn(
        [
            member("Z90001", "U90001", "20190701", "20220701"),
            member("Z90001", "U90002", "20220701"),
        ]
    )
    was_read = files.read_whole(path)
    assert was_read.codes == ["end_on_next_start"]
    ends = [row.ends_on for row in was_read.rows if isinstance(row, MembershipRow)]
    assert ends == [date(2022, 7, 1), None]


def test_two_networks_at_once_and_repeated_links_are_noticed(make_epcn: MakeEpcn) -> None:
    path = make_epcn(
        [
            member("Z90001", "U90001", "20190701"),
            member("Z90001", "U90002", "20220701"),
            member("Z90002", "U90001", "20190701", "20200331"),
            member("Z90002", "U90001", "20200401"),
        ]
    )
    assert files.read_whole(path).codes == ["two_networks_at_once", "repeated_memberships"]


def test_a_network_listed_twice_is_rejected_the_second_time(make_epcn: MakeEpcn) -> None:
    path = make_epcn([], networks=[network("U90001"), network("U90001")])
    assert files.read_whole(path).reasons == [
        (3, "Sheet PCNDetails: The code U90001 is on line 2 already.")
    ]


def test_a_code_longer_than_any_and_a_status_unknown_are_rejected(tmp_path: Path) -> None:
    lines = [
        *(files.ods_line(f"Z9{at:04}") for at in range(50)),
        files.ods_line("Z" * 21),
        files.ods_line("Z90002", status="Q"),
        files.ods_line("Z90003", ""),
    ]
    reasons = [reason for _, reason in files.read_whole(files.write(tmp_path, lines)).reasons]
    assert reasons == [
        "The practice code is 21 characters long: “ZZZZZZZZZZZZZZZZZZZZZ”.",
        "The status is “Q”; A, C, D or P is known.",
        "The name of the practice is blank.",
    ]


def test_a_workbook_with_one_sheet_of_two_says_what_is_missing(make_epcn: MakeEpcn) -> None:
    import openpyxl

    path = make_epcn([])
    book = openpyxl.load_workbook(path)
    del book["PCN Core Partner Details"]
    book.save(path)
    found = recognise(path)
    assert isinstance(found, NotRecognised)
    assert found.nearest == "Primary Care Networks and their core partners (ePCN)"
    assert "No sheet has the column PARTNER ORGANISATION CODE." in found.differences


def test_a_register_of_another_order_is_near_epraccur(tmp_path: Path) -> None:
    line = list(files.ods_line())
    found = recognise(files.write(tmp_path, [[*line[:10], *reversed(line[10:])]]))
    assert isinstance(found, NotRecognised)
    assert found.nearest == "GP practices and other prescribers (epraccur)"
