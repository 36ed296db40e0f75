"""How the networks of the demonstration differ, and the life of a reason for a difference."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.outcomes.models import MeantVariation
from openpcn.domains.registry.models import Person
from tests.support.programme import days_ahead
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db

DAY = "as_at=2026-11-22"
LATER = days_ahead(400).isoformat()
SYSTEM, NETWORK = "/systems/ZQ1/variation/", "/networks/ZN0001/variation/"
GPS = f"{SYSTEM}people-gps/"


@pytest.fixture
def lead(_django_db_helper: None) -> Client:
    return signed_in("second-lead", ("primary_care_lead", "ZQ1"))


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"{path}?{DAY}")
    assert answer.status_code == status, answer.content[:400]
    return " ".join(answer.content.decode().split())


def reason(**more: str) -> dict[str, str]:
    return {
        "organisation": "ZN0012",
        "reason": "The hub for the whole county is here.",
        "owner": Person.objects.get(name="Second-Lead").key.hex,
        **dated("starts_on", "2026-04-01"),
        **dated("review_on", LATER),
    } | more


def test_networks_are_compared_in_the_services_that_are_recorded(client: Client) -> None:
    page = body(client, f"{SYSTEM}services-recorded/")
    assert "Offers recorded here by networks and their system" in page
    answer = client.get(f"{SYSTEM}variation.csv?{DAY}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    held = [one for one in rows if one["Key"] == "services-recorded"]
    told = {one["Code"]: float(one["Value"]) for one in held if one["Value"]}
    assert len(told) == 5
    assert max(told, key=lambda code: told[code]) == "ZN0001"
    without = [one for one in held if not one["Value"]]
    assert {one["Not shown because"] for one in without} == {"not held for its practices"}


def test_networks_are_compared_in_people_money_access_and_experience(client: Client) -> None:
    page = body(client, SYSTEM)
    for heading in ("People", "Money", "Illness that is known", "Access", "Experience"):
        assert f">{heading}</h2>" in page
    assert "over 26 networks" in page
    assert "Core contract money" in page
    assert "more where deprived" in page
    assert "Meant?" not in page
    answer = client.get(f"{SYSTEM}variation.csv?{DAY}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    gps = [one for one in rows if one["Key"] == "people-gps"]
    assert len(gps) == 26
    assert {one["Standing"] for one in gps} >= {"above", "inside"}
    assert all(one["Meant because"] == "" for one in rows)
    assert rows[0]["Demonstration"].startswith("Demonstration: invented data")


def test_a_measure_has_a_funnel_a_slope_and_every_network(client: Client) -> None:
    page = body(client, f"{SYSTEM}diabetes/")
    assert page.count("<figcaption>") == 2
    assert "Limits around all of them together" in page
    assert "Along deprivation" in page
    assert "All together" in page
    people = body(client, GPS)
    assert "one and a half times the middle half" in people
    assert "<figcaption>" not in people
    assert "is not compared here" in body(client, f"{SYSTEM}wealth/", 404)


def test_a_network_is_compared_by_its_practices(client: Client) -> None:
    page = body(client, NETWORK)
    assert "over three practices" in page or "over 3 practices" in page


def test_a_reason_is_recorded_ended_taken_back_and_brought_back(
    client: Client, lead: Client
) -> None:
    assert "not explained" in body(lead, GPS)
    assert "employs the care navigators of its neighbours" in body(lead, SYSTEM)
    assert lead.post(f"{GPS}meant/?{DAY}", reason()).status_code == 302
    page = body(lead, GPS)
    assert "Meant: The hub for the whole county is here. (Second-Lead; from 1 April 2026" in page
    listed = body(lead, SYSTEM)
    assert "1 meant" in listed
    assert "The hub for the whole county" not in body(client, SYSTEM)
    assert lead.post(f"{GPS}meant/?{DAY}", reason()).status_code == 302
    again = lead.post(f"{GPS}meant/?{DAY}", reason(reason="Another."))
    assert "A reason counts from 1 April 2026 already" in again.content.decode()
    (held,) = MeantVariation.objects.filter(known_until__isnull=True, measure="people-gps")
    which = {"meant": str(held.pk)}
    assert lead.post(f"{GPS}meant-out/?{DAY}", which).status_code == 302
    assert "Reasons taken back (1)" in body(lead, GPS)
    assert lead.post(f"{GPS}meant-back/?{DAY}", which).status_code == 302
    assert lead.post(f"{GPS}meant-back/?{DAY}", which).status_code == 400
    (held,) = MeantVariation.objects.filter(known_until__isnull=True, measure="people-gps")
    over = {"meant": str(held.pk)} | dated("ends_on", "2026-09-30")
    assert lead.post(f"{GPS}meant-end/?{DAY}", over).status_code == 302
    assert "The hub for the whole county" not in body(lead, GPS)
    assert lead.post(f"{GPS}meant/?{DAY}", reason()).status_code == 400, "it is no form sent twice"
    done = set(AuditEvent.objects.values_list("action", flat=True))
    assert {
        "explained a variation",
        "withdrew a reason for variation",
        "brought back a reason for variation",
        "ended a reason for variation",
    } <= done


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"owner": ""}, "Enter who answers for it"),
        ({"owner": "0" * 32}, "Nobody is named as the owner"),
        ({"reason": " "}, "Enter why it is meant"),
        (dated("review_on", "2026-03-31"), "before it starts to count"),
        ({"organisation": "ZN9999"}, "is held"),
    ],
)
def test_a_reason_without_an_owner_or_a_review_is_not_kept(
    lead: Client, said: dict[str, str], why: str
) -> None:
    answer = lead.post(f"{GPS}meant/?{DAY}", reason(**said))
    assert answer.status_code == 400
    assert why in " ".join(answer.content.decode().split())


def test_nobody_explains_what_is_not_theirs(lead: Client) -> None:
    other = signed_in("other-manager", ("network_manager", "ZN0002"))
    form = body(other, GPS).split("Say that a difference is meant")[1]
    assert '<option value="ZN0002"' in form
    assert '<option value="ZN0012"' not in form
    councillor = signed_in("a-councillor", ("councillor", "ZQ1"))
    assert "Say that a difference is meant" not in body(councillor, GPS)
    refused = other.post(f"{GPS}meant/?{DAY}", reason())
    assert "may not do this" in refused.content.decode()
    assert Client().post(f"{GPS}meant/?{DAY}", reason()).status_code == 302
    assert not MeantVariation.objects.filter(measure="people-gps").exists()


def whom(page: str) -> list[str]:
    choice = page.split('name="organisation"')[1].split("</select>")[0]
    return re.findall(r'value="ZN[^>]*>([^<]+)<', choice)


def test_a_reason_is_about_who_is_outside_first_and_then_by_name(lead: Client) -> None:
    names = whom(body(lead, GPS))
    outside, rest = names[:3], names[3:]
    assert outside == ["Corveldale PCN", "Kestrastead PCN", "Ruskelcombe PCN"]
    assert len(rest) == 23
    assert rest == sorted(rest)


def test_no_reason_is_asked_for_whom_nothing_is_held_of(lead: Client) -> None:
    names = whom(body(lead, f"{SYSTEM}services-recorded/"))
    assert names[0] == "Lantern Hill PCN"
    assert len(names) == 5


def test_one_measure_and_its_slope_are_files_with_their_limits(client: Client) -> None:
    page = body(client, f"{SYSTEM}diabetes/")
    assert "99.8% limits" in page
    for name in ("measure.csv", "slope.csv"):
        assert f'href="{SYSTEM}diabetes/{name}?{DAY}"' in page
    answer = client.get(f"{SYSTEM}diabetes/measure.csv?{DAY}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {one["Key"] for one in rows} == {"diabetes"}
    for one in rows:
        low, high, value = (
            float(one[name]) for name in ("99.8% limit, lower", "99.8% limit, upper", "Value")
        )
        assert (low <= value <= high) == (one["Standing"] in ("inside", "high", "low"))
    assert {one["Source"] for one in rows} == {one["Source of the measure"] for one in rows}
    slope = client.get(f"{SYSTEM}diabetes/slope.csv?{DAY}").content.decode().splitlines()
    assert slope[0].startswith('Measure,"Group, the most deprived first",Practices,Value')
    assert len(slope) == 11


def test_a_reason_is_changed_handed_over_and_given_its_next_review(lead: Client) -> None:
    by = Account.objects.get(username="second-lead")
    assert lead.post(f"{GPS}meant/?{DAY}", reason()).status_code == 302
    (held,) = MeantVariation.objects.filter(known_until__isnull=True, measure="people-gps")
    form = f"{GPS}meant/{held.pk}/"
    assert f'href="{form}?{DAY}"' in body(lead, GPS)
    assert "The hub for the whole county is here.</textarea>" in body(lead, form)
    past = reason() | dated("review_on", days_ahead(-1).isoformat())
    refused = lead.post(f"{form}?{DAY}", past)
    assert refused.status_code == 400
    assert "so nobody would look again" in refused.content.decode()
    assert lead.post(f"{form}?{DAY}", reason()).status_code == 302
    said = reason(reason="Hub and students.") | dated("review_on", days_ahead(500).isoformat())
    assert lead.post(f"{form}?{DAY}", said).status_code == 302
    assert "Meant: Hub and students." in body(lead, GPS)
    assert lead.get(f"{form}?{DAY}").status_code == 404
    (held,) = MeantVariation.objects.filter(known_until__isnull=True, measure="people-gps")
    assert held.recorded_by == by
    other = signed_in("other-manager", ("network_manager", "ZN0002"))
    assert other.get(f"{GPS}meant/{held.pk}/?{DAY}").status_code == 404
