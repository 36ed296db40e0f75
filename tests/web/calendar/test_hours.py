"""Sessions of enhanced access: planned once for weeks, recorded, and returned."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from openpcn.domains.agreements.actions.counts import record_count
from openpcn.domains.agreements.models import AccessSession
from tests.domains.world import account, county, day

pytestmark = pytest.mark.django_db
PATH = "/networks/U90001/access/"
MONTH = "?month=2024-05"


@pytest.fixture
def manager() -> Client:
    county()
    by = account("manager", ("network_manager", "U90001"))
    record_count(
        network="U90001",
        counts="adjusted",
        number=Decimal("30100.5"),
        on=day("2024-01-01"),
        source="Letter",
        by=by,
    )
    client = Client()
    client.force_login(by)
    return client


PLAN = {
    "held_at": "Z90001",
    "on-day": "7",
    "on-month": "5",
    "on-year": "2024",
    "starts_at": "18.30",
    "ends_at": "2000",
    "clinicians": "10",
    "mode": "in_person",
    "weeks": "4",
}


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def done(client: Client, verb: str, said: dict[str, str]) -> None:
    answer = client.post(f"{PATH}{verb}/{MONTH}", said)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"{PATH}{MONTH}"


def test_from_an_empty_month_to_the_return(manager: Client) -> None:
    page = body(manager, PATH + MONTH)
    assert "1,807" in page
    assert "1,807 minutes are not planned" in page
    done(manager, "plan", PLAN)
    assert AccessSession.objects.count() == 4
    assert "907 minutes are not planned" in body(manager, PATH + MONTH)
    done(manager, "as-planned", {"first": "2024-05-06", "last": "2024-06-02"})
    session = AccessSession.objects.filter(known_until__isnull=True).order_by("on").first()
    assert session is not None
    done(
        manager,
        "deliver",
        {"session": str(session.pk), "minutes": "600", "reason": "Two were ill"},
    )
    page = body(manager, PATH + MONTH)
    assert "Two were ill" in page
    lines = manager.get(f"{PATH}return.csv{MONTH}").content.decode().splitlines()
    assert lines[0].startswith("Week from,Network,Network code,Minutes required")
    assert lines[1].startswith("2024-05-06,North PCN,U90001,1807,1,900,600,0,1207,840,30100.5")
    sessions = manager.get(f"{PATH}sessions.csv{MONTH}").content.decode().splitlines()
    assert sessions[1].startswith("2024-05-07,18:30,20:00,Alder Surgery,Z90001,10,In person,900")


def test_what_was_recorded_or_planned_is_taken_back(manager: Client) -> None:
    done(manager, "plan", PLAN | {"weeks": "1"})
    done(manager, "as-planned", {"first": "2024-05-06", "last": "2024-06-02"})
    held = AccessSession.objects.get(known_until__isnull=True)
    assert held.delivered_minutes == 900
    done(manager, "undeliver", {"session": str(held.pk)})
    held = AccessSession.objects.get(known_until__isnull=True)
    assert held.delivered_minutes is None
    done(manager, "out", {"session": str(held.pk)})
    assert "None yet." in body(manager, PATH + MONTH)


@pytest.mark.parametrize(
    ("verb", "said", "says"),
    [
        ("plan", {"held_at": "Z90003"}, "Choose a practice that is in the network on that day"),
        ("plan", {"on-day": "32"}, "Enter a day that exists"),
        ("plan", {"ends_at": "18:45"}, "lasts less than 30 minutes"),
        ("plan", {"ends_at": "late"}, "Enter a time, such as 18:30"),
        ("plan", {"clinicians": "0"}, "0 clinicians do not hold a session"),
        ("plan", {"clinicians": "many"}, "Enter a whole number"),
        ("plan", {"weeks": "99"}, "99 weeks cannot be planned"),
        ("plan", {"mode": "x"}, "Choose how people are seen"),
        ("deliver", {"session": "0", "minutes": "1"}, "No such session"),
        ("as-planned", {"first": "x"}, "Open the month again"),
    ],
)
def test_what_cannot_be_is_refused(
    manager: Client, verb: str, said: dict[str, str], says: str
) -> None:
    answer = manager.post(f"{PATH}{verb}/{MONTH}", PLAN | said)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_delivered_minutes_are_believable_and_less_has_a_reason(manager: Client) -> None:
    done(manager, "plan", PLAN | {"weeks": "1"})
    number = str(AccessSession.objects.get().pk)
    for said, says in (
        ({"minutes": "5000"}, "were not delivered in a session of 900"),
        ({"minutes": "10"}, "The reason is empty"),
    ):
        answer = manager.post(f"{PATH}deliver/{MONTH}", {"session": number} | said)
        assert says in answer.content.decode()
    twice = manager.post(f"{PATH}plan/{MONTH}", PLAN)
    assert "is planned there already" in twice.content.decode()
    done(manager, "plan", PLAN | {"on-year": "2031", "weeks": "1"})
    later = AccessSession.objects.get(on=day("2031-05-07"))
    answer = manager.post(f"{PATH}deliver/{MONTH}", {"session": str(later.pk), "minutes": "900"})
    assert "once it was held" in answer.content.decode()


def test_the_rule_of_the_day_counts_and_a_population_that_is_not_held_is_said(
    manager: Client,
) -> None:
    page = body(manager, f"{PATH}?month=2020-05")
    assert "Extended hours" in page
    assert "registered population is not held" in page
    assert "not known: the population is not held" in page
    assert "15,000" not in page


def test_sessions_are_the_networks_own(manager: Client) -> None:
    other = Client()
    other.force_login(account("south", ("network_manager", "U90002")))
    assert "For how many weeks" not in body(other, PATH + MONTH)
    answer = other.post(f"{PATH}plan/{MONTH}", PLAN)
    assert "Your account may not do this" in answer.content.decode()
    nobody = Client()
    nobody.force_login(account("nobody"))
    assert nobody.get(PATH).status_code == 403
    assert manager.get("/networks/Z90001/access/").status_code == 400
    assert manager.get(f"{PATH}?month=May").status_code == 400
