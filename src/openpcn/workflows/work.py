"""The worker: takes long work one piece at a time, says that it is at it, and ends it in words."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import Error, close_old_connections, connection

from openpcn.domains.accounts.queries import Account, find_account
from openpcn.domains.jobs import actions as jobs
from openpcn.domains.jobs.queries import JobAnswer
from openpcn.kernel.errors import OpenPCNError, Refused
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.load_files.uploads import LOAD, PREVIEW, load_upload, preview_upload
from openpcn.workflows.open_referral.asking import IMPORT, import_asked
from openpcn.workflows.planner.propose import PROPOSE, propose_for_plan
from openpcn.workflows.population.answer_again import ANSWERS, answer_again
from openpcn.workflows.population.demonstration import RECORDS, make_records
from openpcn.workflows.reports.making import REPORT, make_asked

Work = Callable[[Mapping[str, Any], Account, Progress], dict[str, Any]]
KINDS: dict[str, Work] = {
    PREVIEW: lambda payload, by, progress: preview_upload(payload, by=by, progress=progress),
    LOAD: lambda payload, by, progress: load_upload(payload, by=by, progress=progress),
    PROPOSE: lambda payload, by, progress: propose_for_plan(payload, by=by, progress=progress),
    RECORDS: make_records,
    ANSWERS: answer_again,
    IMPORT: import_asked,
    REPORT: make_asked,
}
PAUSE = 1.0
"""Seconds between looks for work."""
BEAT = 2.0
"""Seconds between signs of life."""

log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked the work to stop; what it had so far is kept."""


def run_worker() -> None:
    """Do work until told to end; what was begun is ended first, or another worker takes it up."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: stop.set())
    worker = f"{socket.gethostname()[:40]}-{os.getpid()}"
    while not stop.is_set():
        close_old_connections()
        if not work_once(worker):
            stop.wait(PAUSE)


def work_once(worker: str) -> bool:
    """Take one piece of work and end it; False where there is none."""
    try:
        job = jobs.lease(worker, kinds=KINDS)
    except Error:
        log.warning("The database is busy; looking for work again.")
        return False
    if job is None:
        return False
    try:
        with signs_of_life(job, worker) as progress:
            result = KINDS[job.kind](job.payload, _asker(job), progress)
        jobs.finish(job.id, worker, result)
    except Stopped:
        jobs.stopped(job.id, worker)
    except jobs.LeaseLost:
        log.warning("Job %s was taken over by another worker.", job.id)
    except OpenPCNError as refused:
        jobs.fail(job.id, worker, str(refused))
    except Exception:
        log.exception("Job %s broke.", job.id)
        jobs.fail(job.id, worker, "Something broke that is our mistake; the log has the details.")
    return True


def _asker(job: JobAnswer) -> Account:
    """Whoever asked; what an account may no longer do is not done for it."""
    account = find_account(job.asked_by)
    if account is None:
        raise Refused(
            "The account that asked for this is closed.", next_step="Ask for it from another one."
        )
    return account


@contextmanager
def signs_of_life(job: JobAnswer, worker: str) -> Iterator[Progress]:
    """Renew the lease from a thread of its own, with the newest progress."""
    latest = Step(done=0.0, doing="")
    over, stop = threading.Event(), threading.Event()

    def note(step: Step) -> None:
        nonlocal latest
        latest = step if step.so_far is not None else replace(step, so_far=latest.so_far)
        if stop.is_set():
            _say(job.id, worker, latest)
            raise Stopped

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                if _say(job.id, worker, latest):
                    stop.set()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield note
    finally:
        over.set()
        thread.join()


def _say(job_id: int, worker: str, step: Step) -> bool:
    """Whether somebody asked the work to stop."""
    try:
        return jobs.heartbeat(
            job_id, worker, progress=step.done, message=step.doing, so_far=step.so_far
        )
    except (Error, jobs.LeaseLost) as problem:
        log.info("No sign of life of job %s could be kept: %s", job_id, problem)
        return False
