"""Residents find their page, and read what is published and nothing else."""

from __future__ import annotations

import json
import logging
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.planning.models import ChangeCase
from openpcn.domains.publishing.actions import texts, translations
from openpcn.domains.publishing.headings import HEADINGS
from openpcn.domains.registry.actions.futures import add_change, draft_future, move_future
from openpcn.domains.registry.models import Organisation, Person, RoleHolding
from openpcn.kernel.errors import NotRight
from openpcn.workflows.public.finding import lead
from tests.domains import world
from tests.web.public.county import DAY, POSTCODE

pytestmark = pytest.mark.django_db
PLAN = texts.Words(
    title="A new pharmacist",
    text="A pharmacist will see people at Alder Surgery.",
    certainty="certain",
    certain_since=date(2024, 5, 1),
    starts_on=date(2024, 9, 1),
)


def publish(people, words=PLAN, *, topic="planned", about="U90001", **subject) -> int:
    which = texts.Subject(**subject) if subject else texts.Subject(organisation=about)
    number = texts.write_text(
        topic=topic, owner="U90001", subject=which, words=words, by=people.writer
    )
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=people.reviewer, has_read=True)
    return number


def read(path: str, **query: str) -> str:
    answer = Client().get(f"/me/{path}", {"as_at": "2024-06-01"} | query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_postcode_leads_to_its_area_and_stands_in_no_address_log_or_cookie(prepared, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = Client().post(f"/me/{DAY}", {"where": " zz1  1aa "})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/me/areas/E91000001/")
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    said = json.dumps([record.__dict__ for record in caplog.records], default=str)
    said += json.dumps(dict(answer.headers))
    compact = POSTCODE.replace(" ", "")
    for written in (POSTCODE, compact, compact.lower(), "zz1  1aa"):
        assert written not in said
    page = Client().get(answer["Location"]).content.decode()
    assert "What changes for me: Upper ward (Area 1)" in page
    assert "zz1" not in page.lower()
    for name in (
        "Riverside",
        "Upper ward",
        "Alder Surgery",
        "NORTH PCN".title().replace("Pcn", "PCN"),
    ):
        assert name in page


def test_a_name_leads_to_one_page_or_to_a_choice(prepared):
    answer = Client().post(f"/me/{DAY}", {"where": "alder"})
    assert answer["Location"].startswith("/me/practices/Z90001/")
    several = Client().post(f"/me/{DAY}", {"where": "surgery"})
    assert several.status_code == 400
    assert several.content.decode().count("/me/practices/") == 6
    assert "/me/wards/ZW1/" in Client().post(f"/me/{DAY}", {"where": "upper"})["Location"]
    assert "/me/neighbourhoods/NB1/" in Client().post(f"/me/{DAY}", {"where": "river"})["Location"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a postcode"),
        ("LE1 1AA", "This postcode is not held here"),
        ("nowhere", "Nothing of that name is held here"),
    ],
)
def test_what_leads_nowhere_is_said_so_and_not_shown_again(prepared, typed, said):
    answer = Client().post(f"/me/{DAY}", {"where": typed})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert not typed or typed not in page


def test_a_postcode_outside_the_areas_that_are_held_is_said_so(prepared):
    from openpcn.domains.registry import loading
    from tests.support import land

    loading.record_postcodes(land.landing(), [("ZZ91AA", 600_000, 600_000)])
    found = lead("ZZ9 1AA", when=world.on("2024-06-01"))
    assert found.places == ()
    assert "area around this postcode is not held" in found.trouble


def test_a_plan_says_since_when_it_is_certain_and_a_draft_is_not_shown(prepared):
    assert "Nothing is published as planned" in read("networks/U90001/")
    texts.write_text(
        topic="planned",
        owner="U90001",
        subject=texts.Subject(organisation="U90001"),
        words=PLAN,
        by=prepared.writer,
    )
    assert "Nothing is published as planned" in read("networks/U90001/")
    publish(prepared)
    for path in ("networks/U90001/", "practices/Z90001/", "areas/E91000001/", "wards/ZW1/"):
        page = read(path)
        assert "Certain since 1 May 2024. From 1 September 2024." in page
    assert "pharmacist" not in read("practices/Z90003/")


def test_a_text_about_an_area_is_shown_there_and_to_who_lives_in_it(prepared):
    words = texts.Words(title="The bridge is shut", text="Walk round by the mill.")
    publish(prepared, words, topic="restriction", area_kind="neighbourhood", area_code="NB1")
    publish(prepared, words, topic="offered", area_kind="ward", area_code="ZW1")
    assert read("neighbourhoods/NB1/").count("The bridge is shut") == 1
    assert read("areas/E91000001/").count("The bridge is shut") == 2
    assert "bridge" not in read("areas/E91000006/")


def test_a_text_about_one_practice_is_not_shown_to_another(prepared):
    words = texts.Words(title="The lift", text="It is out of order.")
    publish(prepared, words, topic="restriction", about="Z90001")
    assert "The lift" in read("practices/Z90001/")
    assert "<dd>Alder Surgery</dd>" in read("networks/U90001/")
    assert "The lift" not in read("practices/Z90002/")


def test_what_is_withdrawn_is_gone_from_every_page_with_a_note_on_its_own(prepared):
    number = publish(prepared)
    texts.withdraw_text(number, note="The post was not filled.", by=prepared.writer)
    for path in ("networks/U90001/", "practices/Z90001/", "areas/E91000001/"):
        assert "pharmacist" not in read(path)
    answer = Client().get(f"/me/texts/{number}/")
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "The post was not filled." in page
    assert "pharmacist" not in page
    assert Client().get("/me/texts/999999/").status_code == 404


def test_a_translation_says_which_way_it_is_read_and_when_it_is_of_older_words(prepared):
    number = publish(prepared)
    made = translations.translate(number, language="ur", title="ایک", text="دو", by=prepared.writer)
    for stage in ("reviewed", "published"):
        translations.move_translation(number, made, to=stage, by=prepared.reviewer)
    other = texts.Words(title="Another plan", text="b", certainty="proposed")
    publish(prepared, other)
    page = read("networks/U90001/", language="ur")
    assert '<div lang="ur" dir="rtl"><p class="pcn-lines">دو</p></div>' in page
    assert "There is no text in Urdu yet" in page
    assert "of an older version" not in page
    texts.change_words(number, words=PLAN, by=prepared.writer)
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=prepared.reviewer)
    assert "This translation is of an older version" in read("networks/U90001/", language="ur")
    assert "This translation is of an older version" in read(f"texts/{number}/", language="ur")
    assert ">دو<" not in read("networks/U90001/")
    assert Client().get("/me/networks/U90001/?language=xx").status_code == 400


