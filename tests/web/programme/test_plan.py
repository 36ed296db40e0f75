"""The plan of a network in a browser's words: from empty to printed, changed, ended, undone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models import RoleHolding
from tests.domains.world import account
from tests.support.programme import days_ahead, key_of, recorded
from tests.support.visiting import client_of, dated, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]
PLAN = "/networks/U90001/plan/"


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


@pytest.fixture
def client(manager: Account) -> Client:
    return client_of(manager)


def day_in(name: str, day: date) -> dict[str, str]:
    return dated(name, day.isoformat())


def form_of(kind: str, owner: str, **more: str) -> dict[str, str]:
    """What somebody types for each kind."""
    usual = {
        "actions": {
            "progress": "open",
            "question": "Who answers the telephone?",
            "asked_by": "Health scrutiny",
            "report_to": "Health scrutiny",
            **day_in("due_on", days_ahead(30)),
            **day_in("report_on", days_ahead(40)),
        },
        "decisions": {"decided_by": "Network board", "evidence": "Survey of June"},
        "risks": {
            "likelihood": "4",
            "impact": "4",
            "mitigation": "A second advert",
            **day_in("review_on", days_ahead(20)),
        },
        "milestones": {"enabler": "digital", **day_in("baseline_on", days_ahead(60))},
        "in-force": {"kept_at": "Shared folder", "check_every": "3"},
        "requirements": {"basis": "Response of Healthwatch"},
    }[kind]
    said = {"title": f"One of {kind}", "owner": owner, **dated("raised_on", "2026-04-01")}
    return said | usual | more


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(client: Client, path: str, said: dict[str, str] | None = None) -> str:
    answer = client.post(path, said or {})
    assert answer.status_code == 302, re.findall(
        r"error-message[^<]*<[^<]*<[^<]*", answer.content.decode()
    )
    return answer["Location"]


@pytest.mark.parametrize("kind", ["decisions", "risks", "milestones", "in-force", "requirements"])
def test_each_part_is_recorded_and_changed(client: Client, manager: Account, kind: str) -> None:
    path = sent(client, f"{PLAN}{kind}/new/", form_of(kind, key_of(manager)))
    assert f'value="One of {kind}"' in body(client, f"{path}change/")
    sent(client, f"{path}change/", form_of(kind, key_of(manager), title="Said anew"))
    page = body(client, path)
    assert "Title: Said anew, before One of" in page
    assert re.search(r'name="closed_as".*?<option value="\w+"', page)
    assert "Said anew" in body(client, f"{PLAN}{kind}/")


def test_an_action_goes_from_empty_to_kept_changed_ended_and_back(
    client: Client, manager: Account
) -> None:
    kind = "actions"
    assert "No action is recorded." in body(client, f"{PLAN}{kind}/")
    assert "Keep this" in body(client, f"{PLAN}{kind}/new/")
    path = sent(client, f"{PLAN}{kind}/new/", form_of(kind, key_of(manager)))
    assert f"One of {kind}" in body(client, path)
    assert f'value="One of {kind}"' in body(client, f"{path}change/")
    sent(client, f"{path}change/", form_of(kind, key_of(manager), title="Said anew"))
    assert "Title: Said anew, before One of" in body(client, path)
    assert "Said anew" in body(client, f"{PLAN}{kind}/")
    how = re.search(r'name="closed_as".*?<option value="(\w+)"', body(client, path))
    assert how is not None
    ended = {"closed_as": how[1], "outcome": "It came to this"}
    sent(client, f"{path}close/", ended | day_in("closed_on", timezone.localdate()))
    assert "It came to this" in body(client, path)
    sent(client, f"{path}reopen/")
    taken = client.post(f"{path}withdraw/").content.decode()
    assert "Bring back" in taken
    assert client.get(path).status_code == 404
    assert "Taken back" in body(client, f"{PLAN}{kind}/")
    sent(client, f"{path}back/")
    assert "Brought back" in body(client, path)
    for small in ("close", "reopen", "withdraw", "back", "hand-over"):
        assert client.get(f"{path}{small}/").status_code == 302


def test_the_plan_at_a_glance_says_what_needs_a_hand_and_draws_the_timeline(
    client: Client, manager: Account
) -> None:
    assert "No milestone is set yet" in body(client, PLAN)
    leaves = account("leaves", ("clinical_director", "U90001"))
    recorded("action", manager, owner=key_of(leaves), title="Answer the letter")
    RoleHolding.objects.filter(person__account=leaves).update(ends_on=days_ahead(-3))
    lease = recorded("milestone", manager, title="Lease signed", baseline_on=days_ahead(90))
    opening = recorded("milestone", manager, title="Hub opens", baseline_on=days_ahead(60))
    sent(client, f"{PLAN}milestones/{opening}/need/", {"needs": str(lease)})
    page = body(client, PLAN)
    assert "Action without an owner: Leaves left on" in page
    assert "Expected 30 days before what it needs: “Lease signed”" in page
    assert "No open milestones are expected later than first set" in page or "<svg" in page
    assert page.count("Hub opens") >= 3
    refused = client.post(f"{PLAN}milestones/{lease}/need/", {"needs": str(opening)})
    assert refused.status_code == 400
    assert "“Lease signed” needs “Hub opens” needs “Lease signed”" in refused.content.decode()
    moved = {"because": "Solicitor"} | day_in("forecast_on", days_ahead(100))
    sent(client, f"{PLAN}milestones/{opening}/forecast/", moved)
    assert "40 days later; Solicitor" in body(client, f"{PLAN}milestones/{opening}/")
    need = re.search(r'name="need" value="(\d+)"', body(client, f"{PLAN}milestones/{opening}/"))
    assert need is not None
    sent(client, f"{PLAN}milestones/{opening}/need-out/", {"need": need[1]})
    assert "Nothing is recorded." in body(client, f"{PLAN}milestones/{opening}/")
    lines = client.get("/networks/U90001/plan.csv?of=milestones").content.decode().splitlines()
    assert lines[0].startswith("Milestone,Belongs to,As first set")
    assert len(lines) == 3


def test_an_action_is_handed_over_from_whoever_has_left(client: Client, manager: Account) -> None:
    leaves = account("leaves", ("clinical_director", "U90001"))
    number = recorded("action", manager, owner=key_of(leaves))
    RoleHolding.objects.filter(person__account=leaves).update(ends_on=days_ahead(-3))
    path = f"{PLAN}actions/{number}/"
    assert "Hand it over to somebody who holds a role here" in body(client, path)
    again = client.post(f"{path}hand-over/", {"owner": key_of(leaves)})
    assert "Leaves holds no role here since" in again.content.decode()
    sent(client, f"{path}hand-over/", {"owner": key_of(manager)})
    assert "who holds a role here" not in body(client, path)


@pytest.mark.parametrize(
    ("kind", "wrong", "says"),
    [
        ("actions", dated("due_on", "2024-03-01"), "1 March 2024 has passed"),
        ("actions", {"owner": ""}, "Nobody is named who answers for it"),
        ("actions", {"title": "x" * 201}, "Shorten this to 200 characters"),
        ("risks", {"likelihood": "6"}, "That cannot be chosen here"),
        ("milestones", dated("baseline_on", "2024-03-01"), "Enter "),
        ("in-force", {"check_every": "40"}, "cannot be kept"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_is_kept(
    client: Client, manager: Account, kind: str, wrong: dict[str, str], says: str
) -> None:
    answer = client.post(f"{PLAN}{kind}/new/", form_of(kind, key_of(manager)) | wrong)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "2026" in answer.content.decode()


def test_titles_of_200_characters_and_from_right_to_left_are_shown_whole(
    client: Client, manager: Account
) -> None:
    recorded("milestone", manager, title="م" * 200)
    recorded("risk", manager, title="خطر نقص الموظفين (winter)")
    assert "م" * 200 in body(client, f"{PLAN}milestones/").replace("<wbr>", "")
    page = body(client, f"{PLAN}risks/")
    assert "خطر نقص الموظفين (winter)" in page
    assert "pcn-any-direction" in page


def test_the_plan_is_read_in_its_system_and_changed_by_its_network(manager: Account) -> None:
    number = recorded("risk", manager, title="Two nurses leave")
    path = f"{PLAN}risks/{number}/"
    assert Client().get(f"{PLAN}risks/").status_code == 302
    assert signed_in("nobody").get(f"{PLAN}risks/").status_code == 403
    member = signed_in("member", ("ppg_member", "U90001"))
    assert member.get(path).status_code == 403
    other = signed_in("other", ("network_manager", "U90002"))
    assert "Two nurses leave" in body(other, path)
    assert "take back" not in body(other, path)
    assert other.post(f"{path}close/", {"closed_as": "passed"}).status_code == 400
    assert other.get(f"{PLAN}risks/new/").status_code == 403
    assert other.get(f"/networks/U90002/plan/risks/{number}/").status_code == 404
    lead = signed_in("lead", ("primary_care_lead", "Q91"))
    of_system = body(lead, "/systems/Q91/plan/risks/")
    assert "Two nurses leave" in of_system
    assert "North PCN" in of_system
    for missing in ("plan/none/", "plan/none/new/", "plan/none/1/", "plan/none/1/change/"):
        assert lead.get(f"/systems/Q91/{missing}").status_code == 404
    assert lead.get("/practices/Z90001/plan/").status_code == 404
    assert "Two nurses leave" in body(lead, "/places/P91/plan/risks/")


def test_whoever_holds_no_role_is_led_to_what_is_open_to_everybody(manager: Account) -> None:
    recorded("risk", manager, title="Two nurses leave")
    for visitor, how in ((Client(), "Sign in"), (signed_in("nobody"), "holds no role here")):
        page = body(visitor, PLAN)
        assert 'href="/networks/U90001/variation/"' in page
        assert 'href="/networks/U90001/services/"' in page
        assert how in page
        assert "Open actions" not in page
        assert "Two nurses leave" not in page
        assert "/plan/risks/" not in page
    assert (
        "Variation and services are open to everybody"
        in signed_in("other").get(f"{PLAN}risks/").content.decode()
    )
