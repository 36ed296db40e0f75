"""Who speaks for patients: recorded, described anew, taken back, shown to the public."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.engagement.models import Voice, VoiceDetail, VoiceReach
from openpcn.domains.registry.models import Area, AreaPart, Person
from tests.domains.world import EARLY, account, ident

pytestmark = pytest.mark.django_db


def signed_in(name: str, *roles: tuple[str, str]) -> Client:
    client = Client()
    client.force_login(account(name, *roles))
    return client


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


def day(name: str, text: str) -> dict[str, str]:
    year, month, number = text.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


GROUP = {
    "kind": "ppg",
    "owner": "U90001",
    "name": "Friends of Alder",
    "what": "Reads the practice's reports",
    "meets": "First Monday of the month",
    "contact_name": "Bo Example",
    "email": "bo@group.example",
    "source": "Letter of June",
    **day("starts_on", "2020-04-01"),
}
FROM = day("reach_starts_on", "2020-04-01")


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def sent(client: Client, path: str, said: dict[str, str] | None = None) -> str:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def ward(code: str, name: str) -> None:
    Area.objects.create(kind="ward25", code=code, name=name)


def test_from_nobody_to_the_public_page_of_the_network(manager: Client) -> None:
    assert "Nobody is recorded yet" in body(Client(), "/networks/U90001/voices/")
    path = sent(manager, "/voices/groups/new/", GROUP)
    assert "they stand on no page" in body(manager, path)
    sent(manager, f"{path}reach/", {"organisation": "z90001"} | FROM)
    page = body(Client(), "/networks/U90001/voices/")
    assert "Friends of Alder" in page
    assert "Speaks for the patients of Alder Surgery" in page
    assert "1 practice: Beech Surgery" in page
    assert "Speaks for its patients" in body(Client(), "/practices/Z90001/voices/")
    assert "Friends of Alder" in body(Client(), "/systems/Q91/voices/")
    assert "Friends of Alder" not in body(Client(), "/networks/U90002/voices/")
    assert AuditEvent.objects.filter(action="recorded who speaks for patients").count() == 1


def test_only_published_contacts_are_public(manager: Client) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP)
    sent(manager, f"{path}reach/", {"organisation": "U90001"} | FROM)
    for address in (path, "/networks/U90001/voices/", "/networks/U90001/voices.csv"):
        assert "bo@group.example" in manager.get(address).content.decode()
        assert "Bo Example" not in Client().get(address).content.decode()
        assert "group.example" not in Client().get(address).content.decode()
    sent(manager, f"{path}describe/", GROUP | {"is_published": "yes"})
    assert "bo@group.example" in body(Client(), path)
    answer = manager.post(f"{path}describe/", GROUP | {"email": "", "is_published": "yes"})
    assert "A contact is published, and there is none" in answer.content.decode()


def test_a_contact_that_is_no_longer_agreed_is_on_no_page_of_an_earlier_day(
    manager: Client,
) -> None:
    shown = GROUP | {"is_published": "yes"}
    for later in (day("starts_on", "2020-04-01"), day("starts_on", "2024-01-01")):
        path = sent(manager, "/voices/groups/new/", shown)
        sent(manager, f"{path}reach/", {"organisation": "U90001"} | FROM)
        sent(manager, f"{path}describe/", GROUP | later)
        for asked in ("?as_at=2021-01-01", ""):
            for address in (path, "/networks/U90001/voices/", "/networks/U90001/voices.csv"):
                page = Client().get(address + asked).content.decode()
                assert "Friends of Alder" in page
                assert "bo@group.example" not in page, (address, asked)
        assert "bo@group.example" in body(manager, f"{path}?as_at=2021-01-01")


def test_a_healthwatch_ends_on_a_day(manager: Client) -> None:
    said = GROUP | {"kind": "healthwatch", "name": "Healthwatch Town"}
    path = sent(manager, "/voices/groups/new/", said | day("ends_on", "2027-03-31"))
    sent(manager, f"{path}reach/", {"organisation": "Q91"} | FROM)
    page = body(Client(), "/networks/U90003/voices/?as_at=2026-12-01")
    assert "Until 31 March 2027" in page
    assert "Speaks for all of Example system" in page
    after = body(Client(), "/networks/U90003/voices/?as_at=2027-04-01")
    assert "Healthwatch Town" not in after


def test_what_is_recorded_from_a_page_of_another_day_knows_whom_it_is_about(
    manager: Client,
) -> None:
    page = body(manager, "/networks/U90001/voices/?as_at=2026-06-01")
    assert 'href="/voices/groups/new/?as_at=2026-06-01&amp;about=U90001"' in page


def test_a_councillor_for_two_wards_is_one_person(manager: Client) -> None:
    ward("E05090001", "Mill"), ward("E05090002", "Quay")
    small = Area.objects.create(kind="lsoa21", code="E01090001")
    whole = Area.objects.get(code="E05090001")
    AreaPart.objects.create(area=small, whole=whole, known_from="2020-01-01T00:00:00Z")
    said = GROUP | {"kind": "councillor", "name": "Cllr Ana 🦄"}
    path = sent(manager, "/voices/groups/new/", said)
    for code in ("e05090001", "E05090002"):
        sent(manager, f"{path}reach/", {"area_kind": "ward", "area_code": code} | FROM)
    page = body(Client(), path)
    assert "Cllr Ana 🦄" in page
    assert "Mill" in page
    assert "Quay" in page
    assert Person.objects.filter(name="Cllr Ana 🦄").count() == 1
    here = body(Client(), "/wards/E05090001/voices/")
    assert "Cllr Ana 🦄" in here
    assert "Speaks for who lives here" in here
    assert Client().get("/wards/E05099999/voices/").status_code == 404
    twice = {"area_kind": "ward", "area_code": "E05090001"} | FROM
    assert "already" in manager.post(f"{path}reach/", twice).content.decode()
    number = page.split("E05090001")[1]
    assert number
    reach = VoiceReach.objects.get(area_code="E05090002")
    end = {"reach": str(reach.pk)} | day("reach_ends_on", "2023-05-04")
    sent(manager, f"{path}reach-end/", end)
    assert "Quay" not in body(Client(), path)
    assert "Quay" in body(Client(), f"{path}?as_at=2022-01-01")
    held = VoiceReach.objects.get(area_code="E05090001")
    sent(manager, f"{path}reach-out/", {"reach": str(held.pk)})
    assert "Mill" not in body(Client(), f"{path}?as_at=2022-01-01")


def test_a_change_keeps_what_was_and_what_was_taken_back_is_brought_back(manager: Client) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP)
    later = GROUP | {"name": "Alder and Beech"} | day("starts_on", "2024-01-01")
    assert 'value="Friends of Alder"' in body(manager, f"{path}describe/")
    sent(manager, f"{path}describe/", later)
    assert "Alder and Beech" in body(manager, path)
    assert "Friends of Alder" in body(manager, f"{path}?as_at=2023-01-01")
    assert "later day" in manager.post(f"{path}describe/", GROUP).content.decode()
    assert "Bring back" in manager.post(f"{path}withdraw/").content.decode()
    assert manager.get(path).status_code == 404
    assert manager.post(f"{path}withdraw/").status_code == 404
    sent(manager, f"{path}back/")
    assert "Alder and Beech" in body(manager, path)
    assert "Friends of Alder" in body(manager, f"{path}?as_at=2023-01-01")
    assert manager.post(f"{path}back/").status_code == 409
    assert manager.post("/voices/groups/9999/back/").status_code == 404


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        ("reach/", {}, "one of both"),
        ("reach/", {"organisation": "NOWHERE"}, "NOWHERE"),
        ("reach/", {"area_kind": "county", "area_code": "X"}, "No area is so"),
        ("reach/", {"area_kind": "ward", "area_code": "E05000000"}, "is held"),
        ("reach/", {"area_kind": "neighbourhood", "area_code": "N1"}, "is held"),
        ("describe/", GROUP | {"web": "javascript:alert(1)"}, "no address of a page"),
        ("describe/", GROUP | {"email": "nobody"}, "no address for mail"),
        ("describe/", GROUP | day("ends_on", "2019-01-01"), "before it starts"),
        ("describe/", GROUP | {"name": " "}, "Enter a name"),
    ],
)
def test_what_cannot_be_is_said_on_the_page(
    manager: Client, where: str, said: dict[str, str], says: str
) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP)
    answer = manager.post(path + where, FROM | said)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_whoever_keeps_the_record_changes_it(manager: Client) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP)
    assert Client().get(f"{path}describe/").status_code == 302
    other = signed_in("other", ("network_manager", "U90002"))
    assert other.get(f"{path}describe/").status_code == 403
    assert other.post(f"{path}withdraw/").status_code == 403
    refused = other.post("/voices/groups/new/", GROUP)
    assert "Your account may not do this" in refused.content.decode()
    reader = signed_in("reader", ("councillor", "Q91"))
    assert reader.get("/voices/groups/new/").status_code == 403
    assert body(reader, path)
    lead = signed_in("lead", ("engagement_lead", "Q91"))
    sent(lead, f"{path}describe/", GROUP | {"meets": "Second Monday"})
    assert "Second Monday" in body(lead, path)


def test_script_in_a_name_is_shown_as_text(manager: Client) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP | {"name": "<script>alert(1)</script>"})
    page = body(Client(), path)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_start_leads_to_ones_own(manager: Client) -> None:
    assert "/networks/U90001/voices/" in body(manager, "/voices/")
    assert "/systems/Q91/voices/" in body(Client(), "/voices/")


def test_the_database_refuses_what_cannot_be(manager: Client) -> None:
    path = sent(manager, "/voices/groups/new/", GROUP)
    voice = Voice.objects.get(id=path.split("/")[3])
    by = VoiceDetail.objects.get(voice=voice).recorded_by
    held = {"voice": voice, "starts_on": EARLY, "recorded_by": by}
    for wrong in ({}, {"organisation_id": ident("U90001"), "area_kind": "ward", "area_code": "E"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            VoiceReach.objects.create(known_from="2020-01-01T00:00:00Z", **held, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.create(kind="councillor", owner_id=ident("U90001"))
