"""A network says how far it has come, with evidence; support stands beside need."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.registry.actions.successions import succeed
from tests.domains.world import account, county
from tests.support.visiting import client_of, dated, signed_in

pytestmark = pytest.mark.django_db

NORTH, SYSTEM = "/networks/U90001/maturity/", "/systems/Q91/maturity/"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content[:400]
    return " ".join(answer.content.decode().split())


def assessed(stage: int = 2, on: str = "2024-03-01", **more: str) -> dict[str, str]:
    return (
        {
            "domain": "pcn-matrix-2019/M3",
            "stage": f"pcn-matrix-2019/{stage}",
            "evidence": "A weekly meeting with community nurses since January.",
        }
        | dated("assessed_on", on)
        | more
    )


def refused(client: Client, path: str, said: dict[str, str]) -> str:
    answer = client.post(path, said)
    assert answer.status_code == 400
    return " ".join(answer.content.decode().split())


def test_from_no_assessment_to_change_and_support_against_need(manager: Client) -> None:
    page = body(manager, NORTH)
    assert "Not assessed" in page
    assert "Primary care network maturity matrix" in page
    assert "To be checked" in page
    assert manager.post(f"{NORTH}assess/", assessed(1, "2023-03-01")).status_code == 302
    assert "first assessment" in body(manager, NORTH)
    assert manager.post(f"{NORTH}assess/", assessed(3)).status_code == 302
    page = body(manager, NORTH)
    assert "2 steps on" in page
    assert "before: Foundation, 1 March 2023" in page
    assert "1 step to go over 1 of 5 domains" in page
    given = {"year": "2026/27", "pounds": "£12,500", "purpose": "Time of the leads"}
    assert manager.post(f"{NORTH}support/", given).status_code == 302
    lead = signed_in("lead", ("primary_care_lead", "Q91"))
    wide = body(lead, SYSTEM)
    assert "Support of 2026/27" in wide
    assert "£12,500.00" in wide
    assert 'href="/networks/U90001/maturity/' in wide
    text = manager.get(f"{NORTH}maturity.csv").content.decode().splitlines()
    assert ",Integrating care,3,4,Step 2," in text[1]
    number = page.split('name="assessment" value="')[1].split('"')[0]
    manager.post(f"{NORTH}assess-out/", {"assessment": number})
    assert "first assessment" in body(manager, NORTH)
    number = body(manager, NORTH).split('name="support" value="')[1].split('"')[0]
    manager.post(f"{NORTH}support-out/", {"support": number})
    assert "None recorded." in body(manager, NORTH)


def test_who_assesses_more_domains_does_not_look_needier_and_nobody_is_left_out(
    manager: Client,
) -> None:
    for domain in ("M1", "M2", "M3"):
        manager.post(f"{NORTH}assess/", assessed(3) | {"domain": f"pcn-matrix-2019/{domain}"})
    manager.post(
        f"{NORTH}assess/",
        assessed() | {"domain": "village-working-2017/P", "stage": "village-working-2017/1"},
    )
    lead = signed_in("lead", ("primary_care_lead", "Q91"))
    south = "/networks/U90002/maturity/"
    assert "not assessed" in body(lead, SYSTEM)
    assert lead.post(f"{south}assess/", assessed(2)).status_code == 302
    wide = body(lead, SYSTEM)
    against = wide[wide.index("Steps to go for each domain</th>") :]
    assert against.index("U90002") < against.index("U90001")
    assert "3 steps to go over 3 of 5 domains" in against
    rows = lead.get(f"{SYSTEM}maturity.csv?of=support").content.decode().splitlines()
    assert len(rows) == 5
    assert any(row.startswith("North PCN,U90001,,,none recorded,") for row in rows)


def test_each_year_stands_beside_the_newest(manager: Client) -> None:
    for stage, on in ((1, "2022-03-01"), (2, "2023-03-01"), (3, "2024-03-01")):
        manager.post(f"{NORTH}assess/", assessed(stage, on))
    page = body(manager, NORTH)
    assert "before: Step 1, 1 March 2023; Foundation, 1 March 2022" in page
    rows = manager.get(f"{NORTH}maturity.csv").content.decode().splitlines()
    assert len(rows) == 4
    assert ",2024-03-01,2,1," in rows[1]


def test_what_a_network_said_before_it_merged_is_told_by_its_successor(manager: Client) -> None:
    manager.post(f"{NORTH}assess/", assessed(2))
    given = {"year": "2024/25", "pounds": "12,500", "purpose": "Time of the leads"}
    manager.post(f"{NORTH}support/", given)
    lead = account("lead", ("primary_care_lead", "Q91"))
    succeed(codes=["U90001"], successor="U90002", on=date(2024, 7, 1), by=lead)
    page = body(client_of(lead), "/networks/U90002/maturity/")
    assert "Networks whose place it took" in page
    assert "Integrating care, Step 1 (1 March 2024)" in page
    assert "support of 2024/25: £12,500.00, Time of the leads" in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (assessed(evidence=""), "Enter the evidence"),
        (assessed(stage=9), "Choose a stage of the same framework"),
        (assessed() | {"stage": "village-working-2017/1"}, "Choose a stage of the same framework"),
        (assessed() | {"domain": "M3"}, "Choose what is assessed"),
        (assessed(on=f"{timezone.localdate().year + 1}-01-01"), "has not come yet"),
    ],
)
def test_an_assessment_without_evidence_or_of_the_future_is_not_kept(
    manager: Client, said: dict[str, str], why: str
) -> None:
    assert why in refused(manager, f"{NORTH}assess/", said)


def test_support_is_some_money_of_a_contract_year(manager: Client) -> None:
    given = {"year": "2026/27", "pounds": "0", "purpose": "Time of the leads"}
    assert "is no support" in refused(manager, f"{NORTH}support/", given)
    wrong = given | {"year": "2026", "pounds": "5"}
    assert "is not a contract year" in refused(manager, f"{NORTH}support/", wrong)


def test_nobody_assesses_another_network_and_strangers_read_nothing(manager: Client) -> None:
    manager.post(f"{NORTH}assess/", assessed())
    other = signed_in("other", ("network_manager", "U90002"))
    assert "may not do this" in refused(other, f"{NORTH}assess/", assessed())
    assert "Assess a domain" not in body(other, NORTH)
    assert signed_in("stranger").get(NORTH).status_code == 403
    assert Client().get(NORTH).status_code == 302
