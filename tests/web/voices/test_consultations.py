"""People are asked: from a draft to answers on paper and online, words read, results for all."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.engagement.models import EqualityCount, Passage, Response
from tests.web.voices.test_groups import body, day, sent, signed_in

pytestmark = pytest.mark.django_db

TERMS = {
    **day("opens_on", "2026-05-01"),
    **day("closes_on", "2026-05-31"),
    **day("results_on", "2026-06-15"),
    "other_ways": "Forms lie at the library.",
    "asks_equality": "yes",
}
DRAFT = TERMS | {
    "owner": "U90001",
    "about": "U90001",
    "where": "here",
    "title": "Evening opening",
    "words": "Two evenings may be added. Nothing is decided.",
}
CHOICE = {"question": "Which evening?", "asks": "one", "options": "Tuesday\nThursday\n"}
OWN = {"question": "What else?", "asks": "words"}
HELD = "My NHS number is 943 476 5919, I waited a month."


class Clock:
    """The day it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = date(2026, 4, 20)
        monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: self.day)

    def turn_to(self, text: str) -> None:
        self.day = date.fromisoformat(text)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def manager(clock: Clock) -> Client:
    return signed_in("manager", ("network_manager", "U90001"))


@pytest.fixture
def asked(manager: Client) -> str:
    """Announced, with a choice and a question for own words."""
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    sent(manager, f"{path}question/", CHOICE)
    sent(manager, f"{path}question/", OWN)
    sent(manager, f"{path}state/", {"stage": "announced"})
    return path


def begun(path: str, **query: str) -> str:
    """The token of a form that was opened now."""
    return Client().get(f"{path}answer/", query).content.decode().split('"begun" value="')[1].split(
        '"'
    )[0]  # fmt: skip


def answered(path: str, **said: str) -> str:
    answer = Client().post(f"{path}answer/", {"begun": begun(path)} | said)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def code_in(page: str) -> str:
    return page.split("<strong>")[-1].split("</strong>")[0]


def test_from_a_draft_to_results_that_all_see_on_one_day(
    manager: Client, asked: str, clock: Clock
) -> None:
    listed = body(Client(), "/networks/U90001/consultations/")
    assert "Opens on 1 May 2026" in listed
    clock.turn_to("2026-05-02")
    assert "Answer it" in body(Client(), asked)
    page = answered(asked, q1="1", q2="More buses", **{"eq-age": "65"})
    assert "Your answers are kept" in page
    answered(asked, q1="1")
    paper = {
        "channel": "paper",
        "people": "1",
        "entered_from": "Form 1, library",
        "q1": "0",
        "eq-age": "16",
        **day("received_on", "2026-05-02"),
    }
    sent(manager, f"{asked}enter/", paper)
    meeting = paper | {"channel": "meeting", "people": "12", "entered_from": "Notes of 2 May"}
    sent(manager, f"{asked}enter/", meeting | {"q2": "A bench outside"})
    entered = body(manager, f"{asked}enter/")
    assert "Form 1, library" in entered
    assert "Notes of 2 May" in entered
    for viewer in (Client(), manager):
        assert viewer.get(f"{asked}results/").status_code == 403
        assert viewer.get(f"{asked}results.csv").status_code == 403
    assert manager.get(f"{asked}words/").status_code == 403
    clock.turn_to("2026-06-01")
    assert manager.get(f"{asked}results/").status_code == 403
    waiting = body(manager, f"{asked}words/")
    assert "More buses" in waiting
    number = str(Passage.objects.get(said="More buses").pk)
    said = {"passage": number, "to": "shown", "shown": "More buses"}
    sent(manager, f"{asked}words/moderate/", said)
    clock.turn_to("2026-06-15")
    page = body(Client(), f"{asked}results/")
    theirs = body(manager, f"{asked}results/")
    assert page.split("main>")[0].split("<main")[1] == theirs.split("main>")[0].split("<main")[1]
    assert "15 people answered: online 2, on paper 1, at a meeting 12" in page
    assert "More buses" in page
    assert "A bench" not in page
    assert "1 answer in own words is not shown" in page
    assert '<th scope="row">Thursday</th><td class="n">2</td>' in page
    assert '<th scope="row">Tuesday</th><td class="n">13</td>' in page
    assert manager.post(f"{asked}enter/", paper).status_code == 400
    assert "Its results are shown" in manager.post(f"{asked}days/", TERMS).content.decode()
    lines = Client().get(f"{asked}results.csv").content.decode().splitlines()
    assert lines[1].startswith("How people answered,Online,2,15")
    assert AuditEvent.objects.filter(action="entered an answer").count() == 2


