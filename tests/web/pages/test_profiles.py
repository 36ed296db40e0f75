"""The population pages of the demonstration: charts beside tables, sources, downloads, dates."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from openpcn.domains.evidence.queries import every_figure, last_periods, totals
from openpcn.domains.registry.models import Dataset
from openpcn.kernel.when import When, in_words
from openpcn.rulebook.indicators import indicators
from openpcn.web.presenters.profiles.method import review_words
from openpcn.workflows.profiles.show_profile import show_indicator, show_profile
from tests.domains.world import account

pytestmark = pytest.mark.django_db

TODAY = "as_at=2026-11-22"
NOW = When(as_at=date(2026, 11, 22))
SYSTEM, PLACE, NETWORK = "/systems/ZQ1/", "/places/ZP1/", "/networks/ZN0001/"
PRACTICE, NEIGHBOURHOOD = "/practices/Z90001/", "/neighbourhoods/ZNB01/"
ALL = (SYSTEM, PLACE, NETWORK, PRACTICE, NEIGHBOURHOOD)


@pytest.fixture(autouse=True)
def _data(demonstration: object) -> None:
    """All of this is asked of the demonstration."""


def get(client: Client, path: str, day: str = TODAY, status: int = 200) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}{day}")
    assert answer.status_code == status, answer.content[:400]
    return answer.content.decode()


def rows_of(client: Client, path: str, of: str) -> list[dict[str, str]]:
    text = get(client, f"{path}population/?format=csv&of={of}")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_chart_of_a_population_has_a_table_a_download_and_an_own_name(
    client: Client,
) -> None:
    for base in ALL:
        check_charts(get(client, f"{base}population/"))


def check_charts(page: str) -> None:
    ids = re.findall(r'<svg[^>]*aria-labelledby="([^"]+)"', page)
    assert ids
    assert len(ids) == len(set(ids))
    for section in re.findall(r'<section class="pcn-section pcn-profile".*?</section>', page, re.S):
        assert "<table" in section
        assert "format=csv" in section
        assert "<figcaption>" in section
    for drawing in re.findall(r'<svg xmlns="http.*?</svg>', page, re.S):
        ElementTree.fromstring(drawing)


def test_every_indicator_has_its_page_on_every_kind_of_organisation(client: Client) -> None:
    for id_ in list(indicators())[::6]:
        assert "How it is worked out" in get(client, f"{NETWORK}population/indicators/{id_}/")
    for base in (SYSTEM, PLACE, PRACTICE):
        page = get(client, f"{base}population/indicators/copd/")
        assert "Chronic obstructive pulmonary disease" in page
    get(client, f"{NETWORK}population/indicators/wealth/", status=404)


def test_the_register_of_a_network_is_the_sum_of_its_practices(client: Client) -> None:
    whole = {row["Code"]: row for row in rows_of(client, NETWORK, "register")}
    text = get(client, f"{NETWORK}population/indicators/diabetes/?format=csv&of=practices")
    of_practice = {row["Code"]: row for row in csv.DictReader(io.StringIO(text))}
    members = [one.code for one in show_profile("networks", "ZN0001", when=NOW).page.members]
    for column in ("Numerator", "Denominator"):
        total = sum(float(of_practice[code][column]) for code in members)
        assert float(whole["diabetes"][column]) == total
    assert float(whole["diabetes"]["95% lower"]) < float(whole["diabetes"]["Value"])
    assert whole["diabetes"]["Compared with"] == "all 131 practices held"
    assert (whole["diabetes"]["Starts on"], whole["diabetes"]["Ends on"]) == (
        "2025-04-01", "2026-03-31",
    )  # fmt: skip
    assert "Quality and Outcomes Framework" in whole["diabetes"]["Source"]
    assert "invented" in whole["diabetes"]["Demonstration"]


def test_what_is_all_that_is_held_is_not_compared_with_itself(client: Client) -> None:
    assert {row["Compared"] for row in rows_of(client, SYSTEM, "register")} == {"not compared"}
    assert {row["Compared"] for row in rows_of(client, PLACE, "register")} > {"higher"}


def test_peers_follow_the_rule_that_the_page_says(client: Client) -> None:
    network = show_profile("networks", "ZN0001", when=NOW)
    assert len(network.of("register")[0].peers) == 25
    assert "Peers are the other networks of the same system." in get(
        client, f"{NETWORK}population/"
    )
    practice = show_profile("practices", "Z90001", when=NOW)
    assert 20 <= len(practice.of("register")[0].peers) <= 30
    assert "same fifth of the system by the deprivation" in get(client, f"{PRACTICE}population/")
    place = show_profile("places", "ZP1", when=NOW)
    assert len(place.of("register")[0].peers) == 2
    assert show_profile("systems", "ZQ1", when=NOW).of("register")[0].peers == ()


def test_invented_illness_follows_deprivation_as_published_illness_does(client: Client) -> None:
    slopes = {row["Code"]: row for row in rows_of(client, SYSTEM, "inequality")}
    assert float(slopes["severe-mental-illness"]["Ratio 95% lower"]) > 1.3
    page = get(client, f"{SYSTEM}population/")
    assert "Slope index of inequality" in page
    assert "Not standardised for age" in page


def test_a_network_is_too_small_for_a_slope_and_points_to_its_system(client: Client) -> None:
    page = get(client, f"{NETWORK}population/")
    assert "10 practices or more are needed for a slope" in page
    assert "#inequality" in page


def test_a_figure_that_is_not_held_for_a_date_says_when_it_is(client: Client) -> None:
    page = get(client, f"{NETWORK}population/", "as_at=2025-03-31")
    assert "not held for this date" in page
    assert "The newest held is of a period that ended on 31 March 2026." in page
    link = re.search(r'href="([^"]+)">Show \d+ \w+ \d+, when it is held', page)
    assert link
    assert "Interval dot plot" in get(client, link[1].replace("&amp;", "&"), "x=1")
    one = get(client, f"{NETWORK}population/indicators/diabetes/", "as_at=2025-03-31")
    assert "Not held for this date." in one


def test_a_date_on_which_the_organisation_was_not_held_is_not_offered(client: Client) -> None:
    from openpcn.web.dates import Dates
    from openpcn.web.presenters.profiles.sections import held_on, last_day_shown

    dates = Dates(as_at=date(2026, 11, 22), known_on=date(2026, 11, 22))
    words, link = held_on("/x/", date(2021, 3, 31), dates, first=date(2022, 4, 1))
    assert link is None
    assert "held from 1 April 2022 on only" in words
    assert held_on("/x/", None, dates, first=None) == ("Nothing of it is loaded here.", None)
    assert last_day_shown(date(2024, 2, 29), dates) == date(2025, 2, 28)
    assert last_day_shown(date(2026, 9, 30), dates) == date(2026, 11, 22)


def test_a_practice_stands_in_the_funnel_of_its_system(client: Client) -> None:
    answer = show_indicator("practices", "Z90001", "copd", when=NOW)
    assert answer.funnel is not None
    assert len(answer.funnel.counts) == 131
    assert set(answer.funnel.standing) == set(answer.funnel.counts)
    page = get(client, f"{PRACTICE}population/indicators/copd/")
    assert "over-dispersion" in page
    assert "/practices/Z90002/population/indicators/copd/" in page


def test_shares_by_tenth_are_of_the_patients_with_a_ranked_area(client: Client) -> None:
    rows = rows_of(client, NETWORK, "deprivation")
    assert len(rows) == 10
    assert sum(float(row["Share (%)"]) for row in rows) == pytest.approx(100, abs=0.1)


def test_a_neighbourhood_is_profiled_on_its_own_boundary(client: Client) -> None:
    page = get(client, f"{NEIGHBOURHOOD}population/")
    for words in ("ethnic group", "by disability", "Census 2021", "no interval would be honest"):
        assert words in page
    by_group = rows_of(client, NEIGHBOURHOOD, "ethnic-groups")
    by_age = rows_of(client, NEIGHBOURHOOD, "ages")
    residents = sum(int(row["Residents"]) for row in by_age)
    here = rows_of(client, NEIGHBOURHOOD, "pyramid")
    assert (len(here), here[0]["Age"]) == (20, "0 to 4")
    assert "Population pyramid." in page
    assert sum(int(row["Residents"]) for row in by_group) == pytest.approx(residents, rel=0.02)
    estimates = {row["Code"]: row for row in rows_of(client, NEIGHBOURHOOD, "register")}
    assert float(estimates["diabetes"]["Here, about (%)"]) == pytest.approx(7, abs=2)
    assert rows_of(client, NEIGHBOURHOOD, "nothing")[0]["Who"] == "Residents"


def test_a_neighbourhood_before_its_figures_says_what_would_be_here(client: Client) -> None:
    page = get(client, f"{NEIGHBOURHOOD}population/", "as_at=2028-06-30")
    assert "Registers of the practices with which people here are registered are not held" in page


def test_each_table_can_be_downloaded(client: Client) -> None:
    for of in ("ages", "deprivation", "access", "experience", "ratings", "inequality", "ward25"):
        assert {row["As at"] for row in rows_of(client, SYSTEM, of)} == {"2026-11-22"}
    one = f"{SYSTEM}population/indicators/diabetes/?format=csv"
    for of, rows in (("networks", 26), ("practices", 131), ("inequality", 1)):
        assert len(list(csv.DictReader(io.StringIO(get(client, f"{one}&of={of}"))))) == rows
    assert len(get(client, f"{one}&of=practices", "as_at=2024-03-31").splitlines()) == 1


def test_ratings_of_few_practices_are_named_and_of_many_are_counted(client: Client) -> None:
    assert "Practices with their rating" in get(client, f"{NETWORK}population/")
    assert "Practices by rating" in get(client, f"{SYSTEM}population/")


def test_sums_over_everyone_are_those_of_the_figures_one_by_one(client: Client) -> None:
    measures = ("qof-register", "qof-register-list")
    summed = {(one.measure, one.category): one for one in
              totals(measures, subject_kind="practice", when=NOW)}  # fmt: skip
    single = every_figure(measures, categories=["DM"], subject_kind="practice", when=NOW)
    for measure in measures:
        own = [one.value or 0 for one in single if one.measure == measure]
        assert summed[measure, "DM"].value == sum(own)
        assert summed[measure, "DM"].subjects == len(own) == 131
    assert last_periods(measures, subject_kind="practice")["qof-register"] == date(2026, 3, 31)


def test_a_file_that_tells_the_same_again_is_not_counted_twice(client: Client) -> None:
    from openpcn.domains.evidence.loading import FigureRow, record_figures

    before = totals(["qof-register"], subject_kind="practice", when=NOW)
    copy = Dataset.objects.get(format="mapped:qof-prevalence")
    rows = every_figure(["qof-register"], categories=["DM"], subject_kind="practice", when=NOW)
    copy.pk, copy.fingerprint = None, "f" * 64
    copy.save()
    record_figures(copy.pk, [
        FigureRow(one.measure, "practice", one.subject_code, one.category, one.starts_on,
                  one.ends_on, one.value) for one in rows
    ])  # fmt: skip
    after = totals(["qof-register"], subject_kind="practice", when=NOW)
    assert sorted(map(repr, after)) == sorted(map(repr, before))


def test_a_review_that_is_overdue_is_marked() -> None:
    one = indicators()["copd"]
    assert review_words(one, one.review_by) == in_words(one.review_by)
    assert review_words(one, one.review_by + timedelta(days=1)).endswith(": overdue")


def test_an_indicator_says_its_keeper_its_source_and_its_review(client: Client) -> None:
    one = indicators()["copd"]
    page = get(client, f"{NETWORK}population/indicators/copd/")
    for said in (one.owner, one.source.title, one.source.url, in_words(one.review_by)):
        assert said in html.unescape(page)
    assert "Begin a need" not in page


def test_an_indicator_begins_a_need_with_its_figure_as_the_evidence(client: Client) -> None:
    client.force_login(account("analyst", ("public_health_analyst", "ZQ1")))
    page = get(client, f"{NETWORK}population/indicators/copd/")
    link = re.search(r'href="([^"]+)">Begin a need with this figure', page)
    assert link
    offered = get(client, html.unescape(link[1]))
    assert "Where should this stand as a need?" in offered
    assert "England" in offered or "practices" in offered
    new = re.search(r'href="([^"]+)">In a new need summary', offered)
    assert new
    said = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2027"}
    said |= {"review_on-day": "1", "review_on-month": "4", "review_on-year": "2028"}
    said |= {"title": "What the network needs", "about": "ZN0001", "owner": "ZQ1"}
    begun = client.post(html.unescape(new[1]), said)
    assert begun.status_code == 302
    form = html.unescape(get(client, begun["Location"]))
    assert "Chronic obstructive pulmonary disease" in form
    assert "Quality and Outcomes Framework" in form
    assert "%" in form.split('name="evidence"')[1].split("</textarea>")[0]
    again = get(client, html.unescape(link[1]))
    assert "In “What the network needs”" in again
