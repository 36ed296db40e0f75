"""A folder's format is told by what its files contain."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.sources.records.recognising import recognise
from tests.sources.records.extracts import extract
from tests.sources.records.test_omop import write as write_omop


def test_each_format_is_recognised_whatever_its_files_are_called(tmp_path: Path) -> None:
    gp = extract(tmp_path / "gp")
    (gp / "patients.csv").rename(gp / "list-of-people.txt")
    (gp / "letter.txt").write_text("Dear all")
    fhir = tmp_path / "fhir"
    fhir.mkdir()
    (fhir / "a.ndjson").write_text('{"resourceType": "Patient", "id": "1"}\n')
    write_omop(tmp_path / "omop", ".csv")
    assert recognise(gp).format == "gp-csv"
    assert recognise(gp).others == ("letter.txt",)
    assert recognise(fhir).title == "FHIR R4 (NDJSON)"
    assert recognise(fhir / "a.ndjson").format == "fhir"
    assert recognise(tmp_path / "omop").format == "omop"


def test_two_formats_in_one_folder_are_told_apart_by_the_one_named(tmp_path: Path) -> None:
    extract(tmp_path)
    (tmp_path / "a.ndjson").write_text('{"resourceType": "Patient", "id": "1"}\n')
    with pytest.raises(NotRight, match="GP extract \\(CSV\\) and FHIR R4 \\(NDJSON\\)") as refused:
        recognise(tmp_path)
    assert refused.value.next_step == "Give --format gp-csv, fhir or omop."
    assert recognise(tmp_path, "fhir").format == "fhir"


def test_a_folder_without_records_says_what_is_needed(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(NotRight, match="1 files, and none of a known format") as refused:
        recognise(tmp_path)
    assert "a GP extract needs patients and registrations" in refused.value.next_step
    with pytest.raises(NotFound, match="There is no folder"):
        recognise(tmp_path / "nowhere")
    with pytest.raises(NotFound, match="There is no format 'excel'"):
        recognise(tmp_path, "excel")
