"""Long work is asked for, leased, reported, stopped, and survives the loss of its worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from openpcn.domains.accounts.models import Account, AuditEvent
from openpcn.domains.jobs import actions, queries
from openpcn.domains.jobs.actions import ATTEMPTS, LEASE, LeaseLost
from openpcn.kernel.errors import NotFound, Refused

NOW = timezone.now()
LATER = NOW + LEASE + timedelta(seconds=1)


@pytest.mark.django_db
def test_the_longest_waiting_job_comes_first_and_to_one_worker_only() -> None:
    first, second = (actions.ask("load", {"n": n}, None) for n in (1, 2))
    assert actions.lease("a").id == first.id  # type: ignore[union-attr]
    assert actions.lease("b").id == second.id  # type: ignore[union-attr]
    assert actions.lease("c") is None
    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
def test_a_worker_takes_only_the_kinds_that_it_can_do() -> None:
    actions.ask("load", {}, None)
    assert actions.lease("a", kinds={"preview"}) is None
    assert actions.lease("a", kinds={"load"}) is not None


@pytest.mark.django_db
def test_progress_is_told_and_kept_between_nought_and_one() -> None:
    job = actions.ask("load", {}, None)
    actions.lease("a")
    actions.heartbeat(job.id, "a", progress=0.4, message="Reading")
    told = queries.get_job(job.id)
    assert told is not None
    assert (told.state, told.progress, told.message) == ("running", 0.4, "Reading")
    actions.heartbeat(job.id, "a", progress=7)
    actions.finish(job.id, "a", {"rows": 3})
    told = queries.get_job(job.id)
    assert told is not None
    assert (told.state, told.progress, told.result) == ("done", 1.0, {"rows": 3})
    assert actions.lease("b", now=LATER) is None


@pytest.mark.django_db
def test_a_job_whose_worker_was_lost_is_done_by_another() -> None:
    job = actions.ask("load", {}, None)
    actions.lease("a", now=NOW)
    assert actions.lease("b", now=NOW + LEASE) is None
    again = actions.lease("b", now=LATER)
    assert again is not None
    assert (again.id, again.attempts) == (job.id, 2)
    for act in (
        lambda: actions.heartbeat(job.id, "a"),
        lambda: actions.finish(job.id, "a"),
        lambda: actions.fail(job.id, "a", "no"),
    ):
        with pytest.raises(LeaseLost):
            act()
    actions.finish(job.id, "b")


@pytest.mark.django_db
def test_a_heartbeat_keeps_the_lease() -> None:
    job = actions.ask("load", {}, None)
    actions.lease("a", now=NOW)
    actions.heartbeat(job.id, "a", now=NOW + LEASE)
    assert actions.lease("b", now=LATER) is None


@pytest.mark.django_db
def test_a_job_that_loses_every_worker_ends_with_words() -> None:
    job = actions.ask("load", {}, None)
    moment = NOW
    for _ in range(ATTEMPTS):
        assert actions.lease("a", now=moment) is not None
        moment += LEASE + timedelta(seconds=1)
    assert actions.lease("a", now=moment) is None
    told = queries.get_job(job.id)
    assert told is not None
    assert told.state == "not_done"
    assert "lost 3 times" in told.message


@pytest.mark.django_db
def test_stopping_reaches_a_waiting_job_at_once_and_a_running_one_at_its_next_word() -> None:
    jo, other = (Account.objects.create(username=name) for name in ("jo", "other"))
    waiting = actions.ask("load", {}, jo)
    with pytest.raises(Refused, match="somebody else"):
        actions.stop(waiting.id, by=other)
    actions.stop(waiting.id, by=jo)
    assert queries.get_job(waiting.id).state == "stopped"  # type: ignore[union-attr]
    running = actions.ask("load", {}, jo)
    actions.lease("a")
    assert actions.heartbeat(running.id, "a") is False
    actions.stop(running.id, by=jo)
    assert actions.heartbeat(running.id, "a") is True
    actions.stopped(running.id, "a")
    assert queries.get_job(running.id).state == "stopped"  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        actions.stop(running.id + 99, by=jo)


@pytest.mark.django_db
def test_a_job_asked_to_stop_ends_even_if_its_worker_is_lost() -> None:
    jo = Account.objects.create(username="jo")
    job = actions.ask("load", {}, jo)
    actions.lease("a", now=NOW)
    actions.stop(job.id, by=jo)
    assert actions.lease("b", now=LATER) is None
    assert queries.get_job(job.id).state == "stopped"  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_never_share_a_job() -> None:
    asked = {actions.ask("load", {"n": n}, None).id for n in range(12)}
    got: list[int] = []

    def work(name: str) -> None:
        while job := actions.lease(name):
            got.append(job.id)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while job := actions.lease("last"):
        got.append(job.id)
    assert sorted(got) == sorted(asked)


WORKER = """
import django, sys, time
django.setup()
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from openpcn.domains.jobs import actions
job = actions.lease("doomed")
actions.heartbeat(job.id, "doomed", progress=0.5, message="Half way")
print("leased", flush=True)
time.sleep(60)
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_its_job_to_the_next() -> None:
    name = str(connection.settings_dict["NAME"])
    job = actions.ask("load", {"folder": "x"}, None)
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, name],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.support.settings"},
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "leased\n"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    told = queries.get_job(job.id)
    assert told is not None
    assert (told.state, told.progress, told.message) == ("running", 0.5, "Half way")
    again = actions.lease("next", now=timezone.now() + LEASE + timedelta(seconds=1))
    assert again is not None
    assert (again.id, again.payload, again.attempts) == (job.id, {"folder": "x"}, 2)
    actions.finish(job.id, "next", {"done": True})
