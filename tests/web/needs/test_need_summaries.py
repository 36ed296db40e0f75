"""A network and public health write, rank, sign and tell the board, without a line of script."""

from __future__ import annotations

import pytest
from django.test import Client

from openpcn.domains.population.models import Need, NeedSummary, Signature
from tests.domains.world import county
from tests.support.visiting import dated, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county() -> None:
    county()


@pytest.fixture
def director() -> Client:
    return signed_in("director", ("clinical_director", "U90001"))


@pytest.fixture
def public_health() -> Client:
    return signed_in("public-health", ("director_of_public_health", "Q91"))


PERIOD = dated("starts_on", "2024-04-01") | dated("review_on", "2025-04-01")
NEED = {
    "title": "Breathlessness in the east",
    "evidence": "3.1% (2.9% to 3.3%) are on the COPD register; England 1.9%.",
    "source": "QOF 2020/21",
    "priority": "1",
    "reason": "The widest gap.",
    "response": "Spirometry at the hub",
    "lead": "Clinical director",
}
WORDS = {
    "title": "What North needs most",
    "introduction": "Two meetings.\nSixty people.",
    "board": "Health and Wellbeing Board",
    "board_words": "Breathlessness comes first.",
}


def begin(client: Client) -> str:
    said = {"title": "What North needs most", "about": "u90001", "owner": "U90001", **PERIOD}
    answer = client.post("/needs/new/", said)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def body(client: Client, path: str, **said: object) -> str:
    return client.get(path, **said).content.decode()


def test_from_empty_to_what_the_board_answered(director: Client, public_health: Client) -> None:
    path = begin(director)
    assert "None yet." in body(director, path)
    assert director.post(f"{path}needs/new/", NEED).status_code == 302
    assert director.post(f"{path}words/", WORDS | PERIOD).status_code == 302
    assert public_health.get(path).status_code == 404
    director.post(f"{path}share/", {"with": "Q91"})
    director.post(f"{path}state/", {"state": "shared"})
    for client, party in ((director, "network"), (public_health, "public_health")):
        said = {"party": party, "name": "A person", "job_title": "Director"}
        assert client.post(f"{path}sign/", said).status_code == 302
    assert "Record the meeting" in body(director, path)
    told = dated("told_on", "2024-05-01") | {"answer": "Agreed."}
    assert director.post(f"{path}told/", told).status_code == 302
    for state in ("under_engagement", "published"):
        assert director.post(f"{path}state/", {"state": state}).status_code == 302
    public = body(Client(), path)
    assert "Breathlessness in the east" in public
    assert "The board answered: Agreed." in " ".join(public.split())
    assert "Add a need" not in public
    paper = body(Client(), f"{path}summary.html")
    assert "Priority 1: Breathlessness in the east" in paper
    assert "The board answered: Agreed." in paper
    assert paper.count("A person, Director") == 2
    assert "What North needs most" in body(Client(), "/needs/?about=U90001")
    assert "What North needs most" not in body(Client(), "/needs/?about=U90002")


def test_what_was_typed_is_kept_beside_the_problem(director: Client) -> None:
    path = begin(director)
    answer = director.post(f"{path}needs/new/", NEED | {"priority": "first", "source": ""})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Enter a whole number from 1, or leave it empty" in text
    assert "Enter the source" in text
    assert "Spirometry at the hub" in text
    assert not Need.objects.exists()


def test_a_need_is_changed_taken_out_and_brought_back(director: Client) -> None:
    path = begin(director)
    director.post(f"{path}needs/new/", NEED)
    need = Need.objects.get()
    assert "Breathlessness in the east" in body(director, f"{path}needs/{need.pk}/")
    changed = NEED | dated("due_on", "2025-01-31") | {"title": "Breathlessness"}
    assert director.post(f"{path}needs/{need.pk}/", changed).status_code == 302
    assert "31 January 2025" in body(director, path)
    director.post(f"{path}needs/{need.pk}/out/")
    assert "Taken out (1)" in body(director, path)
    assert director.get(f"{path}needs/{need.pk}/").status_code == 404
    director.post(f"{path}needs/{need.pk}/back/")
    assert "Taken out" not in body(director, path)


def test_a_figure_of_another_page_begins_a_need(director: Client) -> None:
    path = begin(director)
    shown = body(director, f"{path}needs/new/?title=COPD&evidence=3.1%25&source=QOF")
    assert 'value="COPD"' in shown
    assert "3.1%" in shown


def test_signed_words_are_changed_by_a_new_edition_only(
    director: Client, public_health: Client
) -> None:
    path = begin(director)
    director.post(f"{path}needs/new/", NEED)
    director.post(f"{path}share/", {"with": "Q91"})
    director.post(f"{path}state/", {"state": "shared"})
    for client, party in ((director, "network"), (public_health, "public_health")):
        client.post(f"{path}sign/", {"party": party, "name": "A", "job_title": "B"})
    refused = director.post(f"{path}needs/new/", NEED | {"priority": "2"})
    assert refused.status_code == 400
    assert "its words stand" in refused.content.decode()
    answer = director.post(
        f"{path}edition/",
        dated("starts_on", "2025-04-01") | dated("review_on", "2026-04-01"),
    )
    assert answer.status_code == 302
    assert "Breathlessness in the east" in body(director, answer["Location"])
    assert NeedSummary.objects.count() == 2
    director.post(f"{path}unsign/", {"signature": str(Signature.objects.first().pk)})  # type: ignore[union-attr]
    assert "Add a need" in body(director, path)


@pytest.mark.parametrize(
    ("where", "said", "says"),
    [
        ("sign/", {"party": "network", "name": "", "job_title": "x"}, "Enter your name"),
        ("sign/", {"party": "network", "name": "x", "job_title": "x"}, "names no priority"),
        ("told/", {}, "Enter the day of the meeting"),
        ("state/", {"state": "published"}, "once both parties"),
        ("unsign/", {"signature": "x"}, "No such signature"),
        ("share/", {"with": "NOWHERE"}, "NOWHERE"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    director: Client, where: str, said: dict[str, str], says: str
) -> None:
    path = begin(director)
    answer = director.post(path + where, said)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_summary_of_nobody_is_not_begun(director: Client) -> None:
    said = {"title": "x", "about": "U99999", "owner": "U90001", **PERIOD}
    answer = director.post("/needs/new/", said)
    assert answer.status_code == 400
    assert "U99999" in answer.content.decode()


def test_visitors_are_led_to_sign_in_and_see_no_draft(director: Client) -> None:
    path = begin(director)
    assert Client().get(path).status_code == 404
    assert Client().post(f"{path}sign/", {}).status_code == 302
    assert Client().get("/needs/new/").status_code == 302
    assert "There are none that you may see." in body(Client(), "/needs/")


def test_the_needs_are_a_file(director: Client) -> None:
    path = begin(director)
    director.post(f"{path}needs/new/", NEED | {"title": "=1+1"})
    text = body(director, f"{path}needs.csv")
    assert text.splitlines()[0].endswith("Lead,Due on")
    assert "'=1+1" in text


def test_a_withdrawn_summary_is_gone(director: Client) -> None:
    path = begin(director)
    assert director.post(f"{path}withdraw/").status_code == 302
    assert director.get(path).status_code == 404
