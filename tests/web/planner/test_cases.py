"""A change case from application to effect, with its paper and its draft notice."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.registry.queries.structure import practices, systems
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.recording import PASSWORD
from openpcn.workflows.planner.ground import Ground, ground_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(demonstration) -> Ground:
    when = When(as_at=timezone.localdate())
    return ground_of(systems(when=when)[0].code, when=when)


@pytest.fixture
def lead(demonstration) -> Client:
    client = Client()
    assert client.login(username="demo-primary-care-lead", password=PASSWORD)
    return client


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def a_practice(ground: Ground) -> tuple[str, str, str]:
    """A practice, its network, and another one."""
    code, home = min(ground.situation.today.items())
    other = min(network for network in ground.networks if network != home)
    return code, home, other


FIRST = {"effective_on-day": "1", "effective_on-month": "4", "effective_on-year": "2027"}


ISSUED = {"code-NEW-1": "U90009", "name-NEW-1": "Elm PCN"}


def decided(lead: Client, case: str) -> str:
    """The case once it is approved."""
    lead.post(case, {"stage": "engagement"})
    words = {"application": "Asked.", "engagement": "All agreed.", "decision": "Approved."}
    lead.post(case, words | FIRST)
    lead.post(case, {"stage": "approved"})
    return case


def open_case(lead: Client, ground: Ground, **more: object):
    practice, _home, other = a_practice(ground)
    said: dict[str, object] = {
        "kind": "move",
        "title": "One practice moves",
        "owner": ground.system.code,
        "about": practice,
        "into": other,
        "application": "The practice asks to move.",
        **FIRST,
    }
    return lead.post(f"/planner/cases/new/?within={ground.system.code}", said | more)


def test_a_case_goes_from_application_to_effect(lead, ground) -> None:
    opened = open_case(lead, ground)
    assert opened.status_code == 302, text(opened)
    case = opened["Location"]
    assert Client().get(case).status_code == 404
    lead.post(case, {"stage": "engagement"})
    undecided = lead.post(case, {"stage": "approved"})
    assert undecided.status_code == 400
    assert "No decision is written down." in text(undecided)
    lead.post(
        case,
        {
            "application": "The practice asks to move.",
            "engagement": "All partners were asked.",
            "decision": "Approved, for the patients live nearer.",
            **FIRST,
        },
    )
    lead.post(case, {"stage": "approved", "words": "At the board"})
    practice, home, other = a_practice(ground)
    asked = text(lead.get(f"{case}effect/"))
    assert f"{ground.name(practice)} ({practice}) leaves {ground.name(home)} ({home})" in asked
    assert "31 March 2027 last day" in asked
    assert member(practice) == home, "looking records nothing"
    lead.post(f"{case}effect/")
    said = text(lead.get(case))
    assert "In effect" in said
    assert "At the board" in said
    assert "What was recorded in the registry" in said
    assert member(practice) == other
    later = text(lead.get(f"{case}?as_at=2027-05-01"))
    assert "Measured on 31 March 2027, the day before the change." in later
    assert "Before As at 31 March 2027" in later
    unexplained = lead.post(f"{case}effect/")
    assert unexplained.status_code == 400
    assert "Enter why it is taken back" in text(unexplained)
    lead.post(f"{case}effect/", {"words": "The partners withdrew"})
    assert "Taken back: The partners withdrew" in text(lead.get(case))
    assert member(practice) == home


def member(practice: str) -> str | None:
    """The network of a practice on the day of the changes tried here."""
    rows = practices(when=When(as_at=date(2027, 4, 1)))
    return next(one.network_code for one in rows if one.code == practice)


def test_a_case_that_is_not_approved_has_nothing_to_record(lead, ground) -> None:
    case = open_case(lead, ground)["Location"]
    assert lead.get(f"{case}effect/")["Location"] == case
    assert lead.post(f"{case}effect/")["Location"] == case
    assert Client().get(f"{case}effect/")["Location"].startswith("/sign-in/")


def test_a_new_network_waits_for_its_code_on_the_page_too(lead, ground) -> None:
    practice, home, _other = a_practice(ground)
    said = {"kind": "split", "about": home, "into": "", "part": [practice]}
    case = decided(lead, open_case(lead, ground, **said)["Location"])
    page = text(lead.get(f"{case}effect/"))
    assert "First send it the change notice" in page
    assert "New network 1 (code to come) opens" in page
    for typed, answer in (
        ({}, "Enter the code that the ODS issued for New network 1"),
        ({"code-NEW-1": "U1", "name-NEW-1": "Elm PCN"}, "is no code of a network"),
        ({"code-NEW-1": "U90009"}, "The name is empty"),
    ):
        refused = lead.post(f"{case}effect/", typed)
        assert refused.status_code == 400
        assert answer in text(refused)
    assert lead.post(f"{case}effect/", ISSUED).status_code == 302
    assert member(practice) == "U90009"
    assert "U90009,Elm PCN" in lead.get(f"{case}notice.csv").content.decode()


def test_the_decision_paper_says_what_would_change(lead, ground) -> None:
    case = open_case(lead, ground)["Location"]
    said = text(lead.get(f"{case}paper/"))
    for words in ("What is asked for", "Consequences", "Decision", "1 April 2027"):
        assert words in said
    assert "Patients whose practice changes network" in said
    page = lead.get(f"{case}paper.html").content.decode()
    for words in ("1. What is asked for", "3. Consequences", "7. Steps so far", "Not published"):
        assert words in page
    assert lead.get(f"{case}paper.pdf").content.startswith(b"%PDF-")
    assert lead.get(f"{case}paper.odt").status_code == 404


def test_the_draft_notice_gives_the_last_day_and_the_first(lead, ground) -> None:
    practice, home, other = a_practice(ground)
    case = open_case(lead, ground)["Location"]
    lines = lead.get(f"{case}notice.csv").content.decode().splitlines()
    assert lines[0].startswith("change,practice_code")
    assert lines[1].startswith(f"moves,{practice},")
    for cell in (home, "2027-03-31", other, "2027-04-01"):
        assert cell in lines[1]
    assert lead.get(f"{case}notice/").status_code == 200


def test_the_first_question_is_what_is_asked_for(lead, ground) -> None:
    said = text(lead.get(f"/planner/cases/new/?within={ground.system.code}"))
    assert "What is asked for?" in said
    for kind in ("Networks merge", "A network divides", "Waiver below 30,000"):
        assert kind in said


def unplaced_practice(ground: Ground) -> str:
    return min(ground.practices.keys() - ground.situation.today.keys())


def sizes(ground: Ground) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, network in ground.situation.today.items():
        found[network] = found.get(network, 0) + (ground.practices[code].patients or 0)
    return found


@pytest.mark.parametrize(
    "kind", ["move", "merge", "split", "leave", "waiver", "rationale", "unplaced"]
)
def test_every_kind_of_case_goes_from_an_empty_form_to_printed_papers(lead, ground, kind) -> None:
    practice, home, other = a_practice(ground)
    size_of = sizes(ground)
    more: dict[str, object] = {"kind": kind, "title": ""}
    match kind:
        case "leave":
            more["into"] = "none"
        case "merge":
            more |= {"about": home, "into": other}
        case "split":
            more |= {"about": home, "into": "", "part": [practice]}
        case "waiver":
            more |= {"about": min(c for c in size_of if size_of[c] < 30_000), "into": ""}
        case "rationale":
            more |= {"about": min(c for c in size_of if size_of[c] > 50_000), "into": ""}
        case "unplaced":
            more |= {"about": unplaced_practice(ground), "into": other}
    address = f"/planner/cases/new/?within={ground.system.code}&kind={kind}"
    form = lead.get(address + f"&about={more.get('about', practice)}")
    assert form.status_code == 200
    assert str(more.get("about", practice)) in form.content.decode()
    opened = open_case(lead, ground, **more)
    assert opened.status_code == 302, text(opened)
    case = opened["Location"]
    decided(lead, case)
    brought = lead.post(f"{case}effect/", ISSUED | {"signed_by": "Leo Tarnhill"})
    assert brought.status_code == 302, text(brought)
    paper = text(lead.get(f"{case}paper/"))
    for said in ("Asked.", "All agreed.", "Approved.", "1 April 2027", "In effect"):
        assert said in paper
    assert "The rules that bear on it" in paper
    notice = lead.get(f"{case}notice.csv").content.decode().splitlines()
    moves = {"move": 1, "split": 1, "leave": 1, "unplaced": 1, "waiver": 0, "rationale": 0}
    members = sum(network == home for network in ground.situation.today.values())
    assert len(notice) == 1 + moves.get(kind, members)
    assert "2027" in text(lead.get(f"{case}notice/"))


def test_a_whole_network_cannot_form_a_new_one(lead, ground) -> None:
    _practice, home, _other = a_practice(ground)
    members = [code for code, network in ground.situation.today.items() if network == home]
    page = open_case(lead, ground, kind="split", about=home, into="", part=members)
    assert page.status_code == 400
    assert "leave at least one" in text(page)


def test_a_case_without_a_title_is_named_after_its_change(lead, ground) -> None:
    practice, _home, other = a_practice(ground)
    case = open_case(lead, ground, title="")["Location"]
    assert f"{ground.name(practice)} joins {ground.name(other)}" in text(lead.get(case))


def test_bringing_a_case_on_keeps_its_effective_date_on_the_form(lead, ground) -> None:
    case = open_case(lead, ground)["Location"]
    refused = lead.post(case, {"stage": "approved"})
    assert refused.status_code == 400
    assert 'value="2027"' in refused.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"about": "Z99999"}, "is not among the practices"),
        ({"into": "U99999"}, "is no network of this area"),
        ({"kind": "merge", "about": "U99999"}, "cannot merge into"),
        ({"kind": "waiver", "about": "U99999"}, "is no network of this area"),
        ({"kind": "split", "about": "U99999", "part": ["Z1"]}, "is no network of this area"),
        ({"application": ""}, "Enter what is asked for, and why"),
        ({"effective_on-day": "31", "effective_on-month": "2"}, "Enter a day that exists"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_is_kept(lead, ground, more, said) -> None:
    page = open_case(lead, ground, **more)
    assert page.status_code == 400
    assert said in text(page)


def test_a_kind_that_is_none_leads_back_to_the_kinds(lead, ground) -> None:
    assert "What is asked for?" in text(open_case(lead, ground, kind="wish"))


def test_a_case_opened_from_a_version_has_its_moves(lead, ground) -> None:
    practice, _home, other = a_practice(ground)
    kept = lead.post(
        "/planner/keep/",
        {
            "within": ground.system.code,
            "as_at": ground.when.as_at.isoformat(),
            "made": "by_hand",
            "owner": ground.system.code,
            "title": "Try",
            "move": f"{practice}:{other}",
        },
    )["Location"]
    number, version = kept.strip("/").split("/")[-2:]
    page = lead.get(
        f"/planner/cases/new/?within={ground.system.code}&plan={number}&version={version}"
    )
    assert f'name="move" value="{practice}:{other}"' in page.content.decode()
    assert "A practice moves to another network" in text(page)
