"""What stands in a table of a page can be taken away as it stands."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from django.test import Client

from openpcn.web.page_tables.reading import tables_in
from openpcn.web.page_tables.values import rows_of

PAGE = """
<table class="pcn-table"><caption id="who" class="nhsuk-u-visually-hidden">Who &amp; what</caption>
<thead><tr><th scope="col">Practice</th><th>Pounds</th><th>Share</th><th>Patients</th>
<th class="pcn-no-print">Undo</th></tr></thead>
<tbody>
<tr><th scope="row"><a href="/x/">Al<wbr>der<br>House</a><span class="second">Z90001</span><span
class="second">open</span></th>
<td>£1,234.50<svg class="bar"><title>drawn</title></svg></td><td>−3.5%</td>
<td>47,210<span class="nhsuk-u-visually-hidden"> patients</span></td>
<td class="pcn-no-print"><button>Take back</button></td></tr>
<tr><th scope="row">Beech</th><td>£2.00</td><td>4%</td><td>not held</td></tr>
</tbody></table>
<table><caption>No name</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>
<table data-file><caption id="own">Own</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>
<table><caption id="empty">Empty</caption><tr><th>A</th></tr></table>
"""


def test_a_table_is_read_as_it_is_seen_with_units_in_the_headings() -> None:
    (table,) = tables_in(PAGE)
    assert (table.id, table.caption) == ("who", "Who & what")
    headings, rows = rows_of(table)
    assert headings == ["Practice", "Practice: more", "Pounds (pounds)", "Share (%)", "Patients"]
    assert rows[0] == ["Alder House", "Z90001; open", 1234.5, -3.5, 47210]
    assert rows[1] == ["Beech", "", 2.0, 4, "not held"]


def test_numbers_of_two_units_in_one_column_stay_words() -> None:
    mixed = "<tr><td>a</td><td>£1</td></tr><tr><td>b</td><td>2%</td></tr><tr><td>c</td></tr>"
    head = '<table><caption id="m">M</caption><tr><th>What</th><th>How much</th></tr>'
    headings, rows = rows_of(tables_in(f"{head}{mixed}</table>")[0])
    assert headings == ["What", "How much"]
    assert rows == [["a", "£1"], ["b", "2%"], ["c", ""]]


@pytest.mark.parametrize("text", ["01632960001", "+441632960001", "007", "1,2", "1234,567"])
def test_what_only_looks_like_a_number_stays_as_it_is_written(text: str) -> None:
    page = f'<table><caption id="m">M</caption><tr><th>A</th></tr><tr><td>{text}</td></tr></table>'
    assert rows_of(tables_in(page)[0]) == (["A"], [[text]])


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("0.5", 0.5), ("+3", 3), ("1,234,567", 1234567)]
)
def test_what_pages_write_as_a_number_is_one(text: str, number: float) -> None:
    page = f'<table><caption id="m">M</caption><tr><th>A</th></tr><tr><td>{text}</td></tr></table>'
    assert rows_of(tables_in(page)[0]) == (["A"], [[number]])


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_every_table_of_a_page_leads_to_its_own_rows_with_page_and_day() -> None:
    page = Client().get("/networks/ZN0001/history/?as_at=2026-10-01").content.decode()
    links = re.findall(r'href="(\?as_at=2026-10-01&amp;csv=[^"]+)"', page)
    assert len(links) == page.count("<table") - page.count("pcn-table--sources") == 3
    for link in links:
        answer = Client().get("/networks/ZN0001/history/" + link.replace("&amp;", "&"))
        asked = Client().head("/networks/ZN0001/history/" + link.replace("&amp;", "&"))
        assert asked["Content-Type"] == answer["Content-Type"]
        assert answer["Content-Type"].startswith("text/csv")
        assert 'filename="demonstration-networks-ZN0001-history-' in answer["Content-Disposition"]
        rows = list(csv.DictReader(StringIO(answer.content.decode())))
        assert rows[0]["As at"] == "2026-10-01"
        assert "/networks/ZN0001/history/?as_at=2026-10-01" in rows[0]["Source"]


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_who_may_not_see_a_page_gets_no_table_of_it() -> None:
    answer = Client().get("/networks/ZN0001/money/ledger/?csv=entitlements")
    assert answer.status_code == 302
    assert "csv" in answer["Location"], "whoever signs in gets what was asked for"
    assert Client().get("/networks/ZN0001/history/?csv=nothing").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_a_table_with_a_file_of_its_own_is_not_offered_twice() -> None:
    page = Client().get("/networks/ZN0001/practices/").content.decode()
    assert "Download as CSV" in page
    assert "Tables of this page as CSV" not in page
