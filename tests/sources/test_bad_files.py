"""Files that were saved oddly are read; files that are broken are refused, with what to do."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.sources.reading import read
from openpcn.sources.recognise import recognise
from openpcn.sources.rows import ListTotalRow, MapRow, NotRecognised, Recognised, Tally
from tests.sources import files
from tests.sources.conftest import MakeEpcn, member
from tests.sources.files import MAP, TOTALS

SOUND = files.as_csv([TOTALS, files.total("Z90001", 5000), files.total("Z90002", 6000)])
ACCENT = files.as_csv([MAP, files.map_line("Z90001", "U90001", "CAFÉ SURGERY")])


def refused(path: Path) -> NotRight:
    with pytest.raises(NotRight) as caught:
        recognise(path)
    assert path.name in caught.value.message
    assert caught.value.next_step
    return caught.value


@pytest.mark.parametrize(
    "content", [b"", b"\n\n  \n", gzip.compress(b"", mtime=0)], ids=["nothing", "blank", "gzip"]
)
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    assert refused(path).message == "empty.csv is empty."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_in_another_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(SOUND.encode(encoding))
    was_read = files.read_whole(path)
    assert [row.patients for row in was_read.rows if isinstance(row, ListTotalRow)] == [5000, 6000]
    assert was_read.codes == (["saved_as_utf_16"] if "16" in encoding else [])


def test_a_file_saved_in_windows_1252_is_read_and_noticed(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(ACCENT.encode("cp1252"))
    was_read = files.read_whole(path)
    (row,) = was_read.rows
    assert isinstance(row, MapRow)
    assert row.practice_name == "CAFÉ SURGERY"
    assert "saved_as_windows_1252" in was_read.codes


def test_an_accent_in_utf_8_needs_no_notice(tmp_path: Path) -> None:
    assert files.read_whole(files.write(tmp_path, ACCENT)).codes == []


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_separator_is_read_and_noticed(tmp_path: Path, sign: str) -> None:
    lines = [TOTALS, files.total("Z90001", 5000)]
    path = files.write(tmp_path, files.as_csv(lines, delimiter=sign))
    was_read = files.read_whole(path)
    assert len(was_read.rows) == 1
    assert was_read.codes == ["other_separator"]


def test_a_byte_of_zero_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "nul.csv"
    path.write_bytes(SOUND.encode().replace(b"Z90002", b"Z9\x00002"))
    assert (
        refused(path).message == "nul.csv, line 3, holds a byte of value zero, which no text has."
    )


def test_a_quotation_mark_that_stays_open_is_refused(tmp_path: Path) -> None:
    open_quote = SOUND.replace("Z90001", '"Z90001') + "x" * (2 << 20)
    path = files.write(tmp_path, open_quote, "quote.csv")
    assert "line 2" in refused(path).message


def test_a_quotation_mark_that_stays_open_further_down_is_refused(tmp_path: Path) -> None:
    many = [TOTALS, *(files.total(f"Z9{at:04}", 5000) for at in range(100))]
    path = files.write(tmp_path, files.as_csv(many) + '"' + "x" * (2 << 20), "quote.csv")
    recognised = recognise(path)
    assert isinstance(recognised, Recognised)
    with pytest.raises(NotRight, match=r"quote\.csv, line 102, has a cell that runs on"):
        list(read(path, recognised, Tally()))


def test_a_cell_that_swallows_lines_is_refused_rather_than_losing_them(tmp_path: Path) -> None:
    path = files.write(tmp_path, SOUND.replace("Z90001", '"Z90001') + SOUND, "quote.csv")
    with pytest.raises(NotRight, match=r"quote\.csv, line 2, has a cell that runs on"):
        files.read_whole(path)


def test_lines_of_another_width_are_rejected_and_blank_ones_skipped(tmp_path: Path) -> None:
    ragged = SOUND + "GP_PRAC_PAT_LIST,01MAR2025,GP\n" + ",,,\n" + ",,,,,,,,,\n" + "\n\n \n"
    was_read = files.read_whole(files.write(tmp_path, ragged))
    assert was_read.tally.read == 3
    assert was_read.reasons == [(4, "The line has 3 cells where there should be 10.")]


def test_a_workbook_that_is_cut_off_is_refused(make_epcn: MakeEpcn) -> None:
    path = make_epcn([member("Z90001", "U90001", "20190701")], name="cut.xlsx")
    path.write_bytes(path.read_bytes()[:-400])
    assert refused(path).message == "cut.xlsx ends before it is complete."


def test_a_workbook_with_a_part_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "part.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook")
    assert "is not a whole workbook" in refused(path).message


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (40 << 20))
    assert "unpacks to more than 21 MB from" in refused(path).message


def test_a_packed_file_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(SOUND.encode() + b"0\n" * (20 << 20)))
    assert "which no published file does" in refused(path).message


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(SOUND.encode())[:-12])
    assert refused(path).message == "cut.csv.gz ends before it is complete."


def test_a_folder_packed_as_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("letter.txt", "Dear all")
    assert isinstance(recognise(path), NotRecognised)


def test_wrong_columns_are_named(tmp_path: Path) -> None:
    found = recognise(files.write(tmp_path, SOUND.replace("EXTRACT_DATE", "WHEN")))
    assert isinstance(found, NotRecognised)
    assert "The column EXTRACT_DATE is missing." in found.differences


def test_a_file_that_was_exchanged_since_it_was_looked_at_is_refused(tmp_path: Path) -> None:
    path = files.write(tmp_path, SOUND, "file.csv")
    recognised = recognise(path)
    assert isinstance(recognised, Recognised)
    path.write_text(SOUND.replace("EXTRACT_DATE", "WHEN"), "utf-8")
    with pytest.raises(NotRight, match=r"file\.csv, line 1, has no column EXTRACT_DATE"):
        list(read(path, recognised, Tally()))


def test_only_the_first_thousand_reasons_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    lines = [TOTALS, *(files.total(f"Z9{at:04}", -1) for at in range(1100)), files.total()]
    tally = files.read_whole(files.write(tmp_path, lines)).tally
    assert (len(tally.rejected), tally.rejected_count) == (1000, 1100)


def test_only_the_first_thousand_notices_are_kept(tmp_path: Path) -> None:
    lines = [TOTALS, *(files.total(f"Z9{at:04}", 0) for at in range(1100))]
    tally = files.read_whole(files.write(tmp_path, lines)).tally
    assert (len(tally.noticed), tally.kept) == (1000, 1100)


def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    path = files.write(tmp_path, SOUND + "x" * (10 << 20), "endless.csv")
    assert refused(path).message == (
        "endless.csv has a line of more than 8 MB, which no table has."
    )


@pytest.mark.parametrize("code", ["=1+1", "Z9 001", "@SUM(A1)", "É90001"])
def test_what_no_code_looks_like_is_rejected(tmp_path: Path, code: str) -> None:
    lines = [TOTALS, files.total(code), files.total()]
    (reason,) = files.read_whole(files.write(tmp_path, lines)).reasons
    assert reason == (2, f"The practice code is “{code}”, which no code looks like.")


def test_a_name_longer_than_the_registry_keeps_is_rejected(tmp_path: Path) -> None:
    lines = [MAP, files.map_line("Z90001", "U90001", "X" * 201)]
    ((_, reason),) = files.read_whole(files.write(tmp_path, lines)).reasons
    assert reason.endswith("is 201 characters long, over 200.")