def test_what_is_written_when_it_closes_is_kept_and_the_writer_is_told(
    asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-31")
    token = begun(asked)
    clock.turn_to("2026-06-01")
    page = Client().post(f"{asked}answer/", {"begun": token, "q2": "I was slow"}).content.decode()
    assert "It closed on 31 May 2026, while you were writing." in page
    assert Response.objects.get().is_late
    assert not EqualityCount.objects.exists()
    later = Client().post(f"{asked}answer/", {"q2": "I came too late"})
    assert later.status_code == 400
    assert "I came too late" in later.content.decode()
    assert "Forms lie at the library." in later.content.decode()
    clock.turn_to("2026-06-15")
    results = body(Client(), f"{asked}results/")
    assert "0 people answered" in results
    assert "1 more answered late" in results


def test_a_patients_details_are_caught_held_and_no_longer_kept_once_read(
    manager: Client, asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-02")
    page = answered(asked, q2=HELD)
    assert "Your words may hold: NHS number" in page
    clock.turn_to("2026-06-01")
    assert "may hold: NHS number" in body(manager, f"{asked}words/")
    number = str(Passage.objects.get().pk)
    refused = manager.post(
        f"{asked}words/moderate/", {"passage": number, "to": "shown", "shown": HELD}
    )
    assert "What would be shown has what looks like: NHS number." in refused.content.decode()
    assert Passage.objects.get().state == "held"
    shown = {"passage": number, "to": "shown", "shown": "I waited a month."}
    sent(manager, f"{asked}words/moderate/", shown)
    assert "943" not in Passage.objects.get().said
    clock.turn_to("2026-06-15")
    assert "I waited a month." in body(Client(), f"{asked}results/")
    back = {"passage": number, "to": "kept_back"}
    assert "Write the reason" in manager.post(f"{asked}words/moderate/", back).content.decode()
    sent(manager, f"{asked}words/moderate/", back | {"note": "Asked to"})
    assert "I waited" not in body(Client(), f"{asked}results/")
    assert all("943" not in str(event.detail) for event in AuditEvent.objects.all())


def test_an_answer_is_taken_back_by_its_code(asked: str, clock: Clock) -> None:
    clock.turn_to("2026-05-02")
    code = code_in(answered(asked, q1="0", q2="Words"))
    assert "No answer has this code" in Client().post(
        f"{asked}answer/back/", {"code": "wrong"}
    ).content.decode()  # fmt: skip
    gone = Client().post(f"{asked}answer/back/", {"code": code.lower()}).content.decode()
    assert "Your answers are deleted." in gone
    assert not Passage.objects.exists()
    second = code_in(answered(asked, q1="0", q2="Words"))
    clock.turn_to("2026-06-15")
    late = Client().post(f"{asked}answer/back/", {"code": second}).content.decode()
    assert "your choices stay counted" in late
    assert "1 person answered" in body(Client(), f"{asked}results/")


def test_what_was_entered_by_mistake_is_taken_back_before_the_results(
    manager: Client, asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-02")
    paper = {"channel": "telephone", "people": "1", "entered_from": "Call", "q1": "0"}
    sent(manager, f"{asked}enter/", paper | day("received_on", "2026-05-02"))
    number = str(Response.objects.get().pk)
    sent(manager, f"{asked}enter/back/", {"entry": number})
    assert "None yet." in body(manager, f"{asked}enter/")
    again = manager.post(f"{asked}enter/back/", {"entry": number})
    assert "No such answer counts" in again.content.decode()


def test_easy_read_stands_beside_and_languages_have_their_direction(
    manager: Client, clock: Clock
) -> None:
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    sent(manager, f"{path}question/", CHOICE)
    easy = {"title": "Evenings", "words": "We may open later.", "q1": "When can you come?"}
    options = {"q1-options": "Tuesday\nThursday"}
    sent(manager, f"{path}in/en-simple/", easy | options)
    urdu = {"title": "شام", "words": "شام کے اوقات", "q1": "کون سی شام؟"}
    sent(manager, f"{path}in/ur/", urdu | {"q1-options": "منگل\nجمعرات"})
    sent(manager, f"{path}state/", {"stage": "announced"})
    clock.turn_to("2026-05-02")
    page = body(Client(), f"{path}answer/")
    assert "When can you come?" in page
    page = body(Client(), f"{path}answer/?lang=ur")
    assert 'lang="ur" dir="rtl">شام<' in page
    assert "منگل" in page
    assert "earlier text" not in page
    Client().post(f"{path}answer/", {"begun": begun(path), "language": "ur", "q1": "1"})
    assert Response.objects.get().language == "ur"
    wrong = manager.post(f"{path}in/pl/", easy | {"q1-options": "Wtorek"})
    assert "has 2 options, its translation 1" in wrong.content.decode()
    sent(manager, f"{path}language-out/", {"language": "ur"})
    assert "شام" not in body(Client(), f"{path}answer/?lang=ur")


def test_a_translation_of_an_older_version_says_so(manager: Client, clock: Clock) -> None:
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    sent(manager, f"{path}question/", CHOICE)
    polish = {"title": "Wieczory", "words": "Może dwa.", "q1": "Kiedy?"}
    sent(manager, f"{path}in/pl/", polish | {"q1-options": "Wtorek\nCzwartek"})
    sent(manager, f"{path}question/", OWN)
    assert "Of version 2; English is version 3" in body(manager, path)
    sent(manager, f"{path}state/", {"stage": "announced"})
    clock.turn_to("2026-05-02")
    page = body(Client(), f"{path}answer/?lang=pl")
    assert "This translation is of an earlier text." in page
    assert "Kiedy?" in page
    assert "Which evening?" in page
    assert "What else?" in page


def test_people_are_not_asked_something_else_once_it_is_open(
    manager: Client, asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-02")
    for where, said in (("question/", OWN), ("text/", {"title": "Other", "words": "Words"})):
        assert "have read these words" in manager.post(asked + where, said).content.decode()
    moved = TERMS | day("opens_on", "2026-05-10")
    assert "It opened on 1 May 2026" in manager.post(f"{asked}days/", moved).content.decode()
    early = TERMS | day("closes_on", "2026-05-01")
    assert "1 May 2026 has passed" in manager.post(f"{asked}days/", early).content.decode()
    sent(manager, f"{asked}days/", TERMS | day("closes_on", "2026-06-05"))
    answered(asked, q1="0")
    back = manager.post(f"{asked}state/", {"stage": "draft"})
    assert "People have answered" in back.content.decode()
    sent(manager, f"{asked}state/", {"stage": "withdrawn"})
    assert Client().get(asked).status_code == 404
    assert "it is withdrawn" in manager.post(f"{asked}days/", TERMS).content.decode()
    sent(manager, f"{asked}state/", {"stage": "announced"})
    assert "Open until 5 June 2026" in body(Client(), asked)
    clock.turn_to("2026-06-20")
    sent(manager, f"{asked}state/", {"stage": "withdrawn"})
    later = TERMS | day("closes_on", "2026-06-25") | day("results_on", "2026-06-30")
    assert "it is withdrawn" in manager.post(f"{asked}days/", later).content.decode()


def test_one_held_elsewhere_is_recorded_with_responses_summary_and_files(manager: Client) -> None:
    path = sent(manager, "/voices/consultations/new/", DRAFT | {"where": "elsewhere"})
    sent(manager, f"{path}question/", CHOICE)
    told = TERMS | {"online": "1,204", "paper": "88", "summary": "Most prefer Thursday."}
    sent(manager, f"{path}days/", told | {"link": "https://icb.example/report"})
    sent(manager, f"{path}state/", {"stage": "announced"})
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 x")
    assert manager.post(f"{path}attach/", {"file": file}).status_code == 302
    false = SimpleUploadedFile("page.pdf", b"<html><script>alert(1)</script>")
    refused = manager.post(f"{path}attach/", {"file": false})
    assert "does not hold what its ending says" in refused.content.decode()
    assert "Choose a file" in manager.post(f"{path}attach/").content.decode()
    page = body(Client(), path)
    assert "Most prefer Thursday." in page
    file_at = page.split("/files/")[1].split('"')[0]
    answer = Client().get(f"{path}files/{file_at}")
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer.content == b"%PDF-1.7 x"
    assert "1,292 people answered: online 1,204, on paper 88" in body(Client(), f"{path}results/")
    assert Client().get(f"{path}answer/").status_code == 404
    sent(manager, f"{path}detach/", {"document": file_at.strip("/")})
    assert Client().get(f"{path}files/{file_at}").status_code == 404
    assert "no such file" in manager.post(f"{path}detach/", {"document": "1"}).content.decode()


def test_a_draft_is_seen_by_its_owner_only(manager: Client) -> None:
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    assert body(manager, path)
    other = signed_in("other", ("network_manager", "U90002"))
    for viewer in (Client(), other):
        assert viewer.get(path).status_code == 404
        assert viewer.get(f"{path}answer/").status_code == 404
        assert "Evening opening" not in body(viewer, "/networks/U90001/consultations/")
    assert other.post("/voices/consultations/new/", DRAFT).status_code == 400
    assert other.post(f"{path}state/", {"stage": "announced"}).status_code in (403, 404)
    empty = manager.post(f"{path}state/", {"stage": "announced"})
    assert "It asks nothing yet" in empty.content.decode()


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        ("question/", CHOICE | {"options": "One"}, "has 1 options"),
        ("days/", TERMS | day("results_on", "2026-05-31"), "after it has closed"),
        ("days/", TERMS | day("closes_on", "2026-04-01"), "before it starts"),
        ("state/", {"stage": "gone"}, "no such state"),
        ("in/xx/", {"title": "T", "words": "W"}, "no language"),
        ("language-out/", {"language": "en-GB"}, "English text stands"),
    ],
)
def test_what_cannot_be_is_said(
    manager: Client, where: str, said: dict[str, str], says: str
) -> None:
    path = sent(manager, "/voices/consultations/new/", DRAFT)
    assert says in manager.post(path + where, said).content.decode()


def test_an_empty_or_endless_answer_is_not_taken_and_nothing_is_lost(
    asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-02")
    token = begun(asked)
    nothing = Client().post(f"{asked}answer/", {"begun": token, "q1": "7"})
    assert "Nothing is answered" in nothing.content.decode()
    long = Client().post(f"{asked}answer/", {"begun": token, "q1": "1", "q2": "a " * 2_500})
    assert "more than 4,000 characters" in long.content.decode()
    assert "a a a" in long.content.decode()
    assert " checked" in long.content.decode()


def test_script_in_an_answer_is_shown_as_text(manager: Client, asked: str, clock: Clock) -> None:
    clock.turn_to("2026-05-02")
    answered(asked, q2="<script>alert(1)</script>")
    clock.turn_to("2026-06-01")
    assert "<script>alert" not in body(manager, f"{asked}words/")
    number = str(Passage.objects.get().pk)
    said = {"passage": number, "to": "shown", "shown": "<script>alert(1)</script>"}
    sent(manager, f"{asked}words/moderate/", said)
    clock.turn_to("2026-06-15")
    page = body(Client(), f"{asked}results/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_database_refuses_an_entry_without_provenance_and_words_nobody_read(
    asked: str, clock: Clock
) -> None:
    clock.turn_to("2026-05-02")
    answered(asked, q2="Words")
    for wrong in ({"channel": "paper"}, {"people": 0}, {"entered_from": "Form 1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.update(**wrong)
    for state in ("shown", "kept_back", "else"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Passage.objects.update(state=state)
