"""The map of practices to networks on one day."""

from __future__ import annotations

from pathlib import Path

from openpcn.sources.rows import MapRow
from tests.sources import files
from tests.sources.files import MAP


def test_u_is_no_network(tmp_path: Path) -> None:
    lines = [MAP, files.map_line("Z90001", "U90001"), files.map_line("Z90002", "U")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    networks = [row.network_code for row in was_read.rows if isinstance(row, MapRow)]
    assert networks == ["U90001", None]
    assert was_read.codes == ["unallocated_practices"]
    assert was_read.tally.noticed[0].message == (
        "1 practice is in no network: the file gives them the code U, Unallocated, "
        "which is not a network."
    )


def test_a_network_in_two_systems_is_noticed(tmp_path: Path) -> None:
    lines = [
        MAP,
        files.map_line("Z90001", "U90001"),
        files.map_line("Z90002", "U90001", icb="QYY"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.codes == ["network_in_two_systems"]
    assert was_read.tally.noticed[0].message == ("U90001 has practices in 2 systems: QYY, QZZ.")


def test_a_code_with_two_names_is_noticed_and_the_first_stays(tmp_path: Path) -> None:
    lines = [
        MAP,
        files.map_line("Z90001", "U90001", "ELM SURGERY"),
        files.map_line("Z90001", "U90001", "OAK SURGERY"),
    ]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.tally.noticed[0].message == (
        "Z90001 is ELM SURGERY on line 2 and OAK SURGERY on line 3."
    )
    assert was_read.reasons == [(3, "Z90001 is on line 2 already, for the same day.")]


def test_a_formula_in_a_name_stays_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://example.invalid","click")'
    lines = [MAP, files.map_line("Z90001", "U90001", formula)]
    (row,) = files.read_whole(files.write(tmp_path, lines)).rows
    assert isinstance(row, MapRow)
    assert row.practice_name == formula


def test_older_columns_give_the_same_row(tmp_path: Path) -> None:
    newer = files.write(tmp_path, [MAP, files.map_line("Z90001", "U90001")], "newer.csv")
    headings = [each.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP") for each in MAP]
    older = files.write(tmp_path, [headings, files.map_line("Z90001", "U90001")], "older.csv")
    assert files.read_whole(newer).rows == files.read_whole(older).rows


def test_a_line_without_a_network_code_is_rejected(tmp_path: Path) -> None:
    lines = [MAP, files.map_line("Z90001", ""), files.map_line("Z90002", "U90001")]
    was_read = files.read_whole(files.write(tmp_path, lines))
    assert was_read.reasons == [(2, "The network code is blank.")]
