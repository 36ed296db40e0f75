"""Proposals are long work: asked for, watched, stopped, gone on with, and kept as versions."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from openpcn.domains.jobs.models import Job
from openpcn.domains.jobs.queries import get_job
from openpcn.domains.planning.models import Plan, PlanVersion
from openpcn.domains.registry.queries.structure import systems
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When
from openpcn.workflows import work
from openpcn.workflows.demonstration.recording import PASSWORD
from openpcn.workflows.load_files.reports import Step
from openpcn.workflows.planner.dials import Question, asked_of, points_of
from openpcn.workflows.planner.ground import ground_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def when(demonstration) -> When:
    return When(as_at=timezone.localdate())


@pytest.fixture
def place(when: When) -> str:
    """The place with the fewest practices."""
    ground = ground_of(systems(when=when)[0].code, when=when)
    counts: dict[str, int] = {}
    for one in ground.facts.practices:
        if one.place_code:
            counts[one.place_code] = counts.get(one.place_code, 0) + 1
    return min(counts, key=lambda code: (counts[code], code))


@pytest.fixture
def lead(demonstration) -> Client:
    client = Client()
    assert client.login(username="demo-primary-care-lead", password=PASSWORD)
    return client


@pytest.fixture(autouse=True)
def no_beats(monkeypatch):
    """Signs of life come from another connection, which a test's transaction would block."""
    monkeypatch.setattr(work, "BEAT", 3600.0)


def text(response) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def ask(lead: Client, place: str, when: When, **more: object):
    system = systems(when=when)[0].code
    said: dict[str, object] = {
        "area": place,
        "owner": system,
        "title": "Try",
        "seconds": "6",
        "count": "target",
    }
    return lead.post(f"/planner/new/?within={system}", said | more)


def test_proposals_become_versions_with_their_bounds(lead, place, when) -> None:
    asked = ask(lead, place, when)
    assert asked.status_code == 302, text(asked)
    waiting = lead.get(asked["Location"])
    assert "Waiting for its turn." in text(waiting)
    assert work.work_once("tester")
    plan = Plan.objects.get()
    job = get_job(plan.job)
    assert job is not None
    assert job.state == "done", job.message
    versions = PlanVersion.objects.order_by("number")
    assert [one.made for one in versions] == ["proposed"] * 3
    for one in versions:
        assert one.score["areas"][0]["bound"] <= one.score["areas"][0]["cost"]
    done = lead.get(asked["Location"])
    assert done["Location"] == f"/planner/plans/{plan.pk}/"
    assert "none can be below" in text(lead.get(done["Location"]))
    curve = lead.get(f"/planner/plans/{plan.pk}/curve/")
    assert curve.status_code == 200
    assert 'aria-labelledby="trade-off-title"' in curve.content.decode()


def test_what_was_worked_out_before_a_restart_is_not_worked_out_again(lead, place, when) -> None:
    ask(lead, place, when)
    work.work_once("tester")
    job = Job.objects.get()
    points = points_of(job.result)
    PlanVersion.objects.all().delete()
    Job.objects.filter(id=job.pk).update(
        state="waiting", result={"points": job.result["points"][:2]}, worker=""
    )
    work.work_once("another")
    again = points_of(Job.objects.get().result)
    assert [one.title for one in again] == [one.title for one in points]
    assert again[:2] == points[:2]


