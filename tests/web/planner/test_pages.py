"""A manager compares options, moves a practice by hand, keeps a version and adopts it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from openpcn.domains.registry.queries.drafts import futures
from openpcn.domains.registry.queries.structure import practices, systems
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.recording import PASSWORD
from openpcn.workflows.planner.ground import ground_of
from openpcn.workflows.planner.repairs import mend_networks, outside

FIRST = {"effective_on-day": "1", "effective_on-month": "4", "effective_on-year": "2027"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def when(demonstration) -> When:
    from django.utils import timezone

    return When(as_at=timezone.localdate())


@pytest.fixture
def system(when: When) -> str:
    return systems(when=when)[0].code


@pytest.fixture
def manager(demonstration) -> Client:
    client = Client()
    assert client.login(username="demo-primary-care-lead", password=PASSWORD)
    return client


def text(response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_planner_lists_the_networks_outside_and_what_can_be_asked(system, when) -> None:
    page = Client().get("/planner/")
    assert page.status_code == 200
    for code in outside(ground_of(system, when=when)):
        assert f'value="{code}"' in page.content.decode()


def test_options_stand_beside_today_with_their_maps(system, when) -> None:
    first = outside(ground_of(system, when=when))[0]
    page = Client().get(f"/planner/mend/?within={system}&network={first}")
    assert page.status_code == 200
    said = page.content.decode()
    assert "Today" in text(page)
    assert said.count("<svg") > said.count('class="pcn-plans__map"') >= 1
    assert "Core payment that follows patients" in text(page)
    assert "£" in text(page)
    assert "Network staff to agree on" in text(page)
    assert "From home to the nearest practice of their network" in text(page)


def test_an_area_is_enough_to_mend_all_that_is_outside(system) -> None:
    page = Client().get(f"/planner/mend/?within={system}")
    assert page.status_code == 200
    assert "Option 1" in text(page)


def test_an_unknown_network_is_named_with_the_next_step(system) -> None:
    page = Client().get(f"/planner/mend/?within={system}&network=U99999")
    assert page.status_code == 400
    assert "U99999 is no network of" in text(page)


def test_who_can_take_a_practice_and_what_follows(system, when) -> None:
    practice = practices(when=when, within=system)[0].code
    assert Client().get(f"/planner/leave/?within={system}&practice={practice}").status_code == 200
    page = Client().get(f"/planner/leave/?within={system}&practice=Z99999")
    assert page.status_code == 400


def test_networks_can_be_brought_closer_to_their_patients(system) -> None:
    page = Client().get(f"/planner/align/?within={system}")
    assert page.status_code == 200


def a_move(system: str, when: When) -> tuple[str, str]:
    """A practice and a network next to it."""
    ground = ground_of(system, when=when)
    today = ground.situation.today
    for code in sorted(today):
        for other in sorted(ground.terrain.near.get(code, ())):
            if other in today and today[other] != today[code]:
                return code, today[other]
    raise AssertionError


def test_a_move_by_hand_shows_score_and_findings_at_once(system, when) -> None:
    practice, network = a_move(system, when)
    client = Client()
    asked = f"/planner/by-hand/?within={system}&practice={practice}&to={network}"
    moved = client.get(asked)
    assert moved.status_code == 302
    client.get(moved["Location"])
    page = client.get(moved["Location"])
    assert page.status_code == 200
    assert "one practice" in text(page)


def test_an_option_with_many_new_networks_can_be_changed_by_hand(system, when) -> None:
    ground = ground_of(system, when=when)
    members = [code for code, network in sorted(ground.situation.today.items()) if network][:4]
    moves = "&".join(f"move={code}:NEW-{at}" for at, code in enumerate(members, start=1))
    page = text(Client().get(f"/planner/by-hand/?within={system}&{moves}"))
    assert "New network 4" in page
    assert "New network 5" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("move=Z99999:U90001", "is not among the practices"),
        ("move={practice}:NEW-100", "is no network of this area"),
        ("move=nonsense", "is not a practice and a network"),
        ("move=" + "&move=".join(["Z1:U1"] * 61), "more than 60"),
    ],
)
def test_moves_that_nobody_can_mean_are_refused(system, when, query, said) -> None:
    asked = query.format(practice=a_move(system, when)[0])
    page = Client().get(f"/planner/by-hand/?within={system}&{asked}")
    assert page.status_code == 400
    assert said in text(page)


def keep(manager: Client, system: str, when: When, **more: str) -> str:
    practice, network = a_move(system, when)
    kept = manager.post(
        "/planner/keep/",
        {
            "within": system,
            "as_at": when.as_at.isoformat(),
            "made": "by_hand",
            "owner": system,
            "title": "A first try",
            "move": f"{practice}:{network}",
            **more,
        },
    )
    assert kept.status_code == 302, text(kept)
    return kept["Location"]


def test_what_is_kept_is_a_private_draft(manager, system, when) -> None:
    address = keep(manager, system, when)
    page = manager.get(address)
    assert page.status_code == 200
    assert "A first try" in text(page)
    assert Client().get(address).status_code == 404
    plan = address.rsplit("/", 2)[0] + "/"
    assert manager.get(plan).status_code == 200
    assert "A first try" in text(manager.get("/planner/"))
    assert "A first try" not in text(Client().get("/planner/"))


def test_a_version_is_changed_by_hand_and_kept_as_the_next(manager, system, when) -> None:
    address = keep(manager, system, when)
    number, version = address.strip("/").split("/")[-2:]
    practice, _network = a_move(system, when)
    page = manager.get(f"/planner/by-hand/?plan={number}&version={version}&move={practice}:NEW-1")
    assert f'name="plan" value="{number}"' in page.content.decode()
    kept = manager.post(
        "/planner/keep/",
        {"plan": number, "version": version, "made": "by_hand", "move": f"{practice}:NEW-1"},
    )
    assert kept["Location"].endswith(f"/{number}/{int(version) + 1}/")
    adopted = manager.post(f"{kept['Location']}adopt/", FIRST)
    assert adopted.status_code == 302
    assert "New network 1 (code to come)" in text(manager.get(adopted["Location"]))


def test_nobody_keeps_a_plan_without_signing_in(system, when) -> None:
    assert Client().post("/planner/keep/", {"within": system}).status_code == 302


def test_a_version_goes_out_as_csv_and_geojson(manager, system, when) -> None:
    address = keep(manager, system, when)
    rows = manager.get(f"{address}plan.csv").content.decode().splitlines()
    assert rows[0].startswith("practice_code,network,")
    assert len(rows) == 1 + len(practices(when=when, within=system))
    land = manager.get(f"{address}plan.geojson").json()
    assert land["type"] == "FeatureCollection"
    assert any("network" in one["properties"] for one in land["features"])
    assert Client().get(f"{address}plan.csv").status_code == 404


def test_a_rationale_is_kept_with_the_version(manager, system, when) -> None:
    address = keep(manager, system, when)
    manager.post(address, {"rationale": "One community by the river.", "note": ""})
    assert "One community by the river." in text(manager.get(address))


def test_a_version_becomes_a_private_future(manager, system, when) -> None:
    address = keep(manager, system, when)
    before = len(futures(None, when=when))
    adopted = manager.post(f"{address}adopt/", {"owner": system} | FIRST)
    assert adopted.status_code == 302
    assert manager.get(adopted["Location"]).status_code == 200
    assert len(futures(None, when=when)) == before


def test_a_day_that_does_not_exist_is_said_beside_the_field(manager, system, when) -> None:
    address = keep(manager, system, when)
    typed = FIRST | {"effective_on-day": "31", "state": "shared"}
    page = manager.post(f"{address}adopt/", {"owner": system} | typed)
    assert page.status_code == 400
    assert "Enter a day that exists" in text(page)
    assert '<option value="shared" selected>' in page.content.decode()
    empty = manager.post(f"{address}adopt/", {"owner": system})
    assert "Enter the day it would begin" in text(empty)


def test_a_plan_is_opened_step_by_step_and_withdrawn(manager, system, when) -> None:
    plan = keep(manager, system, when).rsplit("/", 2)[0] + "/"
    manager.post(f"{plan}state/", {"state": "under_engagement"})
    manager.post(f"{plan}state/", {"state": "published"})
    assert Client().get(plan).status_code == 200
    manager.post(f"{plan}state/", {"withdraw": "1"})
    assert manager.get(plan).status_code == 404


def test_networks_that_are_inside_need_no_mending(system, when) -> None:
    ground = ground_of(system, when=when)
    inside = min(set(ground.networks) - set(outside(ground)))
    page = Client().get(f"/planner/mend/?within={system}&network={inside}")
    assert "They are inside today: there is nothing to mend." in text(page)


def test_a_mending_is_measured_on_the_networks_that_are_mended(system, when) -> None:
    ground = ground_of(system, when=when)
    shown = mend_networks(ground, outside(ground)[:2])
    mended = {code for code in shown.focus if not code.startswith("NEW-")}
    assert mended == set(outside(ground)[:2])
    touched = {
        code
        for one in shown.options
        for move in one.moves
        for code in (move.from_network, move.to_network)
    }
    assert touched <= {*shown.focus, *shown.also}


def test_a_version_is_printed_on_a_large_map_and_taken_away_as_a_drawing(
    manager, system, when
) -> None:
    address = keep(manager, system, when)
    page = manager.get(f"{address}map/")
    assert page.status_code == 200
    assert "Practice that changes network" in text(page)
    assert "Do not pass it on." in text(page)
    drawing = manager.get(f"{address}map.svg")
    assert drawing.content.decode().startswith("<svg")
    assert Client().get(f"{address}map/").status_code == 404
    assert Client().get(f"{address}map.svg").status_code == 404


def test_a_future_begins_in_the_state_that_its_owner_chooses(manager, system, when) -> None:
    address = keep(manager, system, when)
    said = {"owner": system, "state": "under_engagement"} | FIRST
    adopted = manager.post(f"{address}adopt/", said)
    assert adopted.status_code == 302, text(adopted)
    assert "Under engagement" in text(manager.get(adopted["Location"]))
    refused = manager.post(f"{address}adopt/", said | {"state": "published"})
    assert refused.status_code == 400
    assert "cannot become" in text(refused)


def test_the_map_of_a_future_shows_the_networks_that_it_would_make(manager, system, when) -> None:
    practice, _network = a_move(system, when)
    address = keep(manager, system, when, move=f"{practice}:NEW-1")
    said = {"owner": system} | FIRST
    future = manager.post(f"{address}adopt/", said)["Location"]
    page = manager.get(f"{future}map/")
    assert page.status_code == 200
    assert "New network 1 (code to come)" in text(page)
    assert manager.get(f"{future}map/drawing.svg").content.decode().startswith("<svg")
    assert Client().get(f"{future}map/").status_code == 404
    assert "New network 1 (code to come)" in text(
        manager.get(
            f"/structure/?within={system}&future={future.strip('/').split('/')[-1]}&open=all"
        )
    )


def test_who_can_take_a_practice_says_what_each_answer_does(system, when) -> None:
    practice, _network = a_move(system, when)
    said = text(Client().get(f"/planner/leave/?within={system}&practice={practice}"))
    for line in (
        "It joins",
        "registered patients",
        "Distance to the central practice",
        "Living where most of their network’s patients live",
        "Network staff to agree on",
        "Core payment that follows patients",
    ):
        assert line in said
