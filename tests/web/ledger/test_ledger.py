"""From an empty ledger to the printed answer: where did the network's money go."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from tests.support.visiting import dated
from tests.web.ledger.world import People

pytestmark = pytest.mark.django_db

BASE = "/networks/U90001/money/ledger/"
AT = "?as_at=2024-09-30"
PAID = {
    "way": "paid",
    "amount": "5,545.00",
    "entitlement": "core_registered",
    "month": "2024-04",
    "to": "",
    "reference": "PCN 0001",
    "note": "",
    **dated("on", "2024-04-30"),
}
RULE = {
    "title": "By lists, pharmacists kept together",
    "entitlement": "",
    "fixed": "Z90001 100.00",
    "share_registered": "90",
    "share_service": "10",
    "service": "Pharmacists",
    **dated("starts_on", "2024-04-01"),
}


def body(client: Client, path: str = f"{BASE}{AT}") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def sent(client: Client, path: str, said: dict[str, str]) -> str:
    answer = client.post(f"{BASE}{path}", said)
    assert answer.status_code == 302, plain(answer)
    return str(answer["Location"])


def refused(client: Client, path: str, said: dict[str, Any]) -> str:
    answer = client.post(f"{BASE}{path}", said)
    assert answer.status_code == 400, plain(answer)
    return plain(answer)


def plain(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def agreed(client: Client, **more: str) -> None:
    sent(client, "rules/new/", RULE | more)
    number = re.search(r'>Proposed<.*?name="rule" value="(\d+)"', body(client, f"{BASE}rules/"))
    assert number
    said = {"rule": number[1], "source": "Minutes, item 4", **dated("agreed_on", "2024-03-12")}
    sent(client, "rules/agree/", said)


def shared(client: Client, *entries: str, year: str = "2024/25") -> None:
    said = {f"take-{number}": "yes" for number in entries} | dated("on", "2024-05-02")
    sent(client, f"share/?year={year}", said)


def recorded(client: Client, **more: str) -> str:
    found = re.search(r"/entries/(\d+)/", sent(client, "record/", PAID | more))
    assert found
    return found[1]


def test_a_manager_shows_every_practice_where_the_money_went(who: People) -> None:
    page = body(who.manager)
    assert "Nothing is recorded for this year" in page
    assert "None is agreed" in page
    agreed(who.manager)
    number = recorded(who.manager)
    preview = body(who.manager, f"{BASE}share/?year=2024/25")
    assert "£1,633.50 = 10,000 ÷ 30,000 × £4,900.50 by registered lists" in preview
    shared(who.manager, number)
    page = body(who.manager)
    assert "First £100.00 to Z90001; of what is left 90% by registered lists" in page
    assert "Core" in page
    for amount in ("£1,733.50", "£3,267.00", "£544.50"):
        assert amount in page
    assert "£5,545.00" in page
    assert "Late" in page
    book = load_workbook(BytesIO(who.manager.get(f"{BASE[:-1]}.xlsx{AT}").content))
    assert book.sheetnames == [
        "About",
        "entitlements",
        "differences",
        "practices",
        "services",
        "movements",
    ]
    rows = who.manager.get(f"{BASE[:-1]}.csv{AT}&of=movements").content.decode().splitlines()
    assert len(rows) == 5
    assert "1733.5,By lists" in ",".join(rows).replace('"', "")
    assert "Where the money went" in page


def test_a_practice_sees_its_own_part_and_nobody_elses(who: People) -> None:
    agreed(who.manager)
    shared(who.manager, recorded(who.manager))
    recorded(who.lead, to="Z90002", entitlement="network_participation", amount="2934.17")
    page = body(who.practice, f"/practices/Z90002/money/{AT}")
    assert "What this practice received in 2024/25: £6,201.17" in page
    assert "paid directly by the commissioner" in page
    assert "£1,733.50" not in page
    rows = who.practice.get(f"/practices/Z90002/money/received.csv{AT}&of=received")
    assert "3267.0" in rows.content.decode()
    assert body(who.manager, f"/practices/Z90001/money/{AT}")
    for client, path in (
        (who.practice, "/practices/Z90001/money/"),
        (who.practice, BASE),
        (who.practice, f"{BASE}record/"),
        (who.director, BASE),
        (who.councillor, BASE),
        (who.councillor, "/practices/Z90002/money/"),
        (who.elsewhere, BASE),
        (who.lead, f"{BASE}share/"),
    ):
        assert client.get(path).status_code == 403, path
    assert who.nobody.get(BASE).status_code == 302
    assert who.elsewhere.post(f"{BASE}record/", PAID).status_code == 403
    assert who.lead.post(f"{BASE}rules/new/", RULE).status_code == 400


def test_an_entry_is_undone_by_another_and_both_stay(who: People) -> None:
    agreed(who.manager)
    number = recorded(who.manager)
    shared(who.manager, number)
    undo = {"words": "Wrong month", **dated("on", "2024-06-03")}
    assert "Reverse the sharing first" in refused(who.manager, f"entries/{number}/", undo)
    sharing = str(int(number) + 1)
    back = sent(who.manager, f"entries/{sharing}/", undo)
    assert "Wrong month" in body(who.manager, back)
    sent(who.manager, f"entries/{number}/", undo)
    assert "Reverse it" not in body(who.manager, f"{BASE}entries/{number}/")
    page = body(who.manager)
    assert page.count("reversed later") == 2
    assert 'Received</dt><dd><span class="pcn-fact__figure">£0.00' in page
    before = body(who.manager, f"{BASE}?as_at=2024-06-02")
    assert "reversed later" not in before
    recorded(who.manager)
    assert who.manager.get(f"{BASE}entries/99999/").status_code == 404
    other = f"/networks/U90002/money/ledger/entries/{number}/"
    assert who.lead.get(other).status_code == 404


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"amount": "12,34"}, "is no amount that was paid"),
        ({"amount": "12.345"}, "is no amount that was paid"),
        ({"amount": "-5.00"}, "is no amount that was paid"),
        ({"amount": "0.00"}, "more than nought"),
        ({"amount": ""}, "Enter the amount"),
        ({"month": "2024-13"}, "is not a month"),
        (dated("on", "2024-03-31"), "No network agreement of North PCN is in force on 31 March"),
        ({"to": "Z90003"}, "Z90003 is not in North PCN on 30 April 2024"),
        ({"entitlement": "lottery"}, "pays nothing of that name"),
        ({"entitlement": "moved:7"}, "names a move that stands"),
        ({"way": "sideways"}, "Choose whether"),
    ],
)
def test_a_payment_that_cannot_be_is_said_on_the_page(
    who: People, more: dict[str, str], says: str
) -> None:
    assert says in refused(who.manager, "record/", PAID | more)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"share_registered": "80"}, "The slices come to 90%, not to 100%"),
        ({"share_equal": "much"}, "“much” is no share"),
        ({"fixed": "Z90001 1.005"}, "is no practice with an amount"),
        ({"fixed": "Z90003 100"}, "Z90003 is not in the network"),
        ({"service": ""}, "names the shared service"),
        (dated("starts_on", "2024-04-15"), "starts on the first day of a month"),
        (dated("starts_on", "2024-03-01"), "No network agreement is in force on 1 March 2024"),
    ],
)
def test_a_rule_that_does_not_hold_is_said_on_the_page(
    who: People, more: dict[str, str], says: str
) -> None:
    assert says in refused(who.manager, "rules/new/", RULE | more)


def test_a_rule_is_taken_back_and_one_that_changes_in_the_year_counts_from_its_month(
    who: People,
) -> None:
    agreed(who.manager)
    agreed(
        who.manager, title="Equal", share_registered="", share_service="", service="", fixed="",
        share_equal="100", **dated("starts_on", "2024-06-01"),
    )  # fmt: skip
    recorded(who.manager)
    recorded(who.manager, month="2024-06", **dated("on", "2024-06-30"))
    page = body(who.manager, f"{BASE}share/?year=2024/25")
    assert "By lists, pharmacists kept together, version 1, from 1 April 2024" in page
    assert "£2,772.50 = 1 ÷ 2 × £5,545.00 in equal shares" in page
    number = re.search(r'name="rule" value="(\d+)"', body(who.manager, f"{BASE}rules/"))
    assert number
    sent(who.manager, "rules/withdraw/", {"rule": number[1]})
    assert "£2,772.50 = 1" not in body(who.manager, f"{BASE}share/?year=2024/25")
    assert "Choose at least one" in refused(
        who.manager, "share/?year=2024/25", dated("on", "2024-07-01")
    )


def test_what_no_rule_covers_says_so_and_is_not_shared(who: People) -> None:
    number = recorded(who.manager)
    assert "No split rule is agreed for April 2024" in body(
        who.manager, f"{BASE}share/?year=2024/25"
    )
    said = {f"take-{number}": "yes", **dated("on", "2024-05-02")}
    assert "No split rule is agreed" in refused(who.manager, "share/?year=2024/25", said)


def file(name: str, content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


GOOD = (
    "Date,Amount,Entitlement,Month,Reference,Practice\n"
    '30/04/2024,"5,545.00",core_registered,2024-04,PCN 1,\n'
    "2024-05-31,£5545,core_registered,May 2024,PCN 2,\n"
    "2024-05-31,12.5,Network participation,2024-05,P 2,Z90002\n,,,,,\n"
)


def test_a_remittance_is_imported_once_and_taken_back(who: People) -> None:
    assert "Choose a file" in refused(who.lead, "record/file/", {})
    answer = who.lead.post(f"{BASE}record/file/", file("april.csv", GOOD.encode()))
    assert answer.status_code == 302, plain(answer)
    page = body(who.lead)
    assert "£11,102.50" in page
    assert "april.csv, row 3" in page
    same = file("again.csv", GOOD.encode())
    assert "imported already" in refused(who.lead, "record/file/", same)
    other = file("other.csv", (GOOD + "\n").encode())
    assert "Row 2: The same payment" in refused(who.lead, "record/file/", other)
    number = re.search(r"ledger/record/(\d+)/", body(who.lead, f"{BASE}record/"))
    assert number
    sent(who.lead, f"record/{number[1]}/", {"why": "Wrong network"})
    assert "£0.00" in body(who.lead, f"{BASE}?year=2024/25")
    sent_again = who.lead.post(f"{BASE}record/file/", file("april.csv", GOOD.encode()))
    assert sent_again.status_code == 302


def test_a_workbook_is_read_as_a_csv_file_is(who: People) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Payment date", "Net amount", "For", "Period"])
    sheet.append(["30 April 2024", 5545.5, "core_registered", "2024-04"])
    made = BytesIO()
    book.save(made)
    answer = who.manager.post(f"{BASE}record/file/", file("april.xlsx", made.getvalue()))
    assert answer.status_code == 302, plain(answer)
    assert "£5,545.50" in body(who.manager)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Date,Pounds\n2024-04-30,5\n", "has no column for the amount"),
        ("Date,Amount\n", "has no rows"),
        ("Date,Amount\nsoon,5\n", "Row 2: “soon” is no day"),
        ("Date,Amount\n2024-04-30,1.005\n", "Row 2: “1.005” is no amount"),
        ("Date,Amount\n2024-04-30,-5\n", "Row 2: “-5” is no amount"),
        ("Date,Amount,Month\n2024-04-30,5,spring\n", "Row 2: “spring” is no month"),
        ("Date,Amount,For\n2024-04-30,5,cakes\n", "none of the year’s entitlements"),
        ("Date,Amount\n2023-04-30,5\n", "No network agreement of North PCN"),
        ("Date,Amount,Practice\n2024-04-30,5,Z90003\n", "Z90003 is not in North PCN"),
        ("PK\x03\x04 no workbook", "neither as CSV nor as an Excel"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(who: People, text: str, says: str) -> None:
    answer = refused(who.manager, "record/file/", file("wrong.csv", text.encode()))
    assert says in answer
    assert "Nothing is recorded" in body(who.manager)


def test_what_the_commissioner_takes_back_lowers_what_came_in(who: People) -> None:
    recorded(who.manager)
    recorded(who.lead, way="back", amount="545.00")
    page = body(who.manager)
    assert "Taken back by the commissioner" in page
    assert "£5,000.00" in page
    assert "Short" in page
