"""Who may see groups of people, for what purpose, and what leaves: numbers without names."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from tests.web.groups.reading import AT, HERE, body, rows, signed_in, write_purpose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world")]


@pytest.mark.usefixtures("_with_records")
def test_groups_are_counts_that_may_leave() -> None:
    text = body(signed_in("clinical_director"), HERE + AT)
    assert "Synthetic: invented people" in text
    assert "OpenPCN is not assured as a medical device." in text
    assert "Counts of one to seven are withheld" in text
    assert "Rising risk" in text
    assert "withheld" in text
    assert "Records of 2 of 2 practices are here, as at 1 October 2026." in text


@pytest.mark.usefixtures("_with_records")
@pytest.mark.parametrize("family", ["gap", "prescribing", "qof", "b2h", "snee", "efi"])
def test_every_family_has_its_page(family: str) -> None:
    answer = signed_in("clinical_director").get(f"{HERE}{AT}&family={family}")
    assert answer.status_code == 200
    assert "pcn-table" in answer.content.decode()


@pytest.mark.usefixtures("_with_records")
def test_a_family_that_is_none_is_not_found() -> None:
    assert signed_in("clinical_director").get(f"{HERE}{AT}&family=fruit").status_code == 404
    assert signed_in("clinical_director", "Z90001").get(f"{HERE}fruit/{AT}").status_code == 404


@pytest.mark.usefixtures("_with_records")
@pytest.mark.parametrize(
    ("role", "where", "status"),
    [
        ("clinical_director", "U90001", 200),
        ("public_health_analyst", "Q91", 200),
        ("primary_care_lead", "Q91", 403),
        ("data_manager", "U90001", 403),
        ("clinical_director", "U90002", 403),
        ("councillor", "U90001", 403),
    ],
)
def test_who_may_see_groups(role: str, where: str, status: int) -> None:
    client = signed_in(role, where)
    assert client.get(HERE + AT).status_code == status
    assert client.get(f"{HERE}cohort_flu_vaccine/{AT}").status_code == status
    assert client.get(f"{HERE}cohort_flu_vaccine/people.csv{AT}").status_code == 403


@pytest.mark.usefixtures("_with_records")
def test_the_public_is_led_to_sign_in() -> None:
    for path in (HERE, f"{HERE}cohort_flu_vaccine/", f"{HERE}purpose/"):
        assert Client().get(path + AT).status_code == 302


@pytest.mark.usefixtures("_with_records")
def test_a_list_is_shown_for_a_purpose_and_the_reading_is_kept() -> None:
    client = signed_in("clinical_director")
    asked = body(client, f"{HERE}cohort_flu_vaccine/{AT}")
    assert "What do you need the list for?" in asked
    assert "people-table" not in asked
    write_purpose(client, "care")
    shown = client.get(f"{HERE}cohort_flu_vaccine/{AT}")
    text = shown.content.decode()
    assert "people-table" in text
    assert "Page 1 of" in text
    assert "a fall afterwards is no proof" in text
    assert shown["Cache-Control"] == "no-store"
    event = AuditEvent.objects.filter(action="read a list of people").latest("id")
    assert event.detail["list"] == "cohort_flu_vaccine"
    assert body(client, f"{HERE}cohort_flu_vaccine/{AT}&page=2") != text
    assert client.get(f"{HERE}cohort_flu_vaccine/{AT}&page=x").status_code == 200
    assert client.post(f"{HERE}purpose/end/{AT}").status_code == 302
    assert "What do you need" in body(client, f"{HERE}cohort_flu_vaccine/{AT}")


@pytest.mark.usefixtures("_with_records")
def test_why_somebody_is_on_a_list_is_told_for_care_and_never_in_an_address() -> None:
    client = signed_in("clinical_director")
    write_purpose(client, "care", "qof_hypertension")
    listed = rows(client, "qof_hypertension")
    shown = body(client, f"{HERE}qof_hypertension/{AT}")
    assert "Synthetic: " in shown.split("people-table")[-1]
    assert client.get(f"{HERE}qof_hypertension/{AT}&csv=people-table").status_code == 404, (
        "people leave by the file that is counted and recorded, and by no other"
    )
    person = {"person": listed[0]["Person (pseudonym)"]}
    why = f"{HERE}qof_hypertension/why/{AT}"
    told = client.post(why, person)
    assert told.status_code == 200
    assert "A code of HYP_COD" in told.content.decode()
    assert AuditEvent.objects.latest("id").detail == {"list": "why qof_hypertension", "people": 1}
    assert client.get(why).status_code == 302
    assert client.post(why, {"person": "1"}).status_code == 404
    assert client.post(why, {"person": "x"}).status_code == 404
    analyst = signed_in("public_health_analyst", "Q91")
    assert analyst.post(why, person).status_code == 403
    write_purpose(analyst, "planning")
    assert analyst.post(why, person).status_code == 403
    assert "Why?" not in body(analyst, f"{HERE}qof_hypertension/{AT}")


@pytest.mark.usefixtures("_with_records")
def test_nobody_of_another_practice_is_explained() -> None:
    client, manager = signed_in("clinical_director"), signed_in("practice_manager", "Z90001")
    write_purpose(client, "care")
    other = next(r for r in rows(client, "qof_hypertension") if r["Practice"] == "Z90002")
    there = "/practices/Z90001/population/groups/"
    said = {"use": "care", "reason": "Reviews", "group": "qof_hypertension"}
    assert manager.post(f"{there}purpose/{AT}", said).status_code == 302
    told = manager.post(
        f"{there}qof_hypertension/why/{AT}", {"person": other["Person (pseudonym)"]}
    )
    assert told.status_code == 404


@pytest.mark.usefixtures("_with_records")
def test_planning_leaves_out_who_opted_out_and_care_does_not(state: Path) -> None:
    doctor, analyst = signed_in("clinical_director"), signed_in("public_health_analyst", "Q91")
    write_purpose(doctor, "care")
    write_purpose(analyst, "planning")
    care, planning = (
        {row["Person (pseudonym)"] for row in rows(client, "cohort_flu_vaccine")}
        for client in (doctor, analyst)
    )
    opted_out = set()
    for file in (state / "population" / "records").glob("practice=*/person.parquet"):
        for row in pq.read_table(file).to_pylist():
            if row["optout_national"] or row["optout_local"]:
                opted_out.add(str(row["person_id"]))
    assert care & opted_out
    assert planning == care - opted_out
    assert "opted out of this use" in body(analyst, f"{HERE}cohort_flu_vaccine/{AT}")


@pytest.mark.usefixtures("_with_records")
def test_the_file_says_that_its_people_are_invented() -> None:
    client = signed_in("clinical_director")
    write_purpose(client, "care")
    found = rows(client, "cohort_flu_vaccine")
    assert {row["Label"].split(":")[0] for row in found} == {"Synthetic"}
    assert {row["Practice"] for row in found} == {"Z90001", "Z90002"}


@pytest.mark.usefixtures("_with_records")
def test_a_purpose_needs_its_reason_and_a_use_that_is_open() -> None:
    client = signed_in("clinical_director")
    answer = client.post(f"{HERE}purpose/{AT}", {"use": "planning", "reason": ""})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Choose what the list is for" in text
    assert "Enter the reason" in text
    assert client.get(f"{HERE}cohort_flu_vaccine/people.csv{AT}").status_code == 403


@pytest.mark.usefixtures("_with_records")
def test_a_band_is_no_list() -> None:
    assert signed_in("clinical_director").get(f"{HERE}efi_band/{AT}").status_code == 404


@pytest.mark.usefixtures("_without_records")
def test_without_records_the_page_says_how_they_come() -> None:
    client = signed_in("clinical_director")
    assert "No records of people registered here are held." in body(client, HERE + AT)
    assert client.get(f"{HERE}cohort_flu_vaccine/{AT}").status_code == 404
