"""The worker takes one piece of work at a time and ends it in words."""

from __future__ import annotations

import logging

import pytest

from openpcn.domains.accounts.actions import make_account
from openpcn.domains.jobs import actions as jobs
from openpcn.domains.jobs.queries import get_job
from openpcn.kernel.errors import NotPossible
from openpcn.workflows import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(monkeypatch):
    """Someone who asks for work; signs of life, which need a connection of their own, are rare."""
    monkeypatch.setattr(work, "BEAT", 3600.0)
    return make_account(username="asker", password="moor-and-more-moor")


def ask(monkeypatch, account, does) -> int:
    monkeypatch.setitem(work.KINDS, "try_out", does)
    return jobs.ask("try_out", {"number": 7}, by=account).id


def test_there_is_nothing_to_do_where_nobody_asked():
    assert work.work_once("worker") is False


def test_work_is_done_for_whoever_asked(monkeypatch, account):
    number = ask(monkeypatch, account, lambda payload, by, _: {"by": by.username} | dict(payload))
    assert work.work_once("worker") is True
    job = get_job(number)
    assert (job.state, job.result) == ("done", {"by": "asker", "number": 7})
    assert work.work_once("worker") is False


def test_what_is_not_possible_is_told_in_its_own_words(monkeypatch, account):
    def refuse(*_args):
        raise NotPossible("The moor is closed.", next_step="Come back in spring.")

    number = ask(monkeypatch, account, refuse)
    work.work_once("worker")
    job = get_job(number)
    assert (job.state, job.message) == ("not_done", "The moor is closed. Come back in spring.")


def test_work_of_a_closed_account_is_not_done(monkeypatch, account):
    number = ask(monkeypatch, account, lambda *_: {})
    account.is_active = False
    account.save()
    work.work_once("worker")
    assert get_job(number).message.startswith("The account that asked for this is closed.")


def test_a_worker_that_lost_its_lease_leaves_the_job_to_the_other(monkeypatch, account, caplog):
    number = ask(monkeypatch, account, lambda *_: jobs.finish(number, "worker", {"done": "first"}))
    with caplog.at_level(logging.WARNING):
        assert work.work_once("worker") is True
    assert get_job(number).result == {"done": "first"}
    assert "taken over" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_signs_of_life_carry_how_far_the_work_is(monkeypatch):
    account = make_account(username="asker", password="moor-and-more-moor")
    monkeypatch.setattr(work, "BEAT", 0.05)
    seen = []

    def slow(_payload, _by, progress):
        progress(work.Step(done=0.5, doing="Half way"))
        for _ in range(100):
            seen.append(get_job(number).message)
            if seen[-1]:
                break
            work.threading.Event().wait(0.05)
        return {}

    number = ask(monkeypatch, account, slow)
    work.work_once("worker")
    assert seen[-1] == "Half way"
