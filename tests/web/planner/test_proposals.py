"""Proposals are long work: asked for, watched, stopped, gone on with, and kept as versions."""

from __future__ import annotations

import re
from html import unescape

import pytest
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
from openpcn.workflows.planner.ground import ground_of
from openpcn.workflows.planner.propose import asked_of, points_of

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


def ask(lead: Client, place: str, when: When, **more: str):
    system = systems(when=when)[0].code
    said = {"area": place, "owner": system, "title": "Try", "seconds": "6", "count": "target"}
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


def test_contradictory_locks_are_refused_at_once() -> None:
    with pytest.raises(NotRight, match="together and never together"):
        asked_of(
            count="target",
            number=None,
            seconds=60,
            together=[["Z1", "Z2"]],
            apart=[["Z2", "Z1", "Z3"]],
            stays=[],
            sweep=False,
        )


def test_nobody_sees_the_progress_of_a_private_plan(lead, place, when) -> None:
    address = ask(lead, place, when)["Location"]
    assert Client().get(address).status_code == 404
    assert Client().get("/planner/new/").status_code == 302
