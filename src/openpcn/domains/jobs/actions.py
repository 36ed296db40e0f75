"""What people and workers do with jobs: ask, lease, report, finish, stop."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.jobs.models import Job
from openpcn.domains.jobs.queries import JobAnswer, job_from
from openpcn.kernel.errors import NotFound, NotPossible, Refused

LEASE = timedelta(seconds=60)
"""A worker that is not heard of for so long is taken to be gone."""
ATTEMPTS = 3


class LeaseLost(NotPossible):
    """Another worker has the job, or it has ended."""

    def __init__(self, job_id: int) -> None:
        super().__init__(
            f"Job {job_id} is no longer this worker's.",
            next_step="Leave it: another worker has taken it over, or it has ended.",
        )


@transaction.atomic
def ask(kind: str, payload: dict[str, Any], by: Account | None) -> JobAnswer:
    """Ask for long work."""
    job = Job.objects.create(kind=kind, payload=payload, asked_by=by, asked_at=timezone.now())
    record_event("asked for a job", job, by=by, detail={"kind": kind})
    return job_from(job)


@transaction.atomic
def lease(
    worker: str, *, kinds: Collection[str] | None = None, now: datetime | None = None
) -> JobAnswer | None:
    """The longest-waiting job for a worker, if there is one; jobs of lost workers come again."""
    moment = now or timezone.now()
    give_up_on_the_hopeless(moment)
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, leased_until__lt=moment)
    waiting = Job.objects.filter(free).order_by("asked_at", "id")
    if kinds is not None:
        waiting = waiting.filter(kind__in=list(kinds))
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    job = waiting.first()
    if job is None:
        return None
    job.state, job.worker, job.attempts = Job.State.RUNNING, worker, job.attempts + 1
    job.leased_until, job.started_at = moment + LEASE, job.started_at or moment
    job.save()
    return job_from(job)


def give_up_on_the_hopeless(moment: datetime) -> None:
    """End jobs that were asked to stop, or that took too many workers with them."""
    lost = Job.objects.filter(state=Job.State.RUNNING, leased_until__lt=moment)
    lost.filter(stop_asked=True).update(state=Job.State.STOPPED, ended_at=moment)
    lost.filter(stop_asked=False, attempts__gte=ATTEMPTS).update(
        state=Job.State.NOT_DONE,
        ended_at=moment,
        message=f"The worker was lost {ATTEMPTS} times while doing this.",
    )


def heartbeat(
    job_id: int,
    worker: str,
    *,
    progress: float | None = None,
    message: str | None = None,
    so_far: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> bool:
    """Say that a worker is still at it, and how far; True if somebody asked it to stop."""
    said: dict[str, Any] = {"leased_until": (now or timezone.now()) + LEASE}
    if progress is not None:
        said["progress"] = min(max(progress, 0.0), 1.0)
    if message is not None:
        said["message"] = message
    if so_far is not None:
        said["result"] = so_far
    if not held_by(job_id, worker).update(**said):
        raise LeaseLost(job_id)
    return Job.objects.values_list("stop_asked", flat=True).get(id=job_id)


def finish(job_id: int, worker: str, result: dict[str, Any] | None = None) -> None:
    """End a job that was done."""
    end(job_id, worker, Job.State.DONE, progress=1.0, result=result or {})


def stopped(job_id: int, worker: str) -> None:
    """End a job because somebody asked for that."""
    end(job_id, worker, Job.State.STOPPED)


def fail(job_id: int, worker: str, message: str) -> None:
    """End a job that could not be done, and say why."""
    end(job_id, worker, Job.State.NOT_DONE, message=message)


def end(job_id: int, worker: str, state: str, **said: Any) -> None:
    """End a job that the worker still has."""
    if not held_by(job_id, worker).update(state=state, ended_at=timezone.now(), **said):
        raise LeaseLost(job_id)


def held_by(job_id: int, worker: str) -> Any:
    """The job, if the worker has it."""
    return Job.objects.filter(id=job_id, worker=worker, state=Job.State.RUNNING)


@transaction.atomic
def stop(job_id: int, by: Account) -> None:
    """Ask a job to stop: at once if it waits, at the next heartbeat if it runs."""
    job = Job.objects.select_for_update().filter(id=job_id).first()
    if job is None:
        raise NotFound(f"There is no job {job_id}.", next_step="Look at the list of jobs.")
    if job.asked_by_id != by.pk and not by.is_superuser:
        raise Refused(
            f"Job {job_id} was asked for by somebody else.",
            next_step="Ask that person or an administrator to stop it.",
        )
    if job.state == Job.State.WAITING:
        job.state, job.ended_at = Job.State.STOPPED, timezone.now()
    job.stop_asked = True
    job.save()
    record_event("asked a job to stop", job, by=by)
