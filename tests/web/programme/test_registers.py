"""Plans in force with their checks, and requirements with their sign-offs, by network."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.matters import close
from openpcn.domains.registry.actions.successions import succeed
from openpcn.domains.registry.models import RoleHolding
from openpcn.domains.registry.vocabulary import Role
from tests.domains.world import File, account, day, load
from tests.support.programme import days_ahead, key_of, recorded
from tests.support.visiting import client_of, dated, signed_in
from tests.web.programme.test_plan import body, day_in, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]
NORTH = "/networks/U90001/plan/"
SYSTEM = "/systems/Q91/plan/"
FUNCTION = f"{NORTH}requirements/of/function-2/"


@pytest.fixture
def manager() -> Account:
    return account("manager", ("network_manager", "U90001"))


@pytest.fixture
def lead() -> Account:
    return account("lead", ("primary_care_lead", "Q91"))


def checked(who: Account, **more: str) -> dict[str, str]:
    said = {
        "network": "U90001",
        "embedded": "partly",
        "checked_by": key_of(who),
        "evidence": "Two of three practices hold a copy",
        **day_in("checked_on", days_ahead(-2)),
    }
    return said | more


def test_a_plan_of_the_system_is_checked_in_each_network_and_overdue_ones_are_told(
    manager: Account, lead: Account
) -> None:
    assert "No plan is in force here" in body(client_of(lead), f"{SYSTEM}in-force/")
    number = recorded("plan", lead, about="Q91", title="Winter plan", raised_on=day("2026-01-01"))
    page = body(client_of(lead), f"{SYSTEM}in-force/")
    assert "3 checks are overdue." in page
    assert page.count("overdue since 1 April 2026") == 3
    assert "0 of 3 embedded" in page
    path = f"{NORTH}in-force/{number}/"
    client = client_of(manager)
    sent(client, f"{path}check/", checked(manager))
    sent(client, f"{path}check/", checked(manager, embedded="yes"))
    assert "Embedded" in body(client, f"{NORTH}in-force/")
    page = body(client_of(lead), f"{SYSTEM}in-force/")
    assert "2 checks are overdue." in page
    assert "1 of 3 embedded" in page
    assert "3 checks overdue" in body(client_of(lead), f"{SYSTEM}?as_at={days_ahead(-3)}")
    lines = client_of(lead).get(f"{SYSTEM}in-force.csv").content.decode().splitlines()
    assert len(lines) == 4
    assert any("North PCN,U90001,2026-01-01,,Embedded" in one for one in lines)
    check = re.search(r'name="check" value="(\d+)"', body(client, path))
    assert check is not None
    sent(client, f"{path}check-out/", {"check": check[1]})
    assert "Not checked yet." in body(client, path)


def test_a_plan_of_a_place_is_for_the_networks_of_its_practices(
    manager: Account, lead: Account
) -> None:
    number = recorded("plan", lead, about="P91", title="Town plan")
    assert "Town plan" in body(client_of(manager), f"{NORTH}in-force/")
    assert "North PCN" in body(client_of(lead), f"/places/P91/plan/in-force/{number}/")
    west = body(client_of(lead), "/networks/U90003/plan/in-force/")
    assert "Town plan" not in west
    assert "Not for it" in body(client_of(lead), f"{SYSTEM}in-force/")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"network": "U90003"}, "is not a plan for U90003"),
        ({"network": "Z90001"}, "No Primary Care Network with the code"),
        ({"evidence": ""}, "Enter the evidence"),
        ({"embedded": "x"}, "Choose what was found"),
        ({"checked_by": "x"}, "Nobody is named"),
        (day_in("checked_on", days_ahead(2)), "has not come yet"),
        (dated("checked_on", "2025-12-31"), "before it starts"),
    ],
)
def test_a_check_that_cannot_be_is_refused_with_the_next_step(
    lead: Account, wrong: dict[str, str], says: str
) -> None:
    number = recorded("plan", lead, about="P91", raised_on=day("2026-01-01"))
    answer = client_of(lead).post(
        f"/places/P91/plan/in-force/{number}/check/", checked(lead) | wrong
    )
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_plan_that_is_over_is_checked_no_more(manager: Account) -> None:
    number = recorded(
        "plan", manager, raised_on=day("2026-01-01"), ends_on=day("2026-03-31"), title="Last winter"
    )
    client = client_of(manager)
    page = body(client, f"{NORTH}in-force/")
    assert "No longer in force" in page
    assert "until 31 March 2026" in page
    answer = client.post(f"{NORTH}in-force/{number}/check/", checked(manager))
    assert "was in force until 31 March 2026" in answer.content.decode()


def test_a_plan_and_a_requirement_that_are_to_come_are_said_to_be_so(manager: Account) -> None:
    client = client_of(manager)
    for kind, part in (("plan", "in-force"), ("requirement", "requirements")):
        number = recorded(kind, manager, title=f"Next {kind}", raised_on=days_ahead(20))
        assert "To come" in body(client, f"{NORTH}{part}/{number}/")
        page = body(client, f"{NORTH}{part}/")
        assert f"Next {kind}" in page.split('id="coming"')[1]
        then = body(client, f"{NORTH}{part}/?as_at={days_ahead(21)}")
        assert 'id="coming"' not in then
        assert f"Next {kind}" in then


def answered(who: Account, **more: str) -> dict[str, str]:
    return {"owner": key_of(who), "evidence": "Team meets weekly since May"} | more


def test_a_requirement_goes_from_nobody_to_signed_off_and_back(
    manager: Account, lead: Account
) -> None:
    client, commissioner = client_of(manager), client_of(lead)
    page = body(client, f"{NORTH}requirements/")
    assert "0 of 5 signed off." in page
    assert "integrated neighbourhood team" in page
    assert "Nobody has said yet" in body(client, FUNCTION)
    sent(client, f"{FUNCTION}answer/", answered(manager, evidence=""))
    assert "In hand" in body(client, f"{NORTH}requirements/")
    today = day_in("signed_on", timezone.localdate())
    assert "The evidence is empty" in commissioner.post(f"{FUNCTION}sign/", today).content.decode()
    sent(client, f"{FUNCTION}answer/", answered(manager))
    assert "To be signed off" in body(client, f"{NORTH}requirements/")
    assert client.post(f"{FUNCTION}sign/", today).status_code == 400
    sent(commissioner, f"{FUNCTION}sign/", today)
    assert "1 of 5 signed off." in body(client, f"{NORTH}requirements/")
    again = commissioner.post(f"{FUNCTION}sign/", today)
    assert "signed off on" in again.content.decode()
    for deed, said in (("answer", answered(manager)), ("out", {})):
        refused = client.post(f"{FUNCTION}{deed}/", said)
        assert "Have the sign-off taken back first" in refused.content.decode()
    sent(commissioner, f"{FUNCTION}unsign/")
    assert "It is not signed off" in commissioner.post(f"{FUNCTION}unsign/").content.decode()
    assert "Signed off by: nobody, before Lead" in body(client, FUNCTION)
    sent(client, f"{FUNCTION}out/")
    assert "Nobody has said yet" in body(client, FUNCTION)
    assert client.post(f"{FUNCTION}out/").status_code == 400
    lines = commissioner.get(f"{SYSTEM}requirements.csv").content.decode().splitlines()
    assert len([one for one in lines if "North PCN" in one]) == 14


def test_a_requirement_that_was_withdrawn_after_sign_off_keeps_its_history(
    manager: Account, lead: Account
) -> None:
    number = recorded("requirement", lead, about="Q91", title="Dementia reviews at home")
    path = f"{NORTH}requirements/of/local-{number}/"
    client, commissioner = client_of(manager), client_of(lead)
    assert "Dementia reviews at home" in body(commissioner, f"{SYSTEM}requirements/")
    sent(client, f"{path}answer/", answered(manager))
    sent(commissioner, f"{path}sign/", day_in("signed_on", days_ahead(-1)))
    assert "1 of 6" in body(commissioner, f"{SYSTEM}requirements/")
    close(
        number,
        closed_as="withdrawn",
        closed_on=timezone.localdate(),
        outcome="Merged into the frailty plan",
        by=lead,
    )
    page = body(client, path)
    assert "Counts no more" in page
    assert "Merged into the frailty plan" in page
    assert "Lead" in page
    listed = body(commissioner, f"{SYSTEM}requirements/")
    assert "North PCN signed off on" in listed
    assert "0 of 5" in listed
    for deed in ("answer", "unsign", "out"):
        refused = commissioner.post(f"{path}{deed}/", answered(lead))
        assert "Its history stays as it is" in refused.content.decode()


def test_a_national_requirement_of_an_earlier_year_is_read_as_of_its_days(
    manager: Account, lead: Account
) -> None:
    client = client_of(manager)
    then = body(client, f"{NORTH}requirements/?as_at=2025-06-01")
    assert "0 of 6 signed off." in then
    gone = f"{NORTH}requirements/of/risk-stratification/"
    assert "Removed on 1 April 2026." in body(client, gone)
    refused = client.post(f"{gone}answer/", answered(manager))
    assert "counted until 31 March 2026" in refused.content.decode()
    assert client.get(f"{NORTH}requirements/of/nothing/").status_code == 404
    assert client.get(f"{SYSTEM}requirements/of/function-2/").status_code == 404


def test_an_answer_shows_that_its_owner_left_and_that_its_day_passed(
    manager: Account, lead: Account
) -> None:
    leaves = account("leaves", ("clinical_director", "U90001"))
    client = client_of(manager)
    sent(client, f"{FUNCTION}answer/", answered(leaves))
    RoleHolding.objects.filter(person__account=leaves).update(ends_on=days_ahead(-3))
    assert "Owner has left" in body(client, f"{NORTH}requirements/")
    assert "Hand it over below" in body(client, FUNCTION)
    sent(client, f"{FUNCTION}answer/", answered(leaves, evidence="More of it"))
    past = answered(manager) | dated("due_on", "2024-01-01")
    refused = client.post(f"{FUNCTION}answer/", past).content.decode()
    assert "1 January 2024 has passed" in refused
    sent(client, f"{FUNCTION}answer/", answered(manager) | day_in("due_on", days_ahead(3)))
    assert "To be signed off" in body(client, f"{NORTH}requirements/")
    late = body(client, f"{NORTH}requirements/?as_at={days_ahead(9)}")
    assert "Overdue" in late


def test_what_a_merged_network_had_signed_off_is_read_at_its_successor(
    manager: Account, lead: Account
) -> None:
    sent(client_of(manager), f"{FUNCTION}answer/", answered(manager))
    sent(client_of(lead), f"{FUNCTION}sign/", dated("signed_on", "2026-06-01"))
    succeed(codes=["U90001"], successor="U90002", on=day("2026-10-01"), by=lead)
    page = body(client_of(lead), "/networks/U90002/plan/requirements/of/function-2/")
    assert "North PCN, whose place this network took" in page
    assert "signed off on 1 June 2026" in page


def test_an_account_that_is_nobody_signs_nothing(manager: Account) -> None:
    sent(client_of(manager), f"{FUNCTION}answer/", answered(manager))
    root = Account.objects.create(username="root", is_superuser=True, is_demonstration=True)
    client: Client = client_of(root)
    refused = client.post(f"{FUNCTION}sign/", day_in("signed_on", timezone.localdate()))
    assert "nobody would have signed" in refused.content.decode()
    assert signed_in("elsewhere").get(FUNCTION).status_code == 403


def test_a_network_that_all_practices_have_left_is_asked_for_nothing(lead: Account) -> None:
    file = File(period_on=day("2024-02-01")).detail("U90009", "GHOST PCN")
    load(file.dated("U90009", Role.COMMISSIONED_BY, "S91", "2019-07-01"))
    recorded("plan", lead, about="Q91", title="Winter plan", raised_on=day("2026-01-01"))
    client = client_of(lead)
    assert "3 checks are overdue." in body(client, f"{SYSTEM}in-force/")
    assert "Ghost PCN" not in body(client, f"{SYSTEM}requirements/")
