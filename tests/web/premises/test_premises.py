"""Sites with rooms and users are recorded; bids for them are scored, ranked and decided."""

from __future__ import annotations

import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.premises.models import SiteDetail
from tests.domains.world import account, county
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def practice() -> Client:
    return signed_in("practice", ("practice_manager", "Z90001"))


@pytest.fixture
def lead() -> Client:
    return signed_in("lead", ("primary_care_lead", "Q91"))


SITE = {
    "owner": "Z90001",
    "name": "Alder House",
    "address": "1 High Street",
    "postcode": "zz1 1zz",
    "ownership": "nhs_property",
    "condition": "poor",
    "source": "Audit of March",
    **dated("surveyed_on", "2024-03-01"),
    **dated("starts_on", "2020-04-01"),
    **dated("lease_ends_on", "2026-03-31"),
}
ROOM = {
    "room_name": "Ground floor",
    "room_for": "consulting",
    "rooms": "4",
    "square_metres": "52.5",
    "room_condition": "fair",
    "sessions_free": "3",
}
BID = {
    "bidder": "Z90001",
    "bid_title": "Two more rooms",
    "what": "Extend to the yard.",
    "fund": "Estates fund",
    "pounds": "£250,000",
    **dated("bid_on", "2024-05-01"),
}


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def sent(client: Client, path: str, said: dict[str, str] | None = None) -> str:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_from_no_site_to_the_printed_list(practice: Client) -> None:
    assert "No site is recorded yet" in body(practice, "/premises/")
    path = sent(practice, "/premises/sites/new/", SITE)
    sent(practice, f"{path}room/", ROOM)
    sent(practice, f"{path}room/", ROOM | {"rooms": "5"})
    use = {"organisation": "z90001", "used_as": "main"} | dated("use_starts_on", "2020-04-01")
    sent(practice, f"{path}use/", use)
    sent(practice, f"{path}use/", use | {"organisation": "Z90002", "used_as": "branch"})
    page = body(practice, path)
    assert "Alder House" in page
    assert "lease ends 31 March 2026" in page
    assert "Beech Surgery (Z90002): Branch surgery" in page
    every = body(practice, "/premises/?within=U90001")
    assert "1 with a main surgery, 0 with branches only" in every
    assert "3 half days a week are free" in every
    lines = practice.get("/premises/sites.csv").content.decode().splitlines()
    assert lines[1].startswith("Alder House,1 High Street,ZZ1 1ZZ,NHS Property Services,2026-03-31")
    assert ",2,5,0,3,Alder Surgery,Audit of March" in lines[1]
    number = page.split('name="use" value="')[2].split('"')[0]
    sent(practice, f"{path}use-out/", {"use": number})
    number = page.split('name="use" value="')[1].split('"')[0]
    sent(practice, f"{path}use-end/", {"use": number} | dated("use_ends_on", "2021-03-31"))
    assert "Nobody is recorded" in body(practice, path)
    assert "Alder Surgery (Z90001)" in body(practice, f"{path}?as_at=2021-01-01")
    room = page.split('name="room" value="')[1].split('"')[0]
    sent(practice, f"{path}room-out/", {"room": room})
    assert "None recorded." in body(practice, path)


def test_a_room_is_free_for_no_more_half_days_than_a_week_has(practice: Client) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    answer = practice.post(f"{path}room/", ROOM | {"rooms": "2", "sessions_free": "29"})
    assert "0 to 14 free half days a week for each" in " ".join(answer.content.decode().split())
    sent(practice, f"{path}room/", ROOM | {"rooms": "2", "sessions_free": "28"})


def test_a_change_keeps_what_was_and_a_correction_what_was_known(practice: Client) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    assert 'value="Alder House"' in body(practice, f"{path}describe/")
    later = SITE | {"condition": "good"} | dated("surveyed_on", "2025-05-01")
    sent(practice, f"{path}describe/", later | dated("starts_on", "2025-06-01"))
    assert "Good, 1 May 2025" in body(practice, path)
    assert "Poor, 1 March 2024" in body(practice, f"{path}?as_at=2024-06-01")
    sent(
        practice,
        f"{path}describe/",
        later | {"name": "Alder"} | dated("starts_on", "2025-06-01"),
    )
    assert SiteDetail.objects.filter(name="Alder House", known_until__isnull=True).count() == 1
    answer = practice.post(f"{path}describe/", SITE)
    assert "described from a later day already" in answer.content.decode()


def test_a_site_that_was_taken_back_is_brought_back(practice: Client) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    assert "Bring back" in practice.post(f"{path}withdraw/").content.decode()
    assert practice.get(path).status_code == 404
    listed = body(practice, "/premises/?within=Z90001")
    assert f'action="{path}back/' in listed
    new = listed.split('href="')[1:]
    (href,) = {one.split('"')[0] for one in new if one.startswith("/premises/sites/new/")}
    assert '<option value="Z90001" selected>' in body(practice, href.replace("&amp;", "&"))
    sent(practice, f"{path}back/")
    assert f'action="{path}back/' not in body(practice, "/premises/?within=Z90001")
    assert "Alder House" in body(practice, path)
    assert practice.post(f"{path}back/").status_code == 409
    assert practice.post("/premises/sites/9999/back/").status_code == 404
    assert AuditEvent.objects.filter(action="brought back a site").exists()


