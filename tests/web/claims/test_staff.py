"""The pages of staff: recorded, changed, handed over, and from a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openpcn.domains.workforce.models import Holding
from tests.domains.workforce.world import People, record

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/staff/"
DAY = "?as_at=2024-11-22"


@pytest.fixture
def manager(who: People) -> Client:
    client = Client()
    client.force_login(who.manager)
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def said(**more: str) -> dict[str, str]:
    typed = {
        "person": "Ann Ash", "role": "clinical_pharmacist", "post": "P1", "employer": "U90001",
        "area": "", "hours": "37.5", "salary": "£41,234", "on_costs": "11,111",
        "starts_on-day": "1", "starts_on-month": "10", "starts_on-year": "2024",
    }  # fmt: skip
    return typed | more


def newest() -> Holding:
    return Holding.objects.filter(known_until__isnull=True).latest("id")


def test_an_empty_page_teaches(manager: Client) -> None:
    text = body(manager, PAGE + DAY)
    assert "Nobody is recorded in post." in text
    assert "Record somebody in post" in text
    assert "Record somebody in post" not in body(Client(), PAGE + DAY)


@pytest.mark.parametrize("form", ["new/", "spreadsheet/"])
def test_who_does_not_record_for_the_network_is_refused_before_the_form(
    who: People, form: str
) -> None:
    client = Client()
    client.force_login(who.director)
    assert client.get(PAGE + form).status_code == 403
    assert client.post(PAGE + form, said()).status_code == 403


def test_somebody_is_recorded_changed_corrected_handed_over_and_taken_back(
    manager: Client,
) -> None:
    assert manager.post(f"{PAGE}new/", said()).status_code == 302
    one = newest()
    page = body(manager, f"{PAGE}{one.pk}/{DAY}")
    assert "£41,234.00" in page
    changed = {
        "from_on-day": "1", "from_on-month": "11", "from_on-year": "2024", "hours": "30",
        "salary": "33000", "on_costs": "9000", "places": "",
    }  # fmt: skip
    assert manager.post(f"{PAGE}{one.pk}/change/{DAY}", changed).status_code == 302
    two = newest()
    assert "30 hours, £42,000.00" in body(manager, f"{PAGE}{two.pk}/{DAY}")
    assert 'value="33,000.00"' in body(manager, f"{PAGE}{two.pk}/correct/{DAY}")
    mended = said(salary="34,000", hours="30", **{"starts_on-month": "11"})
    assert manager.post(f"{PAGE}{two.pk}/correct/{DAY}", mended).status_code == 302
    three = newest()
    follower = said(person="Bo Birch", **{"starts_on-month": "12"})
    assert manager.post(f"{PAGE}{three.pk}/hand-over/{DAY}", follower).status_code == 302
    four = newest()
    assert four.person.name == "Bo Birch"
    ended = {"ends_on-day": "31", "ends_on-month": "1", "ends_on-year": "2025"}
    late = "?as_at=2024-12-22"
    assert manager.post(f"{PAGE}{four.pk}/end/{late}", ended).status_code == 302
    text = body(manager, PAGE + "?as_at=2024-12-22")
    assert "to 31 January 2025" in text
    assert "to 30 November 2024" in text
    five = newest()
    assert "Take back this record" in body(manager, f"{PAGE}{five.pk}/withdraw/{late}")
    assert manager.post(f"{PAGE}{five.pk}/withdraw/{late}").status_code == 302
    assert "Bo Birch" not in body(manager, PAGE + "?as_at=2024-12-22")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (said(hours="-3"), "-3 hours a week cannot be"),
        (said(hours="52.5"), "1.40 full-time equivalents"),
        (said(hours="some"), "Enter a number, such as 1,250.50"),
        (said(hours="37,5"), "Enter a number, such as 1,250.50"),
        (said(salary="40.000,50"), "Enter a number, such as 1,250.50"),
        (said(role="king"), "Choose a role"),
        (said(person=""), "Enter the name"),
        (said(places="Z90001 x"), "Write a code and its hours on each line"),
        (said(places="Z90001 5"), "add up to 5, and 37.5 are contracted"),
        (said(employer="NOPE"), "No organisation with the code NOPE is held"),
        (
            said(**{"ends_on-day": "1", "ends_on-month": "9", "ends_on-year": "2024"}),
            "before they join on 1 October 2024",
        ),
    ],
)
def test_what_was_typed_wrongly_is_said(manager: Client, typed: dict[str, str], says: str) -> None:
    answer = manager.post(f"{PAGE}new/", typed)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Holding.objects.exists()


def test_a_second_person_in_one_post_is_refused(manager: Client) -> None:
    manager.post(f"{PAGE}new/", said())
    answer = manager.post(f"{PAGE}new/", said(person="Bo"))
    assert answer.status_code == 400
    assert "Post P1 is held by somebody else" in answer.content.decode()


def test_staff_from_a_spreadsheet_are_looked_at_first(manager: Client) -> None:
    text = (
        "Name,Role,Post number,Hours,Salary,On-costs,Start,End,Employer\n"
        'Ann,Clinical pharmacist,P1,37.5,"41,234",11111,2024-10-01,,U90001\n'
        "Bo,Clinical pharmacist,P1,37.5,41234,11111,2024-11-01,,U90001\n"
        "Cy,Consultant nurse,N1,20,41234,11111,2024-11-01,2025-01-31,\n"
        "Di,Paramedic,M1,-2,41234,11111,2024-11-01,,\n"
    )

    def send(**more: str) -> str:
        file = SimpleUploadedFile("staff.csv", text.encode())
        answer = manager.post(f"{PAGE}spreadsheet/", {"file": file, **more})
        assert answer.status_code == 200
        return answer.content.decode()

    tried = send()
    assert "2 would be recorded" in tried
    assert "Post P1 is held by somebody else from 1 October 2024" in tried
    assert "Consultant nurse is not reimbursed in 2024/25." in tried
    assert "The hours are -2." in tried
    assert not Holding.objects.exists()
    assert "2 recorded, 0 were held already" in send(record="yes")
    assert Holding.objects.count() == 2
    assert "0 recorded, 2 were held already" in send(record="yes")


def test_a_workbook_with_merged_cells_says_so(manager: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Role", "Post", "Hours", "Salary", "On-costs", "Start"])
    sheet.append(["Ann", "Paramedic", "M1", 30, 1, 1, "2024-10-01"])
    sheet.append(["Bo", "Paramedic", "M2", 30, 1, 1, "2024-10-01"])
    sheet.merge_cells("A2:A3")
    made = BytesIO()
    book.save(made)
    file = SimpleUploadedFile("staff.xlsx", made.getvalue())
    answer = manager.post(f"{PAGE}spreadsheet/", {"file": file})
    assert "Cells A2:A3 are merged" in answer.content.decode()


def test_no_spreadsheet_and_a_wrong_one_are_said(manager: Client) -> None:
    assert "Choose a spreadsheet" in manager.post(f"{PAGE}spreadsheet/").content.decode()
    file = SimpleUploadedFile("staff.csv", b"a,b\n1,2\n")
    answer = manager.post(f"{PAGE}spreadsheet/", {"file": file})
    assert "staff.csv has no column for role" in answer.content.decode()
    assert body(manager, f"{PAGE}spreadsheet/headings.csv").startswith("Name,Role,Post number")


def test_staff_are_found_and_ordered(who: People, manager: Client) -> None:
    record(who.manager)
    record(who.manager, person="Bo Birch", post="P2", role="paramedic", salary=Decimal(90_000))
    assert "Bo Birch" not in body(manager, f"{PAGE}{DAY}&q=pharmacist")
    text = body(manager, f"{PAGE}{DAY}&sort=cost")
    assert text.index("Bo Birch") < text.index("Ann Ash")
    text = body(manager, f"{PAGE}{DAY}&sort=name")
    assert text.index("Ann Ash") < text.index("Bo Birch")
    assert manager.get(f"{PAGE}999999/{DAY}").status_code == 404
    assert manager.get(f"{PAGE}999999/end/{DAY}").status_code == 404
