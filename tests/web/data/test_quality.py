"""Data and quality says what is loaded and what to know about it."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.web.data.presenting import with_months
from openpcn.workflows.load_files import load_folder, undo_load
from tests.workflows.loading.town import write_csv, write_map, write_totals, write_town

pytestmark = pytest.mark.django_db


def test_an_empty_page_teaches(client):
    page = client.get("/data/")
    assert page.status_code == 200
    assert "Nothing is loaded yet." in page.text


def test_the_page_names_files_joins_findings_and_sources(client, tmp_path):
    load_folder(write_town(tmp_path))
    page = client.get("/data/").text
    assert "Map of GP practices to networks" in page
    assert "gp-reg-pat-prac-map_2025-03.csv" in page
    assert "18 February 2025, by the file&#39;s name" in page
    assert "Totals March 2025 to network map (March 2025)" in page
    assert "Practices with patients and no network" in page
    assert "Open Government Licence v3.0" in page


def test_findings_stand_in_order_of_consequence(client, tmp_path):
    load_folder(write_town(tmp_path))
    page = client.get("/data/").text
    gap = page.index("Practices with patients and no network")
    note = page.index("Patients whose area of residence is not known")
    assert gap < note


def test_every_finding_of_a_kind_is_listed(client, tmp_path):
    load_folder(write_town(tmp_path))
    page = client.get("/data/findings/practices_without_network/").text
    assert "Hazel Surgery (Z99008) had 12,000 patients and no network on 1 March 2025." in page


def test_one_load_is_told_with_its_rows(client, tmp_path):
    number = load_folder(write_map(tmp_path, date(2025, 3, 1))).files[0].dataset
    page = client.get(f"/data/loads/{number}/").text
    assert "gp-reg-pat-prac-map_2025-03.csv" in page
    assert "Take back this load" not in page
    undo_load(number)
    assert "No longer counts" in client.get(f"/data/loads/{number}/").text


def test_a_load_that_is_not_there_is_said_so(client):
    page = client.get("/data/loads/999/")
    assert page.status_code == 404
    assert "No file with the number 999 is held." in page.text


def test_what_was_loaded_later_was_not_known_before(client, tmp_path):
    load_folder(write_town(tmp_path))
    page = client.get("/data/?as_known=2020-01-01").text
    assert "gp-reg-pat-prac-map_2025-03.csv" not in page


@pytest.mark.parametrize("name", ["files", "joins", "findings"])
def test_each_table_can_be_downloaded(client, tmp_path, name):
    load_folder(write_town(tmp_path))
    answer = client.get(f"/data/{name}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(answer.text.splitlines()) > 1


def test_a_formula_in_a_name_is_not_run_by_a_spreadsheet(client, tmp_path):
    path = write_map(tmp_path, date(2025, 3, 1), network_of={"Z99001": "U"})
    path.write_text(path.read_text().replace("ALDER SURGERY", '"=HYPERLINK(""http://x"")"'))
    load_folder(path)
    load_folder(write_totals(tmp_path, date(2025, 3, 1)))
    lines = client.get("/data/findings.csv?code=practices_without_network").text.splitlines()
    assert any("HYPERLINK" in line for line in lines)
    assert not any(line.lstrip('"').startswith("=") for line in lines)


def test_rejected_rows_are_told_with_their_line(client, tmp_path):
    load_folder(write_totals(tmp_path, date(2025, 3, 1), lists={"Z99002": -5}))
    page = client.get("/data/findings/rows_rejected/").text
    assert "gp-reg-pat-prac-all_2025-03.csv, line 3" in page


def test_a_file_that_nobody_knows_leaves_no_trace(client, tmp_path):
    load_folder(write_csv(tmp_path / "odd.csv", [["a", "b"], ["1", "2"]]))
    assert "Nothing is loaded yet." in client.get("/data/").text


def test_a_kind_of_finding_that_there_is_not_is_not_found(client, db):
    page = client.get("/data/findings/nope/")
    assert page.status_code == 404
    assert "There is no kind of finding with the name nope." in page.text


def test_a_join_is_named_with_days_and_months_as_people_write_them() -> None:
    named = with_months("Totals 2022-07 to a network in ePCN on 2022-07-01 (2023-01)")
    assert named == "Totals July 2022 to a network in ePCN on 1 July 2022 (January 2023)"