def test_a_job_that_is_asked_to_stop_keeps_what_it_had(lead, place, when, monkeypatch) -> None:
    asked = ask(lead, place, when)
    job = Job.objects.get()
    told: list[Step] = []

    def stop_after_one(payload, by, progress):
        progress(Step(done=0.3, doing="one", so_far={"points": []}))
        told.append(Step(done=0.3, doing="one"))
        raise work.Stopped

    monkeypatch.setitem(work.KINDS, "propose", stop_after_one)
    lead.post(f"{asked['Location'].replace('progress', 'stop')}")
    Job.objects.filter(id=job.pk).update(state="waiting")
    work.work_once("tester")
    assert Job.objects.get().state == "stopped"
    assert "It was stopped." in text(lead.get(asked["Location"]))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("smallest", "60,000", "above the largest size"),
        ("smallest", "many", "is not a size"),
        ("seconds", "1", "are not between"),
        ("stays", "Z99999", "not among the practices"),
        ("keep_today", "lots", "is not a number of kilometres"),
        ("balance", "weather", "cannot be balanced"),
        ("count", "some", "is no number of networks"),
        ("count", "number", "How many networks there should be is not said"),
        ("owner", "U99999", "No organisation"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_is_kept(
    lead, place, when, field, value, said
) -> None:
    page = ask(lead, place, when, **{field: value})
    assert page.status_code == 400
    assert said in text(page)
    assert not Job.objects.exists()


def test_a_number_of_networks_is_for_one_place(lead, place, when) -> None:
    system = systems(when=when)[0].code
    page = ask(lead, system, when, count="number", number="9")
    assert page.status_code == 400
    assert "A number of networks is for one place, and this area has 3." in text(page)


def test_contradictory_locks_are_refused_at_once() -> None:
    with pytest.raises(NotRight, match="together and never together"):
        asked_of(
            Question(kind="options", together=[["Z1", "Z2"]], apart=[["Z2", "Z1", "Z3"]]),
        )


def two_of(place: str, when: When) -> list[tuple[str, str]]:
    """Code and name of two practices of the place."""
    ground = ground_of(place, when=when)
    return [(code, ground.name(code)) for code in sorted(ground.inside)[:2]]


def test_locks_take_practices_by_name_and_as_the_list_offers_them(lead, place, when) -> None:
    (one, called), (other, other_called) = two_of(place, when)
    more = {
        "together": [f"{called} ({one})", "", ""],
        "together-with": [other_called, "", ""],
        "stays": [called],
    }
    asked = ask(lead, place, when, **more)
    assert asked.status_code == 302, text(asked)
    held = Plan.objects.get().asked
    assert held["together"] == [sorted([one, other])]
    assert held["stays"] == [one]


def test_one_answer_has_the_dial_that_was_chosen(lead, place, when) -> None:
    ask(lead, place, when, question="one", keep_today="7.5", stretch="yes")
    held = Plan.objects.get().asked
    assert held["dials"] == [[7.5, "Keeping a patient’s network is worth 7.5 km"]]
    assert held["stretch"] is True


def test_need_is_evened_out_where_it_is_asked_for(lead, place, when) -> None:
    ask(lead, place, when, question="one", keep_today="0", balance="deprivation-much")
    assert work.work_once("tester")
    even = PlanVersion.objects.get()
    assert even.score["areas"][0]["bound"] <= even.score["areas"][0]["cost"]
    assert "balance" in text(lead.get(f"/planner/plans/{even.plan_id}/"))


def travel_file(place: str, when: When, *, minutes: str = "4") -> SimpleUploadedFile:
    (one, _n), (other, _m) = two_of(place, when)
    rows = f"from_practice,to_practice,minutes\n{one},{other},{minutes}\n"
    return SimpleUploadedFile("ways.csv", rows.encode(), content_type="text/csv")


def test_travel_times_of_ones_own_are_planned_by_and_named(lead, place, when) -> None:
    asked = ask(lead, place, when, question="one", travel=travel_file(place, when))
    assert asked.status_code == 302, text(asked)
    assert work.work_once("tester")
    job = get_job(Plan.objects.get().job)
    assert job is not None
    assert job.state == "done", job.message
    said = text(lead.get(f"/planner/plans/{Plan.objects.get().pk}/"))
    assert "ways.csv" in said
    assert "minutes" in said


@pytest.mark.parametrize(("minutes", "said"), [("soon", "minutes is"), ("-1", "minutes is")])
def test_a_travel_file_that_is_not_right_is_named_with_its_line(
    lead, place, when, minutes, said
) -> None:
    page = ask(lead, place, when, travel=travel_file(place, when, minutes=minutes))
    assert page.status_code == 400
    assert f"ways.csv, line 2: {said}" in text(page)


def test_a_travel_file_that_is_too_large_is_refused(lead, place, when, monkeypatch) -> None:
    monkeypatch.setattr("openpcn.web.planner.requesting.MOST_BYTES", 10)
    page = ask(lead, place, when, travel=travel_file(place, when))
    assert page.status_code == 400
    assert "is larger than" in text(page)


def test_the_trade_off_shows_repairs_beside_the_proved_points(lead, place, when) -> None:
    ask(lead, place, when, question="curve", seconds="7")
    assert work.work_once("tester")
    points = points_of(Job.objects.get().result)
    assert sum(not one.is_repair for one in points) == 7
    page = lead.get(f"/planner/plans/{Plan.objects.get().pk}/curve/")
    said = text(page)
    fewest = min(points, key=lambda one: one.score["patients_moved"])
    assert ("can move more than a mending" in said) == fewest.is_repair
    if any(one.is_repair for one in points):
        assert "no bound: it keeps today’s pieces and borders" in said
        at = next(at for at, one in enumerate(points) if one.is_repair)
        kept = lead.post(f"/planner/plans/{Plan.objects.get().pk}/points/{at}/")
        assert kept.status_code == 302
        assert PlanVersion.objects.get().made == "repair"


def test_nobody_sees_the_progress_of_a_private_plan(lead, place, when) -> None:
    address = ask(lead, place, when)["Location"]
    assert Client().get(address).status_code == 404
    assert Client().get("/planner/new/").status_code == 302
