"""What we owe, what we receive, by when; recorded as done, taken back, and taken along."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from icalendar import Calendar

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.agreements.models import ObligationDone
from tests.domains.world import account, county, day
from tests.support.visiting import signed_in

pytestmark = pytest.mark.django_db
ITEM = "/calendar/Z90001/2024-25/take_part/"
AT = "as_at=2024-05-20"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def practice() -> Client:
    return signed_in("practice", ("practice_manager", "Z90001"))


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


def fields(name: str, text: str) -> dict[str, str]:
    year, month, number = text.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


DONE = {"organisation": "Z90001", "occurrence": "once", "evidence": "Letter of 2 May"} | fields(
    "done_on", "2024-04-28"
)


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def done(client: Client, path: str, said: dict[str, str]) -> None:
    answer = client.post(path, said)
    assert answer.status_code == 302, answer.content.decode()


def counted() -> None:
    """The network has patients, so that something comes in."""
    by = account("lead", ("primary_care_lead", "Q91"))
    for counts in ("registered", "adjusted", "weighted"):
        record_count(
            network="U90001",
            counts=counts,
            number=Decimal(30_000),
            on=day("2024-01-01"),
            source="Letter",
            by=by,
        )


def events(client: Client, path: str) -> dict[str, object]:
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.content)
    return {str(one["uid"]): one for one in read.walk("VEVENT")}


def test_a_practice_manager_opens_their_own_year_and_records_what_is_done(
    practice: Client,
) -> None:
    page = body(practice, f"/calendar/?{AT}")
    assert "Alder Surgery: calendar 2024/25" in page
    assert "Say whether your practice takes part" in page
    assert "Overdue" in page
    done(practice, f"{ITEM}done/?{AT}", DONE)
    item = body(practice, f"{ITEM}?{AT}")
    assert "Letter of 2 May" in item
    assert "Done on 28 April 2024; recorded by practice" in item
    network = body(practice, f"/calendar/?for=U90001&{AT}")
    assert "1 of 2 done" in network
    again = practice.post(f"{ITEM}done/?{AT}", DONE)
    assert "recorded as done already" in again.content.decode()
    number = str(ObligationDone.objects.get().pk)
    done(practice, f"{ITEM}not-done/?{AT}", {"record": number})
    assert "Letter of 2 May" not in body(practice, f"{ITEM}?{AT}")
    assert AuditEvent.objects.filter(action="withdrew that an obligation was done").exists()


@pytest.mark.parametrize(
    ("path", "said", "says"),
    [
        ("take_part/done/", DONE | {"evidence": ""}, "Enter how that is known"),
        ("take_part/done/", DONE | fields("done_on", "2030-01-01"), "has not come yet"),
        ("take_part/done/", DONE | {"organisation": "U90001"}, "is not asked of this"),
        ("take_part/done/", DONE | {"organisation": "Z90002"}, "Your account may not do this"),
        ("take_part/done/", DONE | {"occurrence": "2024-04"}, "It is not due then"),
        ("take_part/not-done/", {"record": "x"}, "No such record"),
        ("sign_network_agreement/day/", {"source": "x"}, "Days are set by a commissioner"),
        ("take_part/day/", {"source": "x"}, "The contract gives this its day"),
        ("claim_roles/day/", {"source": "x", "day_of_month": "ten"}, "Enter a whole number"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    practice: Client, path: str, said: dict[str, str], says: str
) -> None:
    answer = practice.post(f"/calendar/Z90001/2024-25/{path}", said)
    assert answer.status_code == 400
    assert says in " ".join(answer.content.decode().split())


def test_a_day_that_the_contract_does_not_give_is_set_by_the_network(
    manager: Client, practice: Client
) -> None:
    path = "/calendar/U90001/2024-25/claim_roles/"
    assert "each month; day not found" in body(manager, f"/calendar/?{AT}")
    done(manager, f"{path}day/", {"day_of_month": "31", "source": "Letter of 2 April"})
    page = body(practice, f"/calendar/?whose=all&{AT}")
    assert "31 May 2024" in page
    assert "Claim for people" not in body(practice, f"/calendar/?{AT}")
    assert "Letter of 2 April" in page
    done(manager, f"{path}day/", {"day_of_month": "10", "source": "Letter of 3 April"})
    shown = body(manager, f"{path}?{AT}")
    assert "day 10 of the month after" in shown
    assert "10 May 2024" in shown
    number = shown.split('name="record" value="')[1].split('"')[0]
    refused = practice.post("/calendar/Z90001/2024-25/claim_roles/no-day/", {"record": number})
    assert refused.status_code == 400
    done(manager, f"{path}no-day/", {"record": number})
    assert "each month; day not found" in body(manager, f"/calendar/?{AT}")


def test_a_local_deadline_is_a_day(manager: Client) -> None:
    path = "/calendar/U90001/2024-25/"
    for obligation, said, says in (
        ("sign_network_agreement", {"source": "x"}, "A deadline is one day"),
        ("claim_roles", {"source": "x", "day_of_month": "32"}, "No month has a day 32"),
    ):
        answer = manager.post(f"{path}{obligation}/day/", said)
        assert says in answer.content.decode()


def test_a_calendar_program_gets_whole_days_with_lasting_identifiers(manager: Client) -> None:
    path = "/calendar/U90001/2024-25/sign_network_agreement/day/"
    done(manager, path, {"source": "Board; said, “soon”"} | fields("due_on", "2024-06-30"))
    public = Client()
    first = events(public, "/calendar/U90001/2024-25.ics")
    assert first.keys() == events(public, "/calendar/U90001/2024-25.ics").keys()
    assert first.keys() <= events(public, f"/calendar/U90001/feed.ics?{AT}").keys()
    assert first.keys().isdisjoint(events(public, "/calendar/U90002/2024-25.ics"))
    one = next(each for each in first.values() if "network agreement" in str(each["summary"]))  # type: ignore[index]
    assert one["dtstart"].dt == day("2024-06-30")  # type: ignore[index]
    assert one["dtend"].dt == day("2024-07-01")  # type: ignore[index]
    assert "Board; said, “soon”" in str(one["description"])  # type: ignore[index]
    raw = public.get("/calendar/U90001/2024-25.ics").content
    assert b"DTSTART;VALUE=DATE:20240630" in raw
    assert b"Board\\; said\\, " in raw.replace(b"\r\n ", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"manager" not in raw
    assert len(events(public, "/calendar/all/2024-25.ics")) < len(first)


def test_what_we_receive_stands_on_the_same_page(manager: Client, practice: Client) -> None:
    counted()
    page = body(manager, f"/calendar/?{AT}")
    assert "What we receive, by when" in page
    assert "£5,545.00" not in page
    assert "April 2024" in page
    assert "monthly, first £19,937.50" in page
    assert "/networks/U90001/claims/?" in page
    assert "Network participation" in body(practice, f"/calendar/?{AT}")
    lines = manager.get(f"/calendar/calendar.csv?for=U90001&{AT}").content.decode()
    assert "Receive: Enhanced access" in lines
    assert "Contract calendar of OpenPCN" in lines
    received = events(Client(), "/calendar/U90001/2024-25.ics").values()
    assert any("for April 2024: Enhanced access" in str(one["summary"]) for one in received)  # type: ignore[index]


def test_the_day_of_payment_is_the_one_that_was_told_and_can_be_taken_back(
    manager: Client, practice: Client
) -> None:
    counted()
    path = "/calendar/U90001/2024-25/paid/"
    page = body(manager, f"/calendar/?{AT}")
    assert "day not held; month ends 31 May 2024" in page
    assert "Next to come in" in page
    assert "the day was not found" in body(Client(), path).lower()
    said = {"payee": "nominated_payee", "day_of_month": "20", "day_of": "month", "source": "Mail"}
    assert "Choose who is paid" in manager.post(path, said | {"payee": ""}).content.decode()
    assert (
        "No month has a day 32"
        in manager.post(path, said | {"day_of_month": "32"}).content.decode()
    )
    assert (
        "Days are set by a commissioner"
        in practice.post("/calendar/Z90001/2024-25/paid/", said).content.decode()
    )
    assert "/sign-in/" in Client().post(path, said)["Location"]
    done(manager, path, said)
    assert "day 20 of the month that the money is for" in body(practice, path)
    page = body(manager, f"/calendar/?{AT}")
    assert "20 May 2024" in page
    assert "the practices" in page, "their money comes on another day"
    received = events(Client(), "/calendar/U90001/2024-25.ics").values()
    days = [one["dtstart"].dt for one in received if "Enhanced access" in str(one["summary"])]  # type: ignore[index]
    assert day("2024-06-20") in days
    lines = manager.get(f"/calendar/calendar.csv?for=U90001&{AT}").content.decode()
    assert "2024-06-20,Mail" in lines
    shown = body(manager, path)
    number = shown.split('name="record" value="')[1].split('"')[0]
    refused = practice.post(f"{path}take-back/", {"record": number})
    assert "Your account may not do this" in refused.content.decode()
    done(manager, f"{path}take-back/", {"record": number})
    assert "None is recorded for this year" in body(manager, path)
    board = signed_in("board", ("primary_care_lead", "Q91"))
    assert "/calendar/Q91/2024-25/paid/" in body(board, f"/calendar/?for=Q91&{AT}")
    done(board, "/calendar/Q91/2024-25/paid/", said)
    assert "20 May 2024" in body(manager, f"/calendar/?{AT}"), "the board's day counts beneath"


def test_the_public_sees_the_rules_and_not_what_is_done(practice: Client) -> None:
    done(practice, f"{ITEM}done/?{AT}", DONE)
    public = Client()
    assert "Calendar 2024/25" in body(public, f"/calendar/?{AT}")
    page = body(public, f"/calendar/?for=Z90001&{AT}")
    assert "shown to people with a role" in page
    assert "Letter of 2 May" not in page + body(public, f"{ITEM}?{AT}")
    assert public.post(f"{ITEM}done/", DONE)["Location"].startswith("/sign-in/")
    assert "Letter of 2 May" not in public.get("/calendar/calendar.csv?for=Z90001").content.decode()


def test_signatures_and_ends_of_agreements_are_days_too(manager: Client) -> None:
    said = {
        "kind": "data_sharing",
        "about": "U90001",
        "title": "Sharing",
        **fields("starts_on", "2024-04-01"),
        **fields("ends_on", "2024-06-30"),
        **fields("sign_by", "2024-04-30"),
    }
    path = manager.post("/agreements/new/", said)["Location"]
    done(manager, f"{path}members/", {})
    page = body(manager, f"/calendar/?{AT}")
    assert "Sign “Sharing”: Alder Surgery, Beech Surgery" in page
    assert "“Sharing” ends" in page


def test_what_the_register_shows_is_not_recorded_twice(manager: Client, practice: Client) -> None:
    begun = {"about": "U90001", **fields("starts_on", "2024-04-01"), "title": "Ours"}
    network = begun | {"kind": "network", "payee": "Z90001", "clinical_director": "Dr A"}
    for said in (network, begun | {"kind": "data_sharing"}):
        path = manager.post("/agreements/new/", said)["Location"]
        done(manager, f"{path}members/", {})
        signed = {"signs": "Z90001", "signed_by": "B", "job_title": "Partner"}
        done(manager, f"{path}sign/", signed | fields("signed_on", "2024-05-02"))
    item = "/calendar/Z90001/2024-25/"
    for obligation in ("data_sharing", "sign_network_agreement"):
        shown = body(practice, f"{item}{obligation}/?{AT}")
        assert "Shown by the register, from 2 May 2024" in shown
        assert "Take back" not in shown
        assert "Shown by the register" not in body(
            practice, f"{item}{obligation}/?as_at=2024-05-01"
        )
        assert "1 of 2 done" in body(manager, f"/calendar/U90001/2024-25/{obligation}/?{AT}")
    for obligation in ("nominated_payee", "clinical_director"):
        shown = body(manager, f"/calendar/U90001/2024-25/{obligation}/?{AT}")
        assert "Register of agreements: Ours" in shown
    assert "Register of agreements" not in body(Client(), f"{item}data_sharing/?{AT}")


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/calendar/?year=2018/19", 409, "There is no contract calendar of 2018/19"),
        ("/calendar/?year=soon", 400, "is not a contract year"),
        ("/calendar/?for=NOWHERE", 409, "NOWHERE"),
        ("/calendar/U90001/2024-25/nothing/", 404, "asks for no such thing"),
    ],
)
def test_a_calendar_that_is_not_held_is_said(path: str, status: int, says: str) -> None:
    answer = Client().get(path)
    assert says in answer.content.decode()
    assert answer.status_code in (status, 404)
