"""Many entries from a spreadsheet: looked at, kept, taken away, changed and brought back."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openpcn.domains.accounts.models import Account
from openpcn.domains.community.models import Asset
from tests.support.visiting import client_of

pytestmark = pytest.mark.django_db

PATH = "/community/spreadsheet/"
HEADINGS = "name,kind,themes,languages,postcode,times,phone,cost"
LINES = (
    "Harbour Choir,group,loneliness; Mental wellbeing,English; pl,QX2 1JY,"
    "TU 19:00-20:30,'+44 1632 960001,free"
)


@pytest.fixture
def manager() -> Client:
    return client_of(Account.objects.get(username="demo-network-manager"))


def brought(client: Client, text: str, deed: str = "keep", name: str = "groups.csv") -> str:
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post(PATH, {"keeper": "ZN0001", "deed": deed, "file": file})
    assert answer.status_code in (200, 400)
    return " ".join(answer.content.decode().split())


def own_lines(client: Client) -> list[dict[str, str]]:
    answer = client.get("/community/spreadsheet.csv?keeper=ZN0001")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def as_text(lines: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0].keys())
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def test_a_manager_looks_keeps_and_brings_back_what_changed(manager: Client) -> None:
    before = Asset.objects.count()
    text = f"{HEADINGS}\n{LINES}\nNight Club,disco,loneliness,English,,,,\n"
    page = brought(manager, text, deed="look")
    assert "nothing is recorded yet" in page
    assert "1 new, 0 changed, 0 as before, 1 not right" in page
    assert "“disco” is no kind" in page
    assert Asset.objects.count() == before
    assert ">Harbour Choir</a>" in brought(manager, text)
    assert Asset.objects.count() == before + 1
    assert "0 new, 0 changed, 1 as before" in brought(manager, text)
    lines = own_lines(manager)
    mine = next(one for one in lines if one["name"] == "Harbour Choir")
    assert mine["phone"] == "'+44 1632 960001"
    assert "English, Polish" in manager.get(f"/community/{mine['code']}/").content.decode()
    mine["name"], mine["times"] = "Harbour Singers", "WE 19:00-20:30"
    page = brought(manager, as_text(lines))
    assert f"0 new, 1 changed, {len(lines) - 1} as before, 0 not right" in page
    assert "times: TU 19:00-20:30 → WE 19:00-20:30" in page
    said = {"deed": "back", "new": "", "changed": mine["code"]}
    assert "as they were before: 1." in manager.post(PATH, said).content.decode()
    assert "Harbour Choir" in manager.get(f"/community/{mine['code']}/").content.decode()
    brought(manager, as_text(lines))
    asset = manager.get(f"/community/{mine['code']}/").content.decode()
    assert "Harbour Singers" in asset
    assert "Lantern Hill PCN" in asset


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        ("a,b\n1,2\n", "groups.csv", "is not in the layout of the directory"),
        ("\x89PNG\r\n", "groups.csv", "is not in the layout of the directory"),
        (f"{HEADINGS}\n", "groups.csv", "no rows below them"),
        (f"{HEADINGS}\n{LINES}\n{LINES}\n", "groups.csv", "is on line 2 already"),
        (f"{HEADINGS}\nX,group,loneliness,Elvish,,,,\n", "x.exe", "no language we know"),
        (f"{HEADINGS}\nX,group,loneliness,en,LEICESTER,,,\n", "x.csv", "is no postcode"),
    ],
)
def test_what_is_not_right_in_a_spreadsheet_is_told(
    manager: Client, text: str, name: str, problem: str
) -> None:
    assert problem in brought(manager, text, deed="look", name=name)


def test_a_whole_spreadsheet_is_taken_back(manager: Client) -> None:
    page = brought(manager, f"{HEADINGS}\n{LINES}\n")
    assert "Take back all of it" in page
    number = next(one["code"] for one in own_lines(manager) if one["name"] == "Harbour Choir")
    assert f'name="new" value="{number}"' in page
    manager.post(PATH, {"deed": "back", "new": number, "changed": ""})
    assert manager.get(f"/community/{number}/").status_code == 404
    again = manager.post(PATH, {"deed": "back", "new": number, "changed": ""})
    assert "No such asset stands" in again.content.decode()


def test_nobody_writes_for_another_network_nor_without_a_role(manager: Client) -> None:
    file = SimpleUploadedFile("groups.csv", f"{HEADINGS}\n{LINES}\n".encode())
    answer = manager.post(PATH, {"keeper": "ZN0002", "deed": "keep", "file": file})
    assert answer.status_code in (400, 403)
    assert manager.get("/community/spreadsheet.csv?keeper=ZN0002").status_code == 403
    assert client_of(Account.objects.get(username="demo-councillor")).get(PATH).status_code == 403
    assert "Choose a file" in manager.post(PATH, {"keeper": "ZN0001"}).content.decode()
    assert manager.get("/community/spreadsheet.csv").content.decode().startswith("name,kind")
