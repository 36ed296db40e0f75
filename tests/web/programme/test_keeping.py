"""What happens to two tabs, to a form sent twice, and to a change that changes nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.programme.actions.matters import close
from openpcn.domains.programme.models import Matter, Risk
from tests.domains.world import account
from tests.support.programme import days_ahead, key_of, recorded
from tests.support.visiting import client_of, dated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]
RISKS = "/networks/U90001/plan/risks/"


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


def typed(owner: str, **more: str) -> dict[str, str]:
    """A risk as it is typed."""
    return {
        "title": "A risk",
        "owner": owner,
        "likelihood": "4",
        "impact": "4",
        "mitigation": "A second advert",
        **dated("raised_on", "2026-04-01"),
        **dated("review_on", days_ahead(20).isoformat()),
    } | more


def seen_in(client: Client, path: str) -> dict[str, str]:
    """The version that an opened form was filled from."""
    found = re.search(r'name="seen" value="(\d+)"', client.get(path).content.decode())
    assert found is not None
    return {"seen": found[1]}


def test_the_second_of_two_tabs_is_told_what_the_first_changed_and_loses_nothing(
    manager: Account,
) -> None:
    number = recorded("risk", manager)
    director = account("director", ("clinical_director", "U90001"))
    form, owner = f"{RISKS}{number}/change/", key_of(manager)
    first, second = client_of(manager), client_of(director)
    opened, also = seen_in(first, form), seen_in(second, form)
    assert first.post(form, typed(owner, mitigation="An agency") | opened).status_code == 302
    mine = typed(owner, title="A grave risk")
    answer = second.post(form, mine | also)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 400
    assert "Manager changed this on" in page
    assert "after you had opened it. Nothing of yours is kept yet." in page
    assert "What is done about it: An agency, before A second advert" in page
    assert 'value="A grave risk"' in page
    held = Risk.objects.get(matter=number, known_until=None)
    assert (held.title, held.mitigation) == ("A risk", "An agency")
    now = re.search(r'name="seen" value="(\d+)"', page)
    assert now is not None
    both = mine | {"mitigation": "An agency", "seen": now[1]}
    assert second.post(form, both).status_code == 302
    held = Risk.objects.get(matter=number, known_until=None)
    assert (held.title, held.mitigation) == ("A grave risk", "An agency")


def test_another_problem_of_a_form_does_not_make_up_for_what_was_not_seen(manager: Account) -> None:
    number = recorded("risk", manager)
    client, form = client_of(manager), f"{RISKS}{number}/change/"
    opened = seen_in(client, form)
    assert client.post(form, typed(key_of(manager), title="Renamed") | opened).status_code == 302
    page = client.post(form, typed(key_of(manager), title="") | opened).content.decode()
    assert f'name="seen" value="{opened["seen"]}"' in page


def test_a_form_sent_twice_records_once(manager: Account) -> None:
    client = client_of(manager)
    first = client.post(f"{RISKS}new/", typed(key_of(manager)))
    again = client.post(f"{RISKS}new/", typed(key_of(manager)))
    assert first["Location"] == again["Location"]
    assert Matter.objects.count() == 1
    other = client.post(f"{RISKS}new/", typed(key_of(manager), likelihood="5"))
    assert other["Location"] != first["Location"]


def test_the_same_words_of_somebody_else_are_a_record_of_their_own(manager: Account) -> None:
    director = account("director", ("clinical_director", "U90001"))
    recorded("risk", manager)
    recorded("risk", director, owner=key_of(manager))
    assert Matter.objects.count() == 2


def test_what_ended_is_recorded_anew_in_the_same_words(manager: Account) -> None:
    number = recorded("action", manager)
    close(number, closed_as="done", closed_on=days_ahead(0), outcome="Told all.", by=manager)
    assert recorded("action", manager) != number


def test_a_change_that_changes_nothing_leaves_no_trace(manager: Account) -> None:
    number = recorded("risk", manager)
    client, form = client_of(manager), f"{RISKS}{number}/change/"
    assert client.post(form, typed(key_of(manager))).status_code == 302
    assert Risk.objects.filter(matter=number).count() == 1
    assert not AuditEvent.objects.filter(action="changed a risk").exists()
    assert "Brought back" not in client.get(f"{RISKS}{number}/").content.decode()


def test_nobody_signs_off_evidence_that_they_have_not_read(manager: Account) -> None:
    page = "/networks/U90001/plan/requirements/of/enhanced-access/"
    ours = client_of(manager)
    said = {"owner": key_of(manager), "evidence": "Rota of March"}
    assert ours.post(f"{page}answer/", said).status_code == 302
    lead = client_of(account("lead", ("primary_care_lead", "Q91")))
    opened, mine = seen_in(lead, page), seen_in(ours, page)
    signed = dated("signed_on", days_ahead(-1).isoformat())
    assert ours.post(f"{page}answer/", said | mine | {"evidence": "Rota of May"}).status_code == 302
    assert ours.post(f"{page}answer/", said | mine | {"evidence": "Rota of May"}).status_code == 302
    answer = lead.post(f"{page}sign/", signed | opened)
    assert answer.status_code == 400
    assert "Manager changed this on" in answer.content.decode()
    old = dated("signed_on", "2019-01-01") | seen_in(lead, page)
    refused = lead.post(f"{page}sign/", old).content.decode()
    assert "so it cannot have been met on 1 January 2019" in refused
    assert lead.post(f"{page}sign/", signed | seen_in(lead, page)).status_code == 302
    listed = " ".join(ours.get("/networks/U90001/plan/requirements/").content.decode().split())
    for heading in ("Who sees to it", "Evidence", "Level and source", "Standing"):
        assert f">{heading}</th>" in listed
    assert "Rota of May" in listed


def test_a_milestone_that_another_needs_is_not_taken_back(manager: Account) -> None:
    client, base = client_of(manager), "/networks/U90001/plan/milestones/"
    lease = recorded("milestone", manager, title="Lease")
    opening = recorded("milestone", manager, title="Opening", baseline_on=days_ahead(90))
    need = client.post(f"{base}{opening}/need/", {"needs": str(lease)})
    assert need.status_code == 302
    refused = client.post(f"{base}{lease}/withdraw/")
    assert refused.status_code == 400
    assert "It is needed first by “Opening”." in refused.content.decode()
    assert client.post(f"{base}{opening}/withdraw/").status_code == 200
    assert client.post(f"{base}{lease}/withdraw/").status_code == 200


def test_characters_that_control_a_machine_are_left_out_of_texts(manager: Account) -> None:
    number = recorded("risk", manager, title="A \x07bell\x00", mitigation="Two\nlines\x1b[0m")
    held = Risk.objects.get(matter=number)
    assert (held.title, held.mitigation) == ("A bell", "Two\nlines[0m")


def test_a_decision_that_an_action_follows_is_not_taken_back(manager: Account) -> None:
    client, base = client_of(manager), "/networks/U90001/plan/decisions/"
    decision = recorded("decision", manager, title="One hub")
    action = recorded("action", manager, title="Find rooms", decision=decision)
    refused = client.post(f"{base}{decision}/withdraw/")
    assert refused.status_code == 400
    assert "It is followed by “Find rooms”. Change these actions" in refused.content.decode()
    assert client.post(f"/networks/U90001/plan/actions/{action}/withdraw/").status_code == 200
    assert client.post(f"{base}{decision}/withdraw/").status_code == 200
