"""A question gets a reviewed, dated answer; a story is read as far and as long as consent goes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.engagement.models import PublicQuestion, Story
from tests.web.voices.test_consultations import Clock, code_in
from tests.web.voices.test_groups import body, day, sent, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/networks/U90001/questions/"
STORIES = "/networks/U90001/stories/"
ANSWER = {
    "asked": "When does the new hub open?",
    "words": "On 1 June 2026.",
    "answered_as": "Network manager",
    **day("answered_on", "2026-04-21"),
}
STORY = {
    "owner": "U90001",
    "title": "Three buses",
    "words": "It took three buses to have blood taken.",
    "told_by": "a carer",
    "consent": "public",
    "nobody_named": "yes",
    **day("consented_on", "2026-04-01"),
    **day("expires_on", "2026-12-31"),
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def manager(clock: Clock) -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def director(manager: Client) -> Client:
    return signed_in("director", ("clinical_director", "U90001"))


def state_by(code: str) -> str:
    page = Client().post("/voices/questions/mine/", {"code": code}).content.decode()
    return page.split('role="status"')[1].split("<p>")[1].split("</p>")[0]


def asked(words: str) -> tuple[str, str]:
    """The code of a question that somebody asked, and its address."""
    page = Client().post(PAGE, {"asked": words})
    assert page.status_code == 200, page.content.decode()
    number = PublicQuestion.objects.latest("id").pk
    return code_in(page.content.decode()), f"/voices/questions/{number}/"


def test_from_a_question_to_a_published_answer(manager: Client, director: Client) -> None:
    assert "No answer is published yet" in body(Client(), PAGE)
    code, question = asked("When does the hub open? I am Mrs Example, 0116 496 0123")
    assert state_by(code) == "Asked, not looked at yet"
    assert "Mrs Example" not in body(Client(), PAGE)
    assert "may hold: telephone number, name" in body(manager, PAGE).replace(
        "name, telephone number", "telephone number, name"
    )
    assert Client().get(question).status_code == 302
    other = signed_in("other", ("network_manager", "U90002"))
    assert other.get(question).status_code == 403
    assert "[telephone number]" in body(manager, question)
    early = manager.post(f"{question}answer/", ANSWER | day("answered_on", "2026-04-19"))
    assert "It was asked on 20 April 2026" in early.content.decode()
    sent(manager, f"{question}answer/", ANSWER)
    assert state_by(code) == "Being answered"
    own = manager.post(f"{question}move/", {"stage": "reviewed"})
    assert "You wrote this: it is reviewed by somebody else." in own.content.decode()
    skip = director.post(f"{question}move/", {"stage": "published"})
    assert "cannot become that" in skip.content.decode()
    sent(director, f"{question}move/", {"stage": "reviewed"})
    assert state_by(code) == "Answered, not published yet"
    assert "On 1 June 2026." not in body(Client(), PAGE)
    sent(director, f"{question}move/", {"stage": "published"})
    page = body(Client(), PAGE)
    assert "When does the new hub open?" in page
    assert "Answered by Network manager on 21 April 2026, read by somebody else" in page
    assert "0116" not in PublicQuestion.objects.get().said
    assert "On 1 June 2026." in body(Client(), "/systems/Q91/questions/")
    sent(manager, f"{question}answer/", ANSWER | {"words": "On 1 July 2026."})
    assert "On 1 June 2026." in body(Client(), PAGE)
    for stage in ("reviewed", "published"):
        sent(director, f"{question}move/", {"stage": stage})
    page = body(Client(), PAGE)
    assert "On 1 July 2026." in page
    assert "On 1 June 2026." not in page
    gone = {"stage": "withdrawn", "note": "The hub is delayed."}
    sent(director, f"{question}move/", gone)
    assert "On 1 July 2026." not in body(Client(), PAGE)
    assert state_by(code) == "Withdrawn"


def test_an_answer_with_a_persons_details_is_not_published(
    manager: Client, director: Client
) -> None:
    _, question = asked("Why?")
    sent(manager, f"{question}answer/", ANSWER | {"words": "943 476 5919 waited."})
    refused = director.post(f"{question}move/", {"stage": "reviewed", "has_read": "yes"})
    assert "NHS number" in refused.content.decode()


def test_a_question_is_set_aside_with_a_reason_and_taken_up_again(manager: Client) -> None:
    code, question = asked("What is wrong with my knee?")
    assert "Enter the reason" in manager.post(f"{question}aside/").content.decode()
    sent(manager, f"{question}aside/", {"aside": "Your practice can help with this."})
    assert state_by(code) == "Withdrawn: Your practice can help with this."
    refused = manager.post(f"{question}answer/", ANSWER)
    assert "set aside" in refused.content.decode()
    sent(manager, f"{question}take-up/")
    assert state_by(code) == "Asked, not looked at yet"
    assert "There is no answer yet" in manager.post(
        f"{question}move/", {"stage": "reviewed"}
    ).content.decode()  # fmt: skip
    wrong = Client().post("/voices/questions/mine/", {"code": "x"})
    assert "No question has this code" in wrong.content.decode()
    assert Client().post(PAGE, {"asked": ""}).status_code == 400
    assert manager.get("/voices/questions/999/").status_code == 404


def published(manager: Client, director: Client, **more: str) -> str:
    path = sent(manager, "/voices/stories/new/", STORY | more)
    for stage in ("reviewed", "published"):
        sent(director, f"{path}move/", {"stage": stage, "has_read": "yes"})
    return path


def test_a_story_is_read_until_its_consent_ends_and_gone_when_it_is_taken_back(
    manager: Client, director: Client, clock: Clock
) -> None:
    path = sent(manager, "/voices/stories/new/", STORY)
    assert Client().get(path).status_code == 404
    for stage in ("reviewed", "published"):
        sent(director, f"{path}move/", {"stage": stage, "has_read": "yes"})
    assert "three buses" in body(Client(), STORIES)
    assert "three buses" in body(Client(), path)
    clock.turn_to("2027-01-01")
    for where in (STORIES, f"{STORIES}?as_at=2026-05-01", "/systems/Q91/stories/"):
        assert "three buses" not in body(Client(), where)
    assert Client().get(f"{path}?as_at=2026-05-01").status_code == 404
    assert "Consent has ended" in body(manager, path)
    clock.turn_to("2026-05-01")
    assert "is deleted" in manager.post(f"{path}end/").content.decode()
    for viewer in (Client(), manager):
        assert viewer.get(path).status_code == 404
        assert "three buses" not in body(viewer, STORIES)
    assert not Story.objects.exclude(words="").exists()
    assert all("buses" not in str(event.detail) for event in AuditEvent.objects.all())
    assert manager.post(f"{path}end/").status_code == 404


def test_consent_says_who_reads_a_story(manager: Client, director: Client) -> None:
    system = published(manager, director, consent="system", title="For the system")
    network = published(manager, director, consent="network", title="For the network")
    elsewhere = signed_in("elsewhere", ("practice_manager", "Z90005"))
    inside = signed_in("inside", ("practice_manager", "Z90001"))
    member = signed_in("member", ("ppg_member", "U90001"))
    assert {member.get(path).status_code for path in (system, network)} == {404}
    seen = {
        (name, path): viewer.get(path).status_code == 200
        for name, viewer in (("public", Client()), ("elsewhere", elsewhere), ("inside", inside))
        for path in (system, network)
    }
    assert seen == {
        ("public", system): False,
        ("public", network): False,
        ("elsewhere", system): True,
        ("elsewhere", network): False,
        ("inside", system): True,
        ("inside", network): True,
    }


def test_script_in_a_story_is_shown_as_text(manager: Client, director: Client) -> None:
    script = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    path = published(manager, director, words=script, title="<b>Bold</b>")
    for page in (body(Client(), path), body(Client(), STORIES)):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>Bold" not in page
    assert "&lt;script&gt;alert(1)" in body(Client(), path)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"words": "My name is Ana 🦄 Example."}, "has what looks like: name"),
        ({"nobody_named": ""}, "Confirm that nobody is named"),
        ({"consent": "all"}, "Choose who may read it"),
        (day("expires_on", "2030-01-01"), "3 years at most"),
        (day("expires_on", "2026-03-01"), "before it starts"),
        (day("consented_on", "2026-05-01"), "Nobody has agreed yet"),
    ],
)
def test_what_cannot_be_told_is_said(manager: Client, said: dict[str, str], says: str) -> None:
    answer = manager.post("/voices/stories/new/", STORY | said)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_changed_story_is_read_again_and_consent_is_renewed(
    manager: Client, director: Client, clock: Clock
) -> None:
    path = published(manager, director)
    assert "three buses" in body(manager, f"{path}change/")
    sent(manager, f"{path}change/", STORY | {"title": "Two buses"})
    assert Client().get(path).status_code == 404
    sent(director, f"{path}move/", {"stage": "reviewed", "has_read": "yes"})
    clock.turn_to("2027-02-01")
    late = director.post(f"{path}move/", {"stage": "published"})
    assert "Its consent ended on 31 December 2026" in late.content.decode()
    sent(manager, f"{path}change/", STORY | day("expires_on", "2027-12-31"))
    for stage in ("reviewed", "published"):
        sent(director, f"{path}move/", {"stage": stage, "has_read": "yes"})
    assert "Three buses" in body(Client(), path)
    assert manager.post(f"{path}move/", {"stage": "withdrawn"}).status_code == 400
    assert Client().get(f"{path}change/").status_code == 302


def test_the_database_keeps_no_words_without_consent(manager: Client, director: Client) -> None:
    path = published(manager, director)
    manager.post(f"{path}end/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.update(words="It took three buses.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.update(expires_on="2020-01-01")
