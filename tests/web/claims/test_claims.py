"""The pages of claims: worked out, submitted, approved, paid, and what is open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openpcn.domains.workforce.actions.telling import record_last_day
from openpcn.domains.workforce.models import Baseline, Claim, Evidence, Holding, RemittanceLine
from openpcn.domains.workforce.queries.same_people import same_people
from openpcn.workflows.claims import submitting
from tests.domains.workforce.world import NETWORK, People, record, weighted
from tests.domains.world import day, ident
from tests.support.visiting import client_of

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/claims/"
ON = "as_at=2024-11-22"


@pytest.fixture
def manager(who: People) -> Client:
    return client_of(who.manager)


@pytest.fixture
def approver(who: People) -> Client:
    return client_of(who.approver)


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_year_adds_up_against_its_sum(who: People, manager: Client) -> None:
    weighted(who.manager)
    record(who.manager)
    text = body(manager, f"{PAGE}?{ON}")
    assert "£228,940.00" in text
    assert "Additional roles: £228,940.00 = 10,000 weighted × £22.894" in text
    assert "About £216,000 may go unused by 31 March 2025" in text
    assert "4 whole months are left to act; nothing is carried forward." in text
    assert "Claims end £215,798 below the year" in text
    assert "Nobody was seen to leave in the last two years." in text
    money = body(manager, f"/networks/U90001/money/?{ON}")
    assert "About £216,000 may go unused by 31 March 2025" in money
    assert "Only posts that are filled are reimbursed" in money
    public = body(Client(), f"/networks/U90001/money/?{ON}")
    assert "What is claimed for staff in 2024/25" in public
    assert "215,798" not in public
    assert "£26,172.48" in text
    csv = body(manager, f"{PAGE}?{ON}&format=csv")
    assert "2024-10-01,1,1.0,Not claimed yet,4362.08" in csv
    assert "One whole month is left" in body(manager, f"{PAGE}?as_at=2025-02-03")
    assert "What is not used is lost" in body(manager, f"{PAGE}?as_at=2025-03-31")


def test_an_unknown_sum_and_an_unknown_maximum_are_said(who: People, manager: Client) -> None:
    record(who.manager, role="dietitian")
    text = body(manager, f"{PAGE}?{ON}")
    assert "The year’s sum is not known" in text
    assert "Of the year 6 lines are not known" in text
    sheet = body(manager, f"{PAGE}2024-10/")
    assert "the maximum of dietitian in October 2024 is not held" in sheet
    assert "is not known, so claims are not held against it" in sheet
    assert "Not found" in sheet
    assert "come to £0.00" not in text
    weighted(who.manager)
    known = body(manager, f"{PAGE}?{ON}")
    assert "Up to £242,000 may go unused by 31 March 2025" in known
    assert "so that less may go unused than is said here" in known
    assert "What is known of the year" in known


def test_what_the_commissioner_told_fills_the_gap(who: People, manager: Client) -> None:
    record(who.manager, role="dietitian")
    said = {
        "role": "dietitian", "area": "", "pounds": "48,000", "source": "Letter of 3 May",
        "starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2024",
        "ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2025",
    }  # fmt: skip
    assert manager.post(f"{PAGE}told/", said).status_code == 302
    sheet = body(manager, f"{PAGE}2024-10/")
    assert "£4,000.00" in sheet
    assert "Letter of 3 May" in sheet
    assert "To be checked" in sheet
    page = body(manager, f"{PAGE}told/?{ON}")
    assert "Dietitian: £48,000.00, 1 April 2024 to 31 March 2025. Letter of 3 May" in page
    wrong = manager.post(f"{PAGE}told/", said | {"pounds": "0"})
    assert "£0 is no maximum of a role" in wrong.content.decode()
    number = page.split("/claims/told/")[1].split("/")[0]
    assert manager.post(f"{PAGE}told/{number}/withdraw/").status_code == 302
    assert "No maximum is recorded." in body(manager, f"{PAGE}told/?{ON}")


def test_a_claim_goes_from_draft_to_paid(who: People, manager: Client, approver: Client) -> None:
    weighted(who.manager)
    record(who.manager)
    path = f"{PAGE}2024-10/"
    assert "Not begun" in body(manager, path)
    assert "£4,362.08 = £52,345.00 pay and on-costs ÷ 12" in body(manager, path)
    assert manager.post(f"{path}submit/", {"words": "For October"}).status_code == 302
    assert "Submitted, manager" in body(manager, path)
    refused = manager.post(f"{path}move/", {"to": "approved"})
    assert "Your account may not do this" in refused.content.decode()
    no_reason = approver.post(f"{path}move/", {"to": "queried"})
    assert "not queried without a reason" in no_reason.content.decode()
    assert approver.post(f"{path}move/", {"to": "queried", "words": "Why?"}).status_code == 302
    assert "Why?" in body(manager, path)
    assert manager.post(f"{path}submit/", {}).status_code == 302
    assert approver.post(f"{path}move/", {"to": "approved"}).status_code == 302
    csv = 'Reference,Month,Date,Amount\nROLES,Oct 2024,28/11/2024,"4,362.08"\nADJ,,,(10.00)\n'
    file = SimpleUploadedFile("paid.csv", csv.encode())
    assert manager.post(f"{PAGE}paid/", {"file": file}).status_code == 302
    page = body(manager, f"{PAGE}paid/?{ON}")
    assert "−£10.00, ADJ" in page
    assert Claim.objects.get().state == "paid"
    assert "Paid: £4,362.08." in body(manager, path)
    assert "Paid so far: £4,362.08." in body(manager, f"{PAGE}?{ON}")
    odd = RemittanceLine.objects.get(claim__isnull=True).pk
    empty = manager.post(f"{PAGE}paid/{odd}/explain/", {f"words-{odd}": ""})
    assert "Enter what it is" in empty.content.decode()
    assert manager.post(
        f"{PAGE}paid/{odd}/explain/", {f"words-{odd}": "A fee"}
    ).status_code == 302  # fmt: skip
    assert "no claim is open" in body(manager, f"{PAGE}paid/?{ON}")
    again = manager.post(f"{PAGE}paid/", {"file": SimpleUploadedFile("paid.csv", csv.encode())})
    assert "paid.csv is imported already" in again.content.decode()
    number = RemittanceLine.objects.first().remittance_id  # type: ignore[union-attr]
    assert manager.post(f"{PAGE}paid/{number}/withdraw/").status_code == 302
    assert "ADJ" not in body(manager, f"{PAGE}paid/?{ON}")


def test_what_was_paid_before_it_was_approved_is_paid_then(
    who: People, manager: Client, approver: Client
) -> None:
    record(who.manager)
    path = f"{PAGE}2024-10/"
    manager.post(f"{path}submit/")
    file = SimpleUploadedFile("early.csv", b"Reference,Amount\nROLES 2024-10,4362.08\n")
    manager.post(f"{PAGE}paid/", {"file": file})
    assert Claim.objects.get().state == "submitted"
    approver.post(f"{path}move/", {"to": "approved"})
    assert Claim.objects.get().state == "paid"
    assert approver.post(f"{path}move/", {"to": "queried", "words": "Paid twice?"})
    assert Claim.objects.get().state == "queried"
    assert "is not claimed yet" in approver.post(
        f"{PAGE}2024-11/move/", {"to": "approved"}
    ).content.decode()  # fmt: skip


def test_what_was_submitted_stands_when_records_change(who: People, manager: Client) -> None:
    weighted(who.manager)
    record(who.manager)
    path = f"{PAGE}2024-10/"
    manager.post(f"{path}submit/")
    Holding.objects.update(salary=Decimal(29_234))
    text = body(manager, path)
    assert "£4,362.08" in text
    assert "The records now come to £3,362.08" in text
    assert "the records now say £1,000.00 less" in body(manager, f"{PAGE}?{ON}")
    manager.post(f"{path}move/", {"to": "draft"})
    assert "£3,362.08" in body(manager, path)


@pytest.mark.parametrize(
    ("today", "month", "says"),
    [
        ("2024-10-30", "2024-10", "October 2024 has not ended."),
        ("2025-05-01", "2024-10", "Claims of 2024/25 were taken until 30 April 2025."),
        ("2025-02-01", "2024-04", "Nobody was in post in April 2024: nothing is reimbursed."),
    ],
)
def test_what_must_not_be_submitted_is_not(
    who: People,
    manager: Client,
    monkeypatch: pytest.MonkeyPatch,
    today: str,
    month: str,
    says: str,
) -> None:
    record(who.manager)
    record_last_day(
        network=NETWORK, year="2024/25", last_on=day("2025-04-30"), source="x", by=who.approver
    )
    clock = type("Clock", (), {"localdate": staticmethod(lambda: date.fromisoformat(today))})
    monkeypatch.setattr(submitting, "timezone", clock)
    answer = manager.post(f"{PAGE}{month}/submit/")
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Claim.objects.exclude(state="draft").exists()


def test_one_post_held_twice_is_not_submitted(who: People, manager: Client) -> None:
    record(who.manager)
    number = record(who.manager, person="Bo", post="P2")
    Holding.objects.filter(id=number).update(post="P1")
    answer = manager.post(f"{PAGE}2024-10/submit/")
    assert "Two people hold post P1 on 1 October 2024." in answer.content.decode()
    assert "Two people hold post P1" in body(manager, f"{PAGE}?{ON}")


def test_the_sheet_as_csv_and_as_a_workbook(who: People, manager: Client) -> None:
    record(who.manager, person="=cmd")
    csv = body(manager, f"{PAGE}2024-10/claim.csv")
    assert csv.startswith("Post,Name,Role,Employer,FTE")
    assert "'=cmd" in csv
    assert "Payable" in csv
    answer = manager.get(f"{PAGE}2024-10/claim.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Claim", "About"]
    assert book["Claim"]["H2"].value == 4362.08
    assert book["Claim"]["B2"].data_type == "s"
    assert "does not replace the national claim portals" in str(book["About"]["A2"].value)


def test_evidence_stands_with_the_claim(who: People, manager: Client, approver: Client) -> None:
    path = f"{PAGE}2024-10/"

    def send(name: str, content: bytes) -> str:
        file = SimpleUploadedFile(name, content)
        return manager.post(f"{path}evidence/", {"file": file}).content.decode()

    assert "of a kind that is not taken" in send("a.exe", b"MZ")
    assert "does not hold what its ending says" in send("a.pdf", b"MZ")
    assert "Choose a file" in manager.post(f"{path}evidence/").content.decode()
    assert send("payslip.pdf", b"%PDF-1.4") == ""
    number = Evidence.objects.get().pk
    answer = approver.get(f"{PAGE}evidence/{number}/")
    assert answer.content == b"%PDF-1.4"
    assert answer["Content-Disposition"] == 'attachment; filename="payslip.pdf"'
    assert "payslip.pdf" in body(approver, path)
    said = {"month": "2024-10"}
    assert manager.post(f"{PAGE}evidence/{number}/withdraw/", said).status_code == 302
    assert "No file stands with this claim" in body(manager, path)


def test_a_practice_claims_new_gps_on_a_sheet_of_its_own(who: People, manager: Client) -> None:
    practice = client_of(who.practice)
    record(
        who.practice, employer="Z90001", role="new_salaried_gp", by_practice=True,
        starts_on=day("2026-05-01"), salary=Decimal(130_000), on_costs=Decimal(40_000),
    )  # fmt: skip
    path = f"{PAGE}2026-05/"
    sheet = body(practice, f"{path}?practice=Z90001&as_at=2026-06-10")
    assert "Practice-level GP claim of Alder Surgery" in sheet
    assert "£12,741.67" in sheet
    assert "£152,900 × 1 FTE (the maximum)" in sheet
    assert practice.post(f"{path}submit/", {"practice": "Z90001"}).status_code == 302
    assert "12,741" not in body(manager, f"{path}?practice=Z90001&as_at=2026-06-10")
    assert "12,741" not in body(manager, f"{path}?as_at=2026-06-10")
    assert "Alder Surgery" in body(practice, f"{PAGE}?year=2026/27&as_at=2026-06-10")
    answer = practice.get(f"{path}?practice=Z90003&as_at=2026-06-10")
    assert "is not a practice of U90001" in answer.content.decode()


@pytest.mark.parametrize("path", ["2024-13/", "october/", "2018-04/", "?year=2018/19"])
def test_months_and_years_that_are_not_held_are_said(manager: Client, path: str) -> None:
    assert manager.get(PAGE + path).status_code in (400, 404, 409)


def test_a_remittance_that_cannot_be_read_is_refused(manager: Client) -> None:
    for content, says in (
        (b"a,b\n1,2\n", "has no column for the amount"),
        (b"Reference,Amount\nx,much\ny,NaN\n", "Row 2 has the amount"),
        (b"\xff\xfe\x00", "is not CSV"),
    ):
        file = SimpleUploadedFile("paid.csv", content)
        assert says in manager.post(f"{PAGE}paid/", {"file": file}).content.decode()
    assert "Choose a file" in manager.post(f"{PAGE}paid/").content.decode()


def test_the_last_day_is_recorded_and_late_claims_are_said(who: People, manager: Client) -> None:
    record(who.manager)
    said = {
        "year": "2024/25", "last_on-day": "30", "last_on-month": "4", "last_on-year": "2025",
        "last_source": "Letter",
    }  # fmt: skip
    assert manager.post(f"{PAGE}told/", said).status_code == 302
    assert "taken until 30 April 2025 (Letter)" in body(manager, f"{PAGE}?{ON}")
    assert "this one is late" in body(manager, f"{PAGE}2024-10/")


def test_the_commissioner_sees_which_claims_wait(
    who: People, manager: Client, approver: Client
) -> None:
    assert "No claim waits." in body(approver, f"/systems/Q91/claims/?{ON}")
    record(who.manager)
    record(
        who.practice, employer="Z90001", role="new_salaried_gp", by_practice=True, post="S1",
        starts_on=day("2026-05-01"),
    )  # fmt: skip
    manager.post(f"{PAGE}2024-10/submit/")
    client_of(who.practice).post(f"{PAGE}2026-05/submit/", {"practice": "Z90001"})
    text = body(approver, f"/systems/Q91/claims/?{ON}")
    assert text.index("October 2024") < text.index("May 2026")
    assert "£4,362.08" in text
    assert "practice Z90001" in text
    assert "Claims that wait" in body(approver, f"{PAGE}?{ON}")
    for account in (who.manager, who.practice, who.director):
        answer = client_of(account).get(f"/systems/Q91/claims/?{ON}")
        assert answer.status_code == 403
        assert "4,362" not in answer.content.decode()
    assert Client().get("/systems/Q91/claims/").status_code == 302


def test_one_name_in_two_networks_is_shown_to_the_approver_of_both(
    who: People, approver: Client, manager: Client
) -> None:
    page = f"/systems/Q91/claims/?{ON}"
    record(who.manager, ends_on=day("2024-12-31"))
    record(who.manager, person="Ben Birch", post="P2", hours=Decimal(20))
    assert "The same name in two networks" not in body(approver, page)
    other: dict[str, Any] = {"network": "U90002", "employer": "U90002"}
    record(who.other_manager, **other, person="Dr ASH, Ann", post="X1", hours=Decimal("18.75"))
    record(who.other_manager, **other, person="Ben Birch", post="X2", hours=Decimal("17.5"))
    text = body(approver, page)
    assert "The same name in two networks" in text
    assert "Clinical pharmacist, post X1, 18.75 hours" in text
    assert "1 October 2024 to 31 December 2024" in text
    assert text.index("Ann Ash") < text.index("Ben Birch"), "most hours first"
    assert text.count("more than full time") == 1
    assert "from 1 October 2024" in text
    assert same_people(who.manager, [ident(NETWORK), ident("U90002")]) == []


def test_staff_of_2019_are_not_claimed_until_that_is_taken_back(
    who: People, manager: Client, approver: Client
) -> None:
    record(who.manager)
    told = f"{PAGE}told/"
    said = {
        "baseline_role": "clinical_pharmacist", "baseline_fte": "0.5",
        "baseline_source": "Baseline of July 2019",
    }  # fmt: skip
    assert manager.post(told, said).status_code == 302
    assert manager.post(told, said | {"baseline_fte": "0.25"}).status_code == 302
    text = body(manager, f"{told}?{ON}")
    assert "Clinical pharmacist: 0.25 FTE. Baseline of July 2019" in text
    assert "0.5 FTE" not in text
    assert "75% of the role’s FTE can be claimed" in body(manager, f"{PAGE}2024-10/")
    wrong = manager.post(told, said | {"baseline_fte": "0"})
    assert "0 is no number of full-time equivalents" in wrong.content.decode()
    director = client_of(who.director).post(told, said)
    assert "Your account may not do this" in director.content.decode()
    path = f"{told}2019/{Baseline.objects.get(known_until__isnull=True).pk}/withdraw/"
    assert manager.get(path).status_code == 302
    assert approver.post(path).status_code == 302
    assert "£4,362.08" in body(manager, f"{PAGE}2024-10/")