def test_headings_are_translated_line_by_line_and_said_to_be_english_where_they_are_not(prepared):
    words = texts.Words(title="Headings", text="\n".join(HEADINGS))
    said = {"topic": "headings", "owner": "U90001", "by": prepared.writer}
    number = texts.write_text(words=words, subject=texts.Subject(organisation="U90001"), **said)
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=prepared.reviewer, has_read=True)
    page = read("networks/U90001/")
    for heading in ("What is planned", "Who works together", "How to have your say"):
        assert f">{heading}</h2>" in page
        assert heading in HEADINGS
    assert "not there in Polish yet" in read("networks/U90001/", language="pl")
    urdu = [f"سرخی {at} <b>" for at, _ in enumerate(HEADINGS)]
    tell = {"language": "ur", "title": "سرخیاں", "by": prepared.writer}
    with pytest.raises(NotRight, match=f"has {len(HEADINGS)} lines, the translation 1"):
        translations.translate(number, text=urdu[0], **tell)
    made = translations.translate(number, text="\n".join(urdu), **tell)
    for stage in ("reviewed", "published"):
        translations.move_translation(number, made, to=stage, by=prepared.reviewer, has_read=True)
    shown = urdu[HEADINGS.index("What is planned")].replace("<b>", "&lt;b&gt;")
    for where in ("networks/U90001/", "practices/Z90001/"):
        page = read(where, language="ur")
        assert f'<span lang="ur" dir="rtl">{shown}</span></h2>' in page
        assert "not there in Urdu yet" not in page
    assert shown not in read("networks/U90002/", language="ur")
    texts.change_words(number, words=words, by=prepared.writer)
    for stage in ("reviewed", "published"):
        texts.move_text(number, to=stage, by=prepared.reviewer, has_read=True)
    page = read("networks/U90001/", language="ur")
    assert ">What is planned</h2>" in page
    assert "not there in Urdu yet" in page


