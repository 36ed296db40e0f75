"""Pay of a named person is for employer, payee and approver: no page, file or total gives it away.

One person is in post, so that any amount is their pay: 41,234 and on-costs of 11,111.
"""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from openpcn.cli.main import main
from openpcn.domains.workforce.models import Claim
from tests.domains.workforce.world import People, record, weighted

pytestmark = pytest.mark.django_db
STAFF, CLAIMS = "/networks/U90001/staff/", "/networks/U90001/claims/"
SECRETS = ("41,234", "41234", "11,111", "11111", "52,345", "52345", "4,362", "4362", "26,172",
           "26172", "215,7", "216,000", "=cost")  # fmt: skip
"""Pay, on-costs, both, a month of both, what the year makes of it, what is left of the sum."""
OUTSIDERS = ("other_manager", "practice", "director", "administrator", "public")
"""The manager of a practice that does not employ the person is one of them."""


@pytest.fixture(autouse=True)
def number(who: People) -> int:
    weighted(who.manager)
    held = record(who.manager)
    client = Client()
    client.force_login(who.manager)
    assert client.post(f"{CLAIMS}2024-10/submit/").status_code == 302
    assert Claim.objects.get().state == "submitted"
    return held


def as_(who: People, name: str) -> Client:
    client = Client()
    if name != "public":
        client.force_login(getattr(who, name))
    return client


def pages(number: int, *, all_of_them: bool = True) -> list[str]:
    on = "as_at=2024-11-22"
    asked = [
        f"{STAFF}?{on}",
        f"{STAFF}?{on}&sort=cost",
        f"{STAFF}?{on}&q=pharmacist",
        f"{STAFF}staff.csv?{on}",
        f"{STAFF}{number}/?{on}",
        f"{STAFF}{number}/correct/?{on}",
        f"{STAFF}{number}/change/?{on}",
        f"{CLAIMS}?{on}",
        f"{CLAIMS}?{on}&format=csv",
        f"{CLAIMS}2024-10/?{on}",
        f"{CLAIMS}2024-11/?{on}",
        f"{CLAIMS}2024-10/claim.csv?{on}",
        f"{CLAIMS}paid/?{on}",
        f"{CLAIMS}told/?{on}",
    ]
    return (
        asked
        if not all_of_them
        else asked
        + [
            f"/networks/U90001/money/?{on}",
            f"/networks/U90001/people/?{on}",
            f"/networks/U90001/?{on}",
            "/find/?q=Ann+Ash",
            "/contacts/?q=Ann",
            "/api/networks/U90001?as_at=2024-11-22",
            "/api/role-holders?organisation=U90001&as_at=2024-11-22",
        ]
    )


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nothing_that_others_read_holds_it(who: People, number: int, name: str) -> None:
    client = as_(who, name)
    for path in pages(number, all_of_them=name in ("director", "public")):
        answer = client.get(path)
        assert answer.status_code == 200 or "/api/" not in path, path
        text = answer.content.decode().replace("sort=cost&amp;csv=", "")  # the question itself
        found = [secret for secret in SECRETS if secret in text]
        assert not found, (path, found)
    book = openpyxl.load_workbook(BytesIO(client.get(f"{CLAIMS}2024-10/claim.xlsx").content))
    told = str([list(sheet.values) for sheet in book])
    assert not [secret for secret in SECRETS if secret in told]


def test_pay_is_not_searched(who: People) -> None:
    for name in ("director", "manager"):
        for text in ("41234", "41,234", "52345"):
            found = as_(who, name).get(f"{STAFF}?as_at=2024-11-22&q={text}").content.decode()
            assert "Ann Ash" not in found


@pytest.mark.parametrize("name", ["manager", "approver"])
def test_payee_and_approver_see_it(who: People, number: int, name: str) -> None:
    client = as_(who, name)
    assert "52,345" in client.get(f"{STAFF}?as_at=2024-11-22").content.decode()
    assert "4,362.08" in client.get(f"{CLAIMS}2024-10/").content.decode()


def test_the_employer_sees_its_own_people_only(who: People) -> None:
    record(who.practice, employer="Z90001", person="Bo Birch", post="P2")
    client = as_(who, "practice")
    text = client.get(f"{STAFF}?as_at=2024-11-22").content.decode()
    assert text.count("£52,345.00") == 1
    assert "not shown" in text
    sheet = client.get(f"{CLAIMS}2024-11/?as_at=2024-11-22").content.decode()
    assert sheet.count("£4,362.08</span>") == 1
    assert "Payable for" not in sheet


@pytest.mark.parametrize(("name", "reads"), [("director", True), ("public", False)])
def test_names_are_for_people_with_a_role_here(
    who: People, number: int, name: str, reads: bool
) -> None:
    client = as_(who, name)
    for path in pages(number)[:5]:
        text = client.get(path).content.decode()
        assert reads or "Ann Ash" not in text, path
    text = client.get(f"{STAFF}?as_at=2024-11-22").content.decode()
    assert ("Ann Ash" in text) is reads
    assert "Clinical pharmacist" in text
    assert (client.get(f"{STAFF}{number}/?as_at=2024-11-22").status_code == 200) is reads


def test_five_people_make_a_rounded_total_that_is_shown(who: People) -> None:
    page = f"{CLAIMS}?as_at=2024-11-22"
    assert "rounded to £50,000" not in as_(who, "public").get(page).content.decode()
    for at in range(2, 6):
        record(who.manager, person=f"Somebody {at}", post=f"P{at}")
    text = as_(who, "public").get(page).content.decode()
    assert "comes to about £100,000, rounded to £50,000" in text
    earlier = as_(who, "public").get(f"{CLAIMS}?year=2023/24&as_at=2024-11-22")
    assert "rounded to £50,000" not in earlier.content.decode()


def test_a_claim_prepared_at_the_command_line_needs_a_name(
    who: People, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[str, str]:
        with pytest.raises(SystemExit):
            main(["claims", "prepare", "U90001", "--month", "2024-10", *words])
        said = capsys.readouterr()
        return said.out, said.err

    for more in ((), ("--json",), ("--by", "director"), ("--by", "administrator", "--json")):
        out, err = run(*more)
        assert not [secret for secret in SECRETS if secret in out], more
        assert "Pay is left out" in err
    assert "4362.08" in run("--by", "manager", "--json")[0]
    assert "£4,362.08 = " in run("--by", "approver")[0]
    assert "There is no account nobody" in run("--by", "nobody")[1]


def test_pages_with_pay_are_kept_by_no_cache(who: People) -> None:
    answer = as_(who, "manager").get(STAFF)
    assert answer["Cache-Control"] == "private, no-store"
