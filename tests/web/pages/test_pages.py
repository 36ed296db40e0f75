"""Every page answers, in words, on any date."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from tests.support.raw_words import raw_words_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

SYSTEM, NETWORK, PRACTICE = "/systems/ZQ1/", "/networks/ZN0001/", "/practices/Z90093/"
QUESTIONS = ("", "practices/", "population/", "people/", "history/", "working/", "attention/")


@pytest.fixture
def place(client: Client) -> str:
    """The first place that the system's page links to."""
    found = re.search(r'href="(/places/[^"?]+/)"', text_of(client, SYSTEM))
    assert found
    return found[1]


@pytest.fixture
def neighbourhood(client: Client) -> str:
    """The first neighbourhood that the system's page links to."""
    found = re.search(r'href="(/neighbourhoods/[^"?]+/)"', text_of(client, SYSTEM))
    assert found
    return found[1]


def text_of(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    page = answer.content.decode()
    assert status != 200 or raw_words_in(page) == [], address
    return page


@pytest.mark.parametrize("base", [SYSTEM, NETWORK, PRACTICE])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_about_each_organisation(
    client: Client, base: str, question: str
) -> None:
    page = text_of(client, base + question)
    assert page.count("<h1") == 1
    assert "what we knew on" in page
    assert "None" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.S).replace("None is", "")


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_about_a_place(client: Client, place: str, question: str) -> None:
    assert "<h1" in text_of(client, place + question)


@pytest.mark.parametrize("question", ["", "practices/", "map/", "population/", "people/"])
def test_each_question_is_answered_about_a_neighbourhood(
    client: Client, neighbourhood: str, question: str
) -> None:
    page = text_of(client, neighbourhood + question)
    assert "Neighbourhood ·" in page


def test_the_start_is_the_overview_where_one_system_is_held(client: Client) -> None:
    assert "Vellshire" in text_of(client, "/")


def test_every_link_of_a_page_keeps_its_dates(client: Client) -> None:
    page = text_of(client, f"{NETWORK}?as_at=2025-06-30&as_known={date.today().isoformat()}")
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    loose = {link for link in links if "as_at=2025-06-30" not in link} - {"/sign-in/"}
    assert {link for link in loose if not link.startswith("/record/")} == set()


def test_a_page_on_a_day_that_does_not_exist_says_so(client: Client) -> None:
    page = text_of(client, f"{NETWORK}?as_at=2025-02-30", status=400)
    assert "is not a day that “as at” can be" in page
    assert "Write a date as year, month and day" in page


def test_an_unknown_code_is_answered_with_a_next_step(client: Client) -> None:
    page = text_of(client, "/networks/U00000/", status=404)
    assert "No organisation with the code U00000 is held." in page
    assert "search by name" in page


def test_a_practice_does_not_stand_among_networks(client: Client) -> None:
    page = text_of(client, "/networks/Z90093/", status=404)
    assert "does not stand under networks" in page


def test_an_address_without_a_page_is_answered_in_words(client: Client) -> None:
    assert "There is no page at this address." in text_of(client, "/nothing/", status=404)


def test_before_there_were_lists_figures_are_not_held_and_none_is_guessed(client: Client) -> None:
    page = text_of(client, f"{SYSTEM}?as_at=2022-07-02")
    assert "not held for this date" in page


def test_before_anything_was_loaded_nothing_was_known(client: Client) -> None:
    page = text_of(client, "/?as_known=2020-01-01")
    assert "Nothing is held for this date yet." in page


@pytest.mark.parametrize("path", [SYSTEM, NETWORK])
def test_what_was_not_known_then_is_not_shown_as_if_it_were(client: Client, path: str) -> None:
    page = text_of(client, f"{path}?as_known=2020-01-01", status=404)
    assert "was known here by 1 January 2020." in page


@pytest.mark.parametrize("path", [SYSTEM, NETWORK])
def test_before_it_existed_a_page_says_so(client: Client, path: str) -> None:
    page = text_of(client, f"{path}?as_at=1950-01-01", status=404)
    assert "did not exist on 1 January 1950" in page


def test_a_day_in_2099_is_not_believed(client: Client) -> None:
    page = text_of(client, f"{SYSTEM}?as_at=2099-01-01", status=400)
    assert "1 January 2099 is more than two years from now: nobody can know it." in page