def test_bids_are_scored_ranked_and_decided_by_the_commissioner(
    practice: Client, lead: Client
) -> None:
    site = sent(practice, "/premises/sites/new/", SITE)
    first = sent(practice, f"{site}bid/", BID)
    second = sent(practice, f"{site}bid/", BID | {"bid_title": "A lift"})
    sent(practice, f"{first}change/", BID | {"pounds": "300000"})
    sent(practice, f"{first}stage/", {"stage": "submitted"})
    refused = practice.post(f"{first}change/", BID)
    assert "Bring it back to a draft first" in refused.content.decode()
    decided = practice.post(f"{first}stage/", {"stage": "supported"})
    assert "Your account may not do this" in decided.content.decode()
    for bid, priority, points in (
        (first, "training", "1"),
        (second, "training", "3"),
        (first, "fair_quality", "1"),
    ):
        said = {"priority": priority, "points": points, "reason": "Two rooms for trainees"}
        sent(lead, f"{bid}score/", said)
    page = body(lead, "/premises/?within=Q91")
    assert page.index("A lift") < page.index("Two more rooms")
    assert "8 not scored" in page
    rows = lead.get("/premises/bids.csv?within=Q91").content.decode().splitlines()
    assert rows[1].startswith(
        "1,A lift,Alder House,Alder Surgery,Estates fund,250000.0,Draft,3,27,8"
    )
    assert rows[2].startswith("2,Two more rooms,Alder House,Alder Surgery,Estates fund,300000.0")
    sent(lead, f"{first}score/", {"priority": "training", "points": "3", "reason": "More"})
    assert body(lead, "/premises/?within=Q91").index("Two more rooms") > 0
    shown = body(lead, first)
    assert "4 of 27 points; 7 of nine priorities not scored" in shown
    number = shown.split('name="score" value="')[1].split('"')[0]
    sent(lead, f"{first}unscore/", {"score": number})
    sent(lead, f"{first}stage/", {"stage": "supported"})
    sent(practice, f"{second}stage/", {"stage": "withdrawn"})
    assert "A lift" not in body(lead, "/premises/?within=Q91")
    sent(practice, f"{second}stage/", {"stage": "draft"})
    assert "A lift" in body(lead, site)
    back = lead.post(f"{first}stage/", {"stage": "draft"})
    assert "It can become: funded or not supported" in back.content.decode()


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        ("room/", ROOM | {"rooms": "0"}, "no number of rooms"),
        ("room/", ROOM | {"square_metres": "-1"}, "is no floor area"),
        ("room/", ROOM | {"square_metres": "big"}, "Enter a number"),
        ("room/", ROOM | {"room_for": "x"}, "Choose what they are for"),
        ("room-out/", {"room": "x"}, "No such room"),
        ("use/", {"organisation": "NOWHERE", "used_as": "main"}, "NOWHERE"),
        ("describe/", SITE | {"condition": "good", "surveyed_on-day": "x"}, "Enter a day"),
        ("bid/", BID | {"pounds": "0"}, "cannot be bid for"),
    ],
)
def test_what_cannot_be_is_said_on_the_page(
    practice: Client, where: str, said: dict[str, str], says: str
) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    answer = practice.post(path + where, dated("use_starts_on", "2024-01-01") | said)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_use_is_recorded_once_and_a_survey_has_its_day(practice: Client) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    use = {"organisation": "Z90001", "used_as": "main"} | dated("use_starts_on", "2020-04-01")
    sent(practice, f"{path}use/", use)
    assert "already" in practice.post(f"{path}use/", use).content.decode()
    unsaid = {key: value for key, value in SITE.items() if not key.startswith("surveyed")}
    answer = practice.post("/premises/sites/new/", unsaid)
    assert "Enter the day of the survey" in answer.content.decode()


def test_premises_are_read_in_their_system_and_recorded_by_their_keepers(
    practice: Client,
) -> None:
    path = sent(practice, "/premises/sites/new/", SITE)
    bid = sent(practice, f"{path}bid/", BID)
    assert Client().get(path).status_code == 302
    nobody = signed_in("nobody")
    assert nobody.get(path).status_code == 404
    assert nobody.get(bid).status_code == 404
    assert nobody.get("/premises/bids/9999/").status_code == 404
    assert nobody.get("/premises/?within=Q91").status_code == 403
    other = signed_in("other", ("practice_manager", "Z90002"))
    assert "Take back" not in body(other, path)
    assert other.post(f"{path}room/", ROOM).status_code == 400
    assert other.get(f"{path}describe/").status_code == 403
    score = {"priority": "training", "points": "1", "reason": "x"}
    assert practice.post(f"{bid}score/", score).status_code == 400
    administrator = Client()
    administrator.force_login(account("root", is_superuser=True, is_demonstration=True))
    assert "Alder House" in body(administrator, path)
    assert "Alder House" in body(administrator, "/premises/")
