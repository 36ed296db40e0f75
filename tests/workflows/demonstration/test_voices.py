"""The demonstration's voices, as the public and as a patient group meet them."""

from __future__ import annotations

import csv
import re

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.equality import CHARACTERISTICS
from openpcn.domains.engagement.queries.voices import get_voice
from tests.domains.world import on
from tests.web.voices.test_groups import body, day, sent

pytestmark = pytest.mark.django_db
NOW = on("2026-11-22")
PAGE = "/networks/ZN0001"
DAY = "?as_at=2026-11-22"


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day it is: what is open and what is overdue follow from it."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: NOW.as_at)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=name))
    return client


def test_the_network_says_who_speaks_and_how_they_come_to() -> None:
    page = body(Client(), f"{PAGE}/voices/{DAY}")
    for name in ("Patients of the harbour practices", "New in Vellmouth", "Ines Tarrow"):
        assert name in page
    assert "Until 31 March 2027" in page
    assert re.search(r"Speaks for people in \w+ \(\d+% of the patients\) and", page)
    assert "Practices without a patient participation group recorded" in page


def test_the_councillors_wards_and_the_neighbourhood_say_so_too() -> None:
    page = body(Client(), f"{PAGE}/voices/{DAY}")
    before = page.split("Councillor Ines Tarrow")[0]
    number = int(before.rsplit("/voices/groups/", 1)[1].split("/")[0])
    wards = [one for one in get_voice(None, number, when=NOW).reaches if one.kind == "ward"]
    assert len(wards) == 2
    for one in wards:
        here = body(Client(), f"/wards/{one.code}/voices/{DAY}")
        assert "Councillor Ines Tarrow" in here
        assert "Lantern Hill PCN" in here
    assert "Healthwatch Vellshire" in body(Client(), f"/neighbourhoods/ZNB01/voices/{DAY}")


def test_results_compare_who_answered_with_who_lives_there_and_withhold_the_few() -> None:
    listed = body(Client(), f"{PAGE}/consultations/{DAY}")
    path = re.search(r"/voices/consultations/\d+/results/", listed)
    assert path is not None
    assert "Heard less than they live here: Aged 15 years and under;" in listed
    page = body(Client(), path[0] + DAY)
    assert "129 people answered" in page
    assert "withheld" in page
    assert "Heard less than they live here" in page
    assert "Residents: those of the small areas in which the patients live" in page
    assert "Figures of residents are not held for this" in page


def test_an_export_tells_no_more_than_the_page_and_no_small_group_can_be_worked_out() -> None:
    listed = body(Client(), f"{PAGE}/consultations/{DAY}")
    path = re.search(r"/voices/consultations/\d+/results", listed)
    assert path is not None
    page = body(Client(), f"{path[0]}/{DAY}")
    rows = list(csv.DictReader(Client().get(f"{path[0]}.csv{DAY}").content.decode().splitlines()))
    about = {row["About"] for row in rows} & {one.words for one in CHARACTERISTICS.values()}
    assert "Ethnic group" in about
    for words in about:
        groups = [row for row in rows if row["About"] == words]
        numbers = [row["People"] for row in groups]
        assert page.count("withheld") >= numbers.count("withheld")
        if groups[0]["Of"] == "withheld":
            continue
        hidden = numbers.count("withheld")
        rest = int(groups[0]["Of"]) - sum(int(n) for n in numbers if n != "withheld")
        assert hidden != 1
        assert not hidden or rest - hidden >= 6
        assert all(int(n) == 0 or int(n) > 7 for n in numbers if n != "withheld")


def test_a_patient_group_says_whether_a_promise_was_kept() -> None:
    member = signed_in("demo-ppg-member")
    page = body(member, f"{PAGE}/promises/{DAY}")
    for words in ("Overdue since 30 June 2026", "Promise not kept", "Kept, 2 days late"):
        assert words in page
    theme = next(
        path
        for path in re.findall(r"/voices/themes/\d+/", page)
        if "A ramp at the side door" in body(member, path + DAY)
    )
    group = body(member, theme + DAY).split('<option value="')[1].split('"')[0]
    said = {"group": group, "says": "not_kept", "group_words": "The step is still there."}
    sent(member, f"{theme}group/", said | day("on", "2026-09-07"))
    assert "The step is still there." in body(Client(), f"{PAGE}/promises/{DAY}")
