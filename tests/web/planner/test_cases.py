"""A change case from application to effect, with its paper and its draft notice."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from openpcn.domains.registry.queries.structure import systems
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


def open_case(lead: Client, ground: Ground, **more: str):
    practice, _home, other = a_practice(ground)
    said = {
        "kind": "move",
        "title": "One practice moves",
        "owner": ground.system.code,
        "about": practice,
        "into": other,
        "application": "The practice asks to move.",
        "effective_on": "2027-04-01",
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
            "effective_on": "2027-04-01",
        },
    )
    lead.post(case, {"stage": "approved", "words": "At the board"})
    lead.post(case, {"stage": "in_effect"})
    said = text(lead.get(case))
    assert "In effect" in said
    assert "At the board" in said


def test_the_decision_paper_says_what_would_change(lead, ground) -> None:
    case = open_case(lead, ground)["Location"]
    said = text(lead.get(f"{case}paper/"))
    for words in ("What is asked for", "Consequences", "Decision", "1 April 2027"):
        assert words in said
    assert "Patients whose practice changes network" in said


def test_the_draft_notice_gives_the_last_day_and_the_first(lead, ground) -> None:
    practice, home, other = a_practice(ground)
    case = open_case(lead, ground)["Location"]
    lines = lead.get(f"{case}notice.csv").content.decode().splitlines()
    assert lines[0].startswith("change,practice_code")
    assert lines[1].startswith(f"moves,{practice},")
    for cell in (home, "2027-03-31", other, "2027-04-01"):
        assert cell in lines[1]
    assert lead.get(f"{case}notice/").status_code == 200


@pytest.mark.parametrize("kind", ["leave", "merge", "split", "waiver", "rationale", "unplaced"])
def test_every_kind_of_case_can_be_opened_and_read(lead, ground, kind) -> None:
    practice, home, other = a_practice(ground)
    more = {"kind": kind}
    if kind == "leave":
        more["into"] = ""
    if kind == "merge":
        more |= {"about": home, "into": other}
    if kind in ("waiver", "rationale"):
        more |= {"about": home, "into": ""}
    if kind == "split":
        more |= {"about": home, "moves": f"{practice} NEW-1"}
    opened = open_case(lead, ground, **more)
    assert opened.status_code == 302, text(opened)
    assert lead.get(opened["Location"]).status_code == 200
    assert lead.get(f"{opened['Location']}paper/").status_code == 200


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"about": "Z99999"}, "is not among the practices"),
        ({"into": "U99999"}, "is no network of this area"),
        ({"kind": "merge", "about": "U99999"}, "cannot merge into"),
        ({"kind": "wish"}, "no kind of change"),
        ({"moves": "Z99999 NEW-1"}, "is not among the practices"),
        ({"application": ""}, "The application is empty."),
        ({"title": ""}, "The title is empty."),
        ({"effective_on": "soon"}, "is not a day"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_is_kept(lead, ground, more, said) -> None:
    page = open_case(lead, ground, **more)
    assert page.status_code == 400
    assert said in text(page)


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
    assert f"{practice} {other}" in text(page)