def test_published_futures_and_cases_are_plans_with_what_is_certain_of_them(prepared):
    leader = world.account("lead", ("primary_care_lead", "Q91"))
    future = draft_future(
        title="A smaller network",
        owner="Q91",
        within="Q91",
        effective_on=date(2025, 4, 1),
        reason="It is large.",
        by=leader,
    )
    add_change(future, practice="Z90001", network="U90002", by=leader)
    assert "A smaller network" not in read("practices/Z90001/")
    for state in ("under_engagement", "published"):
        move_future(future, to=state, by=leader)
    page = read("practices/Z90001/")
    assert "Alder Surgery would join South PCN." in page
    assert "Not before 1 April 2025." in page
    case = ChangeCase.objects.create(
        title="Beech moves",
        owner_id=world.ident("Q91"),
        state="published",
        made_by=leader,
        made_at="2024-01-01T00:00:00Z",
        kind="move",
        about_id=world.ident("Z90002"),
        within=Organisation.objects.get(id=world.ident("Q91")),
        stage="approved",
        effective_on=date(2024, 10, 1),
        moves={"Z90002": "U90002"},
    )
    case.steps.create(stage="approved", on=date(2024, 5, 20), by=leader, at=timezone.now())
    page = read("practices/Z90002/")
    assert "Certain since 20 May 2024." in page
    case.stage = "refused"
    case.save()
    assert "Beech moves" not in read("practices/Z90002/")


def test_who_leads_is_told_as_far_as_it_is_published(prepared):
    for name, published in (("Ann Known", True), ("Bea Hidden", False)):
        RoleHolding.objects.create(
            person=Person.objects.create(name=name),
            organisation_id=world.ident("U90001"),
            role="network_manager",
            starts_on=world.EARLY,
            is_published=published,
            known_from="2020-01-01T00:00:00Z",
        )
    page = read("practices/Z90001/")
    assert "Ann Known, network manager" in page
    assert "Bea Hidden" not in page


def test_the_page_is_the_same_for_who_has_signed_in(prepared):
    publish(prepared)
    client = Client()
    client.force_login(prepared.writer)
    theirs = client.get(f"/me/networks/U90001/{DAY}").content.decode()
    mine = read("networks/U90001/")
    assert (
        theirs.split("<main")[1].split("</main>")[0] == mine.split("<main")[1].split("</main>")[0]
    )


def test_numbers_are_in_plain_words_with_source_and_day(prepared):
    page = read("networks/U90001/")
    assert "30,000" in page
    assert "People who are registered with 2 practices." in page
    assert "Not held for this day." in page


def test_large_print_is_a_link_that_stays(prepared):
    page = read("networks/U90001/", print="large")
    assert 'class="pcn-large"' in page
    assert "print=large" in page.split("Who works together")[1]


@pytest.mark.parametrize("path", ["wards/ZW9/", "neighbourhoods/NB9/", "areas/E9/", "practices/Z/"])
def test_a_page_of_nothing_is_not_found(prepared, path):
    assert Client().get(f"/me/{path}").status_code == 404
