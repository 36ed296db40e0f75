"""The money page: lines with their working, what is missing, and what people record."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.agreements.models import RecordedCount
from openpcn.domains.evidence import loading as evidence
from tests.domains.world import File, account, county, day, ident, load

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/money/"


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(account("manager", ("network_manager", "U90001")))
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def said(**more: str) -> dict[str, str]:
    typed = {
        "counts": "adjusted",
        "number": "41,000",
        "on-day": "1",
        "on-month": "1",
        "on-year": "2024",
        "source": "Letter",
    }
    return typed | more


def test_lists_of_the_day_count_and_what_is_not_held_is_named() -> None:
    text = body(Client(), f"{PAGE}?as_at=2024-06-01")
    assert "30,000 registered × £2.257" in text
    assert "PCN adjusted population of 1 January 2024 not held × £7.975" in text
    assert "Not in the total, because a rate or a count is not held" in text
    assert "£67,710" in text
    assert "Record a population" not in text


def test_the_nearest_list_stands_in_and_says_so() -> None:
    text = body(Client(), f"{PAGE}?as_at=2024-06-01&year=2025/26")
    assert "the count of 1 January 2024 stands in" in text
    assert "stands in for the day of the rule" in text


def test_a_list_of_another_year_stands_in_for_nothing() -> None:
    text = body(Client(), f"{PAGE}?as_at=2024-06-01&year=2026/27")
    assert "registered patients of 1 January 2026 not held" in text


def test_an_amount_whose_rate_is_disputed_shows_between_which_it_lies(manager: Client) -> None:
    typed = said(counts="registered") | {"on-year": "2021"}
    assert manager.post(f"{PAGE}counts/", typed).status_code == 302
    text = body(manager, f"{PAGE}?as_at=2024-06-01&year=2021/22")
    assert "£29,602.00 to £30,176.00" in text
    assert "Sources give 0.722 to 0.736 pounds; £0.722 is used" in text
    assert "/evidence/#disputed-funding-2021-22-clinical-director-rates-0-pounds" in text


def test_a_network_records_what_it_is_paid_by(manager: Client) -> None:
    assert manager.post(f"{PAGE}counts/", said()).status_code == 302
    text = body(manager, f"{PAGE}?as_at=2024-06-01&year=2024/25")
    assert "41,000 adjusted × £7.975" in text
    assert "£326,975.00" in text
    assert "Letter" in body(manager, f"{PAGE}counts/")
    number = RecordedCount.objects.get().pk
    assert manager.post(f"{PAGE}counts/{number}/").status_code == 302
    assert "41,000 adjusted" not in body(manager, f"{PAGE}?as_at=2024-06-01&year=2024/25")


def test_a_corrected_population_leaves_arrears_and_the_past_as_known(manager: Client) -> None:
    manager.post(f"{PAGE}counts/", said())
    RecordedCount.objects.update(known_from=timezone.now() - timedelta(days=900))
    manager.post(f"{PAGE}counts/", said(number="40,000"))
    corrected = RecordedCount.objects.get(known_until__isnull=True)
    RecordedCount.objects.filter(known_until__isnull=False).update(known_until="2024-07-15T00:00Z")
    RecordedCount.objects.filter(id=corrected.pk).update(known_from="2024-07-15T00:00Z")
    now = body(manager, f"{PAGE}?year=2024/25&as_at=2024-06-01")
    assert "40,000 adjusted × £7.975" in now
    assert "is to be paid back" in now


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (said(number="many"), "Enter a number, such as 1,250.50"),
        (said(number="-5"), "is no count of a network"),
        (said(counts="sheep"), "Choose a population"),
        (said(source=""), "Enter the source"),
        (said(**{"on-month": "13"}), "Enter a day that exists"),
    ],
)
def test_what_was_typed_wrongly_is_said_beside_it(
    manager: Client, typed: dict[str, str], says: str
) -> None:
    answer = manager.post(f"{PAGE}counts/", typed)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not RecordedCount.objects.exists()


def test_nobody_else_records() -> None:
    assert Client().post(f"{PAGE}counts/", said()).status_code == 302
    other = Client()
    other.force_login(account("other", ("network_manager", "U90002")))
    assert other.post(f"{PAGE}counts/", said()).status_code == 400
    assert not RecordedCount.objects.exists()


def test_the_statement_as_csv_and_as_a_workbook() -> None:
    text = body(Client(), f"{PAGE}statement.csv?as_at=2024-06-01&year=2024/25")
    assert text.splitlines()[0].lstrip("\ufeff").startswith("Entitlement,Amount,At most,Working")
    assert "Total of what is known,67710.0" in text
    answer = Client().get(f"{PAGE}statement.xlsx?as_at=2024-06-01&year=2024/25")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Statement", "Months", "About"]
    months = list(book["Months"].values)
    assert months[0][1] == "April 2024"
    assert sum(Decimal(str(n)) for n in months[1][1:]) == Decimal("67710.0")


def weighted_lists() -> None:
    """The published weighted lists of both practices of the north."""
    landing = load(File(period_on=day("2024-03-31")))
    evidence.record_measure(
        id="payments-weighted-patients",
        title="Weighted",
        unit="patients",
        source="Payments",
        publisher="Nobody",
        licence="None",
    )
    evidence.record_figures(
        landing.dataset_id,
        [
            evidence.FigureRow(
                "payments-weighted-patients",
                "practice",
                code,
                "",
                day("2023-04-01"),
                day("2024-03-31"),
                number,
                "",
            )
            for code, number in (("Z90001", 11_000.5), ("Z90002", 19_000.25))
        ],
    )


def test_what_goes_to_each_practice_is_on_the_page_and_in_the_files() -> None:
    weighted_lists()
    query = "?as_at=2024-06-01&year=2024/25"
    text = body(Client(), PAGE + query)
    assert "11,000.5 weighted × £1.761" in text
    assert "£33,459.44" in text
    book = openpyxl.load_workbook(BytesIO(Client().get(f"{PAGE}statement.xlsx{query}").content))
    rows = list(book["Practices"].values)
    assert [row[3] for row in rows] == ["Amount", 19371.88, 33459.44]
    answer = Client().get(f"{PAGE}statement.pdf{query}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert "demonstration-U90001-statement-2024-25.pdf" in answer["Content-Disposition"]


def test_points_are_recorded_for_their_year_and_not_more_than_it_has(manager: Client) -> None:
    june = {"on-month": "6", "on-year": "2024"}
    answer = manager.post(f"{PAGE}counts/", said(counts="points", number="59", **june))
    assert "59 points are more than the 58" in answer.content.decode()
    assert manager.post(f"{PAGE}counts/", said(counts="points", number="40", **june)).status_code
    text = body(manager, f"{PAGE}?as_at=2024-06-01&year=2024/25")
    assert "40 points × £198" in text
    assert "points ×" not in body(manager, f"{PAGE}?as_at=2023-06-01&year=2023/24").replace(
        "262 points × £198", ""
    )


def test_a_doubtful_rate_is_set_beside_last_years(manager: Client) -> None:
    manager.post(f"{PAGE}counts/", said(counts="registered", **{"on-year": "2026"}))
    text = body(manager, f"{PAGE}?as_at=2026-06-01&year=2026/27")
    assert "£2.266, which was checked, the amount would be £92,906.00" in text


def test_two_years_are_compared_where_both_are_known(manager: Client) -> None:
    for counts in ("registered", "adjusted", "weighted", "beds"):
        for year in ("2022", "2023"):
            manager.post(f"{PAGE}counts/", said(counts=counts, **{"on-year": year}))
    text = body(manager, f"{PAGE}?as_at=2024-03-01&year=2023/24")
    assert "more than what is known of" not in text  # one line of 2022/23 has no rate
    for counts in ("registered", "adjusted", "weighted", "beds"):
        manager.post(f"{PAGE}counts/", said(counts=counts))
    assert "more than what is known of 2023/24" in body(manager, f"{PAGE}?year=2024/25")


@pytest.mark.parametrize("year", ["2018/19", "2025", "abc"])
def test_a_year_that_is_not_held_is_said(year: str) -> None:
    answer = Client().get(f"{PAGE}?year={year}")
    assert answer.status_code in (400, 404, 409)
    assert "2019/20" in answer.content.decode() or "2026/27" in answer.content.decode()


def test_a_network_without_members_has_nothing_to_count() -> None:
    file = File(period_on=day("2024-01-01"))
    file.detail("U90009", "EMPTY PCN", opened_on=day("2019-07-01"))
    file.dated("U90009", "commissioned_by", "S91", "2019-07-01")
    load(file)
    assert ident("U90009")
    text = body(Client(), "/networks/U90009/money/?as_at=2024-06-01")
    assert "registered patients of 1 January 2024 not held" in text


def test_lists_of_different_days_are_never_added_up() -> None:
    file = File(period_on=day("2025-02-01"))
    file.total("Z90001", "2025-01-01", 10_100).total("Z90002", "2025-02-01", 20_200)
    load(file)
    text = body(Client(), f"{PAGE}?as_at=2025-06-01&year=2025/26")
    assert "30,000 registered × £2.266; the count of 1 January 2024 stands in" in text
    assert "30,300" not in text
    later = body(Client(), f"{PAGE}?as_at=2026-06-01&year=2026/27")
    assert "registered patients of 1 January 2026 not held" in later
