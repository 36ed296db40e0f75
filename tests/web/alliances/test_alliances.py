"""Alliances in a browser's words: from empty to the list as CSV, corrected, ended, undone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openpcn.domains.accounts.models import Account
from openpcn.domains.alliances.actions.members import add_member
from tests.domains.world import account, day
from tests.support.alliances import SINCE, recorded
from tests.support.visiting import client_of, dated, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]
HERE = "/networks/U90001/alliances/"
LISTED = "?as_at=2024-06-01"
"""A day on which lists are held."""
THEN = day("2024-04-01")


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


@pytest.fixture
def client(manager: Account) -> Client:
    return client_of(manager)


def page(client: Client, address: str = HERE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


FORM = {
    "kind": "back_office",
    "title": "Shared payroll",
    "scope": "Pay for all practices",
    "lead": "Z90001",
    "pounds": "£30,000",
    "pounds_source": "Budget 2024/25",
    **dated("starts_on", "2024-04-01"),
}


def test_a_manager_goes_from_nothing_to_an_alliance_with_members(client: Client) -> None:
    assert "None is recorded" in page(client)
    assert "Shared back-office service" in page(client, f"{HERE}new/")
    wrong = client.post(f"{HERE}new/", FORM | {"title": "", "lead": ""})
    assert wrong.status_code == 400
    made = client.post(f"{HERE}new/", FORM)
    assert made.status_code == 302
    one = made["Location"]
    assert "No member is recorded yet" in page(client, one)
    refused = client.post(
        f"{one}member/",
        {"member": "Z90002", "does": "Pays", **dated("joins_on", "2024-01-01")},
    )
    assert refused.status_code == 400
    assert "begins on 1 April 2024" in refused.content.decode()
    for who in ({"member": "U90001"}, {"member": "", "member_other": "Town Council"}):
        joined = client.post(
            f"{one}member/", {**who, "does": "Pays", **dated("joins_on", "2024-04-01")}
        )
        assert joined.status_code == 302
    shown = page(client, f"{one}{LISTED}")
    assert "30,000 patients of 2 practices" in shown
    assert "£1.00 a year" in shown
    assert "Town Council" in shown
    assert "Each of the 2 practices is in one" in page(client)


def test_it_is_corrected_ended_taken_back_and_each_is_undone(
    client: Client, manager: Account
) -> None:
    number = recorded(manager)
    one = f"{HERE}{number}/"
    member = add_member(number, member="Z90002", does="Pays", starts_on=SINCE, by=manager)
    form = page(client, f"{one}change/")
    assert 'value="Z90001" selected' in form
    assert 'value="60,000"' in form
    client.post(f"{one}change/", FORM)
    assert "Shared payroll, before River federation" in page(client, one)
    assert "£30,000.00, before £60,000.00" in page(client, one)
    client.post(f"{one}close/", dated("ends_on", "2025-06-30"))
    assert "Ended" in page(client, one)
    client.post(f"{one}reopen/")
    assert "Ended" not in page(client, one)
    client.post(f"{one}member-end/", {"which": member, **dated("left_on", "2025-06-30")})
    assert "until 30 June 2025" in page(client, one)
    ended = int(page(client, one).split('name="which" value="')[1].split('"')[0])
    client.post(f"{one}member-keep/", {"which": ended})
    kept = int(page(client, one).split('name="which" value="')[1].split('"')[0])
    client.post(f"{one}member-out/", {"which": kept})
    assert "No member is recorded yet" in page(client, one)
    assert "It is taken back" in client.post(f"{one}withdraw/").content.decode()
    assert client.get(one).status_code == 404
    assert "Taken back" in page(client)
    client.post(f"{one}back/")
    assert "Shared payroll" in page(client, one)


def test_the_public_reads_titles_scope_and_members_but_no_cost(manager: Account) -> None:
    number = recorded(manager)
    add_member(number, member="Z90002", does="Pays", starts_on=SINCE, by=manager)
    public = Client()
    for address in (HERE, f"{HERE}{number}/", "/networks/U90001/alliances.csv?of=alliances"):
        shown = page(public, address)
        assert "River federation" in shown
        assert "60,000" not in shown
        assert "60000" not in shown
        assert "Budget" not in shown
        assert "RF/1" not in shown
        assert "Manager" not in shown
    assert public.get(f"{HERE}new/").status_code == 302
    assert "/alliances/" in page(public, "/networks/U90001/practices/")


def test_a_colleague_reads_the_cost_and_changes_nothing(manager: Account) -> None:
    number = recorded(manager)
    colleague = signed_in("colleague", ("network_manager", "U90002"))
    shown = page(colleague, f"{HERE}{number}/")
    assert "£60,000.00" in shown
    assert "Record that it ends" not in shown
    assert colleague.get(f"{HERE}{number}/change/").status_code == 403
    assert colleague.get(f"{HERE}new/").status_code == 403
    colleague.post(f"{HERE}{number}/withdraw/")
    assert "River federation" in page(colleague)


def test_who_is_in_none_and_who_is_in_two_federations_is_said(manager: Account) -> None:
    for title, member in (("One", "U90001"), ("Two", "Z90002"), ("Three", "U90001")):
        number = recorded(manager, title=title)
        add_member(number, member=member, does="Staff", starts_on=SINCE, by=manager)
    system = page(Client(), "/systems/Q91/alliances/")
    assert "In two federations at once" in system
    assert "<li>North PCN: " in system
    assert "Beech Surgery: " not in system
    assert "4 of 6 practices" in system
    assert "Cedar Surgery" in system


def test_the_lists_are_csv_files(client: Client, manager: Account) -> None:
    number = recorded(manager, starts_on=THEN)
    add_member(number, member="Z90002", does="=Pays", starts_on=THEN, by=manager)
    first = page(
        client, "/networks/U90001/alliances.csv?as_at=2024-06-01&of=alliances"
    ).splitlines()
    assert first[0].startswith("Alliance,Kind,Scope,Led by,")
    assert "RF/1,60000.0,Budget 2025/26,3.0" in first[1]
    assert "Stands,2024-04-01,,North PCN" in first[1]
    public = page(Client(), "/networks/U90001/alliances.csv?as_at=2024-06-01&of=alliances")
    assert "Telephone hub and shared staff." in public
    assert "60000" not in public
    members = page(client, "/networks/U90001/alliances.csv?of=members")
    assert "Beech Surgery,Z90002,River federation" in members
    assert "'=Pays" in members


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    client: Client, manager: Account
) -> None:
    number = recorded(manager)
    change = f"{HERE}{number}/change/"
    opened = re.findall(r'name="seen" value="(\d+)"', page(client, change))
    colleague = signed_in("lead", ("primary_care_lead", "Q91"))
    assert colleague.post(change, FORM | {"title": "Payroll of all"}).status_code == 302
    late = client.post(change, FORM | {"title": "Mine", "seen": opened[0]})
    said = late.content.decode()
    assert late.status_code == 400
    assert "changed this on" in said
    assert "Payroll of all" in said, "what changed stands beneath the form"
    again = re.findall(r'name="seen" value="(\d+)"', said)
    assert client.post(change, FORM | {"title": "Both", "seen": again[0]}).status_code == 302


def test_what_is_refused_stands_at_its_own_field(client: Client) -> None:
    ends = FORM | dated("ends_on", "2024-03-31")
    said = client.post(f"{HERE}new/", ends).content.decode()
    assert '<a href="#ends_on-day">It would end on 31 March 2024, before it starts' in said
    said = client.post(f"{HERE}new/", FORM | {"pounds_source": ""}).content.decode()
    assert '<a href="#pounds_source">The source of the cost is empty.' in said


def test_a_form_that_is_sent_twice_is_recorded_once(client: Client) -> None:
    places = {client.post(f"{HERE}new/", FORM)["Location"] for _ in range(2)}
    assert len(places) == 1


def test_a_member_is_corrected_taken_back_and_brought_back(
    client: Client, manager: Account
) -> None:
    number = recorded(manager)
    one = f"{HERE}{number}/"
    which = add_member(number, member="Z90002", does="Phones", starts_on=SINCE, by=manager)
    form = page(client, f"{one}members/{which}/")
    assert 'value="Phones"' in form
    said = {"does": "Runs the hub", **dated("starts_on", "2025-05-01")}
    assert client.post(f"{one}members/{which}/", said | {"does": ""}).status_code == 400
    early = client.post(f"{one}members/{which}/", said | dated("starts_on", "2024-05-01"))
    assert "begins on 1 April 2025" in early.content.decode()
    assert client.post(f"{one}members/{which}/", said).status_code == 302
    assert "Runs the hub" in page(client, one)
    assert "from 1 May 2025" in page(client, one)
    assert client.get(f"{one}members/{which}/").status_code == 302
    (now,) = re.findall(rf"{one}members/(\d+)/", page(client, one))
    gone = client.post(f"{one}member-out/", {"which": now}).content.decode()
    assert f'name="which" value="{now}"' in gone
    assert gone.count("<h1") == 1
    assert "No member is recorded yet." in page(client, one)
    assert client.post(f"{one}member-back/", {"which": now}).status_code == 302
    assert "Runs the hub" in page(client, one)
    twice = client.post(f"{one}member-back/", {"which": now})
    assert "recorded as a member on some of these days already" in twice.content.decode()
    stranger = signed_in("other", ("network_manager", "U90002"))
    assert stranger.get(f"{one}members/{now}/").status_code == 403


def test_a_network_written_by_its_name_is_asked_for_by_its_code(
    client: Client, manager: Account
) -> None:
    number = recorded(manager)
    said = {"member_other": "south pcn", "does": "Phones", **dated("joins_on", "2025-04-01")}
    answer = client.post(f"{HERE}{number}/member/", said).content.decode()
    assert "south pcn is in the registry: U90002." in answer
