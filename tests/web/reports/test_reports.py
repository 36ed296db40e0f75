"""A report is asked for, made, read, issued, taken away, compared and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openpcn.domains.reports.models import Report
from openpcn.domains.reports.vocabulary import Kind
from openpcn.web.reports import making
from openpcn.workflows import work
from openpcn.workflows.reports.making import MAKERS
from tests.support.demonstration import _django_db_helper  # noqa: F401

pytestmark = pytest.mark.django_db
LIST = "/systems/ZQ1/reports/?as_at=2025-03-31"


@pytest.fixture(autouse=True)
def _on_a_day_without_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BEAT", 3600.0)
    monkeypatch.setattr(making, "today", lambda: date(2026, 11, 22))


@pytest.fixture(scope="module")
def packs() -> dict[Any, Any]:
    """Packs of this module by day: what is in one is asked elsewhere, so one is made once."""
    return {}


@pytest.fixture(autouse=True)
def _made_once(packs: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    make = MAKERS[Kind.SCRUTINY]

    def remembered(within: str, when: Any, today: date, note: Any) -> Any:
        key = (within, when)
        packs[key] = packs.get(key) or make(within, when, today, note)
        return packs[key]

    monkeypatch.setitem(MAKERS, Kind.SCRUTINY, remembered)


@pytest.fixture
def public(demonstration: Any) -> Client:
    return Client()


@pytest.fixture
def lead(demonstration: Any) -> Client:
    return visitor("demo-primary-care-lead")


def visitor(name: str) -> Client:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def made(lead: Client, as_at: str = "2025-03-31") -> int:
    """The number of a draft that the worker made."""
    asked = lead.post(f"/systems/ZQ1/reports/?as_at={as_at}", {"kind": "scrutiny"})
    assert asked.status_code == 302
    assert "Waiting for its turn" in lead.get(asked["Location"]).text
    assert work.work_once("a worker")
    return int(lead.get(asked["Location"])["Location"].strip("/").split("/")[-1])


def test_from_no_report_to_the_one_that_everybody_reads(lead: Client, public: Client) -> None:
    assert "No report about" in public.get(LIST).text
    assert "Make a report" not in public.get(LIST).text
    number = made(lead)
    page = f"/reports/{number}/"
    assert public.get(page).status_code == 404
    draft = lead.get(page).text
    assert "a. How funding is calculated" in draft
    assert "How the numbers came about" in draft
    assert lead.post(f"{page}issue/").status_code == 302
    issued = public.get(page)
    assert issued.status_code == 200
    assert "Throw this draft away" not in issued.text
    assert "Report to scrutiny" in public.get(LIST).text


def test_a_board_paper_is_read_inside_the_system_only(lead: Client, public: Client) -> None:
    manager = visitor("demo-network-manager")
    where = "/networks/ZN0001/reports/?as_at=2026-10-31"
    asked = manager.post(where, {"kind": "board"})
    assert work.work_once("a worker")
    page = manager.get(asked["Location"])["Location"]
    assert "Requirements signed off" in manager.get(page).text
    assert lead.post(f"{page}issue/").status_code == 302
    assert manager.get(page).status_code == 200
    assert public.get(page).status_code == 404
    assert "Board paper" not in public.get(where).text
    assert "Choose a report" in manager.post(where, {"kind": "scrutiny"}).text
    to_come = "/networks/ZN0001/reports/?as_at=2026-12-31"
    refused = manager.post(to_come, {"kind": "board"}).text
    assert "December 2026 has not begun" in refused
    assert "Ask about November 2026" in refused
    assert 'id="kind-error"' in refused
    assert 'value="board" checked' in refused


def test_it_is_taken_away_in_three_forms(lead: Client) -> None:
    page = f"/reports/{made(lead)}/"
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>")):
        answer = lead.get(f"{page}report.{form}")
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]
    assert lead.get(f"{page}report.odt").status_code == 404


def test_what_was_withdrawn_says_why_and_is_no_longer_read(lead: Client, public: Client) -> None:
    page = f"/reports/{made(lead)}/"
    lead.post(f"{page}issue/")
    assert "Enter the reason" in lead.post(f"{page}withdraw/", {"because": " "}).text
    lead.post(f"{page}withdraw/", {"because": "A list was counted twice"})
    seen = public.get(page).text
    assert "A list was counted twice" in seen
    assert "How funding is calculated" not in seen
    assert public.get(f"{page}report.pdf").status_code == 404
    assert "How funding is calculated" in lead.get(page).text


def test_a_draft_is_thrown_away_and_an_issued_report_is_not(lead: Client) -> None:
    draft = made(lead)
    assert lead.post(f"/reports/{draft}/discard/")["Location"].startswith("/systems/ZQ1/reports/")
    assert lead.get(f"/reports/{draft}/").status_code == 404
    issued = made(lead)
    lead.post(f"/reports/{issued}/issue/")
    assert lead.post(f"/reports/{issued}/discard/").status_code == 409
    assert "is issued" in lead.post(f"/reports/{issued}/issue/").text


def test_two_reports_beside_each_other(lead: Client) -> None:
    early, late = made(lead, "2024-06-30"), made(lead)
    page = lead.get(f"/reports/{early}/beside/{late}/").text
    assert "Size and distance of each network" in page
    assert page.index("30 June 2024") < page.index("31 March 2025")
    assert f"/reports/{late}/beside/{early}/" in lead.get(f"/reports/{late}/").text


def test_nobody_makes_or_issues_a_report_without_the_right(lead: Client, public: Client) -> None:
    assert public.post(LIST, {"kind": "scrutiny"})["Location"].startswith("/sign-in/")
    analyst = visitor("demo-public-health-analyst")
    assert "may not do this" in analyst.post(LIST, {"kind": "scrutiny"}).text
    assert "Choose a report" in lead.post(LIST, {"kind": "other"}).text
    number = made(lead)
    assert analyst.post(f"/reports/{number}/issue/").status_code in (403, 404)
    assert analyst.get("/reports/making/1/").status_code == 404


def test_the_database_refuses_a_state_without_its_day(lead: Client) -> None:
    report = Report.objects.get(id=made(lead))
    for change in ({"state": "issued"}, {"state": "withdrawn", "issued_at": report.made_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(id=report.pk).update(**change)
