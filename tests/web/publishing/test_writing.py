"""A manager writes, a director reviews and publishes, and either takes it back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openpcn.domains.publishing.models import Translation, Version
from tests.domains import world
from tests.support.visiting import client_of, dated

pytestmark = pytest.mark.django_db
PLAN = {
    "owner": "U90001",
    "about": "U90001",
    "title": "A new pharmacist",
    "words": "A pharmacist will see people.",
    "certainty": "certain",
    **dated("certain_since", "2024-05-01"),
    **dated("starts_on", "2024-09-01"),
}


@pytest.fixture
def writer(prepared) -> Client:
    return client_of(prepared.writer)


@pytest.fixture
def reviewer(prepared) -> Client:
    return client_of(prepared.reviewer)


def write(writer: Client, topic: str = "planned", **more: str) -> str:
    answer = writer.post(f"/texts/new/{topic}/", PLAN | more)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def words(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_plan_is_written_reviewed_published_and_withdrawn(writer, reviewer):
    path = write(writer)
    assert "Somebody else of your organisation" in words(writer, path)
    assert "mark as reviewed" in words(reviewer, path)
    public = f"/me{path}"
    assert writer.post(f"{path}stage/", {"stage": "reviewed"}).status_code == 400
    reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    assert Client().get(public).status_code == 404
    reviewer.post(f"{path}stage/", {"stage": "published"})
    assert "A pharmacist will see people." in words(Client(), public)
    page = words(writer, path)
    assert re.search(r"writer.*reviewer.*reviewer", page, re.DOTALL)
    assert "Withdraw it from every page" in page
    assert writer.post(f"{path}withdraw/", {"note": ""}).status_code == 400
    writer.post(f"{path}withdraw/", {"note": "It is put off."})
    assert "It is put off." in words(Client(), public)
    assert "Write a later version" in words(writer, path)


def test_a_change_keeps_what_was_typed_and_begins_a_later_version_once_public(writer, reviewer):
    path = write(writer)
    form = words(writer, f"{path}change/")
    assert 'value="A new pharmacist"' in form
    assert (
        'id="certain_since-day" name="certain_since-day" type="text" inputmode="numeric" value="1"'
        in form
    )
    wrong = writer.post(f"{path}change/", PLAN | {"title": ""})
    assert wrong.status_code == 400
    assert "A pharmacist will see people." in wrong.content.decode()
    writer.post(f"{path}change/", PLAN | {"title": "Two pharmacists"})
    assert Version.objects.get().title == "Two pharmacists"
    for stage in ("reviewed", "published"):
        reviewer.post(f"{path}stage/", {"stage": stage})
    writer.post(f"{path}change/", PLAN | {"title": "Three pharmacists"})
    assert list(Version.objects.order_by("number").values_list("state", flat=True)) == [
        "published",
        "draft",
    ]


def test_what_may_be_personal_is_read_before_it_is_reviewed(writer, reviewer):
    path = write(writer, words="Ring 0116 496 0000.")
    answer = reviewer.post(f"{path}stage/", {"stage": "reviewed"})
    assert answer.status_code == 400
    assert "telephone number" in answer.content.decode()
    reviewer.post(f"{path}stage/", {"stage": "reviewed", "has_read": "yes"})
    assert Version.objects.get().state == "reviewed"


def test_a_translation_is_written_by_one_and_read_by_another(writer, reviewer):
    path = write(writer)
    for stage in ("reviewed", "published"):
        reviewer.post(f"{path}stage/", {"stage": stage})
    said = {"language": "ar", "translated_title": "عنوان", "translated_text": "نص"}
    assert writer.post(f"{path}translate/", said | {"language": "xx"}).status_code == 400
    writer.post(f"{path}translate/", said)
    number = Translation.objects.get().pk
    move = {"translation": str(number), "has_read": "yes"}
    assert writer.post(f"{path}translation/", move | {"stage": "reviewed"}).status_code == 400
    for stage in ("reviewed", "published"):
        reviewer.post(f"{path}translation/", move | {"stage": stage})
    assert 'lang="ar" dir="rtl"' in words(Client(), f"/me{path}?language=ar")
    reviewer.post(f"{path}translation/", move | {"stage": "withdrawn", "note": "Not right."})
    assert "no text in Arabic" in words(Client(), f"/me{path}?language=ar")


@pytest.mark.parametrize(
    "topic", ["planned", "offered", "restriction", "account", "story", "headings"]
)
def test_each_topic_has_its_form(writer, topic):
    page = words(writer, f"/texts/new/{topic}/")
    assert ("How certain is it" in page) is (topic == "planned")
    assert ("sessions in the evening" in page) is (topic == "offered")
    assert ("Contract year" in page) is (topic == "account")
    assert ("What it cost" in page) is (topic == "story")
    assert ("How to have your say" in page) is (topic == "headings")


def test_a_text_is_about_a_ward_or_of_a_year(writer):
    write(writer, "restriction", about="", area_kind="ward", area_code="zw1")
    write(writer, "account", year="2025/26")
    held = set(Version.objects.values_list("publication__area_code", "publication__year_from"))
    assert {code for code, _ in held} == {"ZW1", ""}
    answer = writer.post("/texts/new/account/", PLAN | {"year": "2025/26"})
    assert "There is an account of this year already." in answer.content.decode()
    assert writer.post("/texts/new/account/", PLAN | {"year": "soon"}).status_code == 400


def test_who_may_not_write_is_refused_and_who_is_nobody_signs_in(writer):
    path = write(writer)
    stranger = client_of(world.account("stranger", ("network_manager", "U90002")))
    councillor = client_of(world.account("councillor", ("councillor", "U90001")))
    assert stranger.get(path).status_code == 404
    assert stranger.post(f"{path}withdraw/", {"note": "x"}).status_code in (400, 404)
    assert councillor.get("/texts/new/planned/").status_code == 403
    assert "No text is held yet" in words(councillor, "/texts/")
    assert "A new pharmacist" in words(writer, "/texts/")
    for address in ("/texts/", path, "/texts/new/story/"):
        assert "/sign-in/" in Client().get(address)["Location"]


def test_a_script_in_a_text_is_only_words(writer, reviewer):
    path = write(writer, title="<script>alert(1)</script>", words="<img src=x onerror=alert(1)>")
    for stage in ("reviewed", "published"):
        reviewer.post(f"{path}stage/", {"stage": stage})
    for address in (f"/me{path}", "/me/networks/U90001/"):
        page = words(Client(), address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page