def test_long_ago_the_page_offers_the_newest_lists(client: Client) -> None:
    ahead = timezone.localdate() + timedelta(days=700)
    page = text_of(client, f"{SYSTEM}?as_at={ahead.isoformat()}")
    assert "The newest lists held are of" in page
    assert re.search(r'href="/systems/ZQ1/\?as_at=2026-\d\d-\d\d"', page)


def test_a_key_fact_leads_to_its_working(client: Client) -> None:
    page = text_of(client, NETWORK)
    assert f"{NETWORK}working/#patients" in page
    assert 'id="patients"' in text_of(client, f"{NETWORK}working/")


def test_members_can_be_downloaded(client: Client) -> None:
    answer = client.get(f"{SYSTEM}practices/?format=csv&of=networks")
    assert answer["Content-Type"].startswith("text/csv")
    assert 'filename="demonstration-ZQ1-networks.csv"' in answer["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert len(rows) == 26
    assert all(row["Patients"].isdigit() for row in rows)
    assert all(row["Code"] and "invented" in row["Demonstration"] for row in rows)
    assert all(row["Source"] and row["As at"] and row["Lists of"] for row in rows)
    assert all(0 < float(row["Aged 65 or over (%)"]) < 100 for row in rows)


def test_a_name_that_is_a_formula_is_not_run_by_a_spreadsheet() -> None:
    from datetime import date

    from openpcn.web.pages.downloads import csv_file
    from openpcn.web.presenters.tables import Column, Row, Table, words
    from openpcn.workflows.facts.tell_source import Told

    columns = (Column(label="Practice"),)
    rows = (Row(cells=(words("=HYPERLINK(1)"),)),)
    told = Told(
        as_at=date(2026, 10, 1),
        as_known=None,
        is_demonstration=False,
        list_on=None,
        statement="A file",
    )
    answer = csv_file(Table(id="t", caption="t", columns=columns, rows=rows), "t", told)
    assert "'=HYPERLINK(1)" in answer.content.decode()


def test_registered_and_resident_stand_side_by_side(client: Client) -> None:
    page = text_of(client, f"{NETWORK}population/")
    assert "All registered living there" in page
    assert "Residents" in page
    assert "are never added" in page


def found_by(client: Client, text: str, path: str = "/find/") -> str:
    """The page that is shown to who types a text and sends it."""
    answer = client.post(path, {"q": text}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("text", ["Drusselcombe", "z90093", "QX10 1AA", "Farrow", "no such thing"])
def test_find_answers_names_codes_and_postcodes(client: Client, text: str) -> None:
    assert f'value="{text}"' in found_by(client, text)


def test_a_name_goes_on_into_an_address_and_a_postcode_never_does(client: Client) -> None:
    answer = client.post("/find/?as_at=2025-03-31", {"q": "Farrow"})
    assert answer["Location"] == "/find/?as_at=2025-03-31&q=Farrow"
    for typed in ("QX10 1AA", "qx101aa", "12 High Street, QX10 1AA", "943 476 5919"):
        answer = client.post("/find/", {"q": typed})
        assert answer.status_code == 200, typed
        assert "<title>Find ·" in answer.content.decode(), typed
    assert not client.cookies


def test_a_postcode_in_an_address_is_not_answered(client: Client) -> None:
    page = text_of(client, "/find/?q=QX10+1AA", status=400)
    assert "A postcode is not read from an address" in page
    assert "QX10" not in page.partition("<main")[2]


def test_every_search_of_the_site_sends_what_is_typed_in_the_body(client: Client) -> None:
    for path in ("/", "/find/", NETWORK):
        forms = re.findall(r'<form[^>]*action="/find/[^>]*>', text_of(client, path))
        assert forms, path
        assert all('method="post"' in form for form in forms), path


def test_the_shares_of_networks_at_a_postcode_are_of_everybody_who_lives_there(
    client: Client,
) -> None:
    from openpcn.kernel.when import When
    from openpcn.workflows.pages.show_found import find

    found = find("QX10 1AA", viewer=None, when=When(as_at=date(2025, 3, 31)))
    assert found.at is not None
    assert sum(one.share for one in found.at.serving) == pytest.approx(1)
    assert [one.code for one in found.at.serving][-1] is None
    page = found_by(client, "QX10 1AA", "/find/?as_at=2025-03-31")
    assert "Other networks, none, or a practice that has closed since" in page


def test_find_says_what_is_not_held(client: Client) -> None:
    assert "This postcode is not held." in found_by(client, "LE1 1AA")


def test_what_is_searched_for_is_shown_as_text(client: Client) -> None:
    assert "<script>alert" not in found_by(client, "<script>alert(1)</script>")


def test_the_form_for_dates_goes_to_pages_of_this_site_only(client: Client) -> None:
    typed = "change=1&as_at-day=1&as_at-month=7&as_at-year=2022"
    answer = client.get(f"/dates/?next=//example.org/&{typed}")
    assert answer["Location"] == "/?as_at=2022-07-01"


@pytest.mark.parametrize("page", ["about", "glossary", "accessibility", "dates", "find"])
def test_the_pages_of_words_answer(client: Client, page: str) -> None:
    assert "<h1" in text_of(client, f"/{page}/")


def test_a_page_is_only_read(client: Client) -> None:
    assert client.post(NETWORK).status_code == 405


def test_demonstration_data_carry_a_banner(client: Client) -> None:
    assert "Demonstration." in text_of(client, NETWORK)


@pytest.fixture
def draft(demonstration: object) -> str:
    """The code of a neighbourhood of a map that is a private draft."""
    from datetime import date

    from django.utils import timezone

    from openpcn.domains.registry.models import Area, AreaPart, NeighbourhoodMap, Organisation

    drawn = NeighbourhoodMap.objects.create(
        title="Not yet",
        owner=Organisation.objects.filter(kind="icb").get(),
        made_at=timezone.now(),
        starts_on=date(2026, 1, 1),
    )
    area = Area.objects.create(
        kind="neighbourhood", code="ZNBX9", name="Quietmere", neighbourhood_map=drawn
    )
    part = Area.objects.filter(kind="lsoa21").first()
    AreaPart.objects.create(area=part, whole=area, known_from=timezone.now())
    return area.code


def test_a_draft_of_neighbourhoods_is_on_no_page_of_the_public(client: Client, draft: str) -> None:
    text_of(client, f"/neighbourhoods/{draft}/", status=404)
    pages = [
        text_of(client, path) for path in ("/find/?q=Quietmere", SYSTEM, f"{NETWORK}population/")
    ]
    for page in [*pages, found_by(client, "QX10 1AA")]:
        assert draft not in page
        assert "Quietmere</a>" not in page


def test_every_neighbourhood_is_listed_where_there_are_few(client: Client) -> None:
    page = text_of(client, SYSTEM)
    assert len(set(re.findall(r"/neighbourhoods/[^\"/?]+/", page))) == 11
    assert "Other areas" not in page


def test_a_neighbourhood_has_a_way_up_and_calls_its_fellows_by_their_name(
    client: Client, neighbourhood: str
) -> None:
    page = text_of(client, neighbourhood)
    crumbs = re.search(r'<nav class="pcn-breadcrumb".*?</nav>', page, flags=re.S)
    assert crumbs
    assert f'href="{SYSTEM}"' in crumbs[0]
    assert "Other networks" not in page
    assert "Other neighbourhoods" in page


def test_a_practice_names_its_fellow_members(client: Client) -> None:
    assert "Fellow members" in text_of(client, PRACTICE)


def test_a_place_tells_its_two_sizes_apart(client: Client, place: str) -> None:
    assert "Networks that lie mostly in" in text_of(client, place)


def test_lists_that_grew_are_those_of_the_present_practices(client: Client) -> None:
    assert "the lists of its present practices" in text_of(client, NETWORK)


def test_services_stand_among_the_questions_and_whoever_signed_in_is_called_by_name(
    client: Client,
) -> None:
    who = Account.objects.get(username="demo-network-manager")
    client.force_login(who)
    page = text_of(client, f"{NETWORK}services/")
    assert re.search(r'href="/networks/ZN0001/services/"[^>]*aria-current="page">Services', page)
    header = page.partition("</header>")[0]
    assert who.get_full_name() in header
    assert "demo-network-manager" not in header


@pytest.mark.parametrize("beneath", ["alliances/1/", "alliances/"])
def test_what_lies_beneath_a_question_has_a_title_of_its_own(client: Client, beneath: str) -> None:
    title = re.search(r"<title>(.*?)</title>", text_of(client, NETWORK + beneath))
    assert title
    assert title[1].startswith("Lantern Hill PCN: Alliances") is (beneath == "alliances/")


@pytest.mark.parametrize("where", ["", "practices/"])
def test_alliances_are_found_from_the_overview_and_from_the_members(
    client: Client, where: str
) -> None:
    assert f'href="{NETWORK}alliances/"' in text_of(client, NETWORK + where)
    assert "alliances/" not in text_of(client, PRACTICE + where)
