"""How far long work is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpcn.domains.jobs.models import Job


@dataclass(frozen=True, kw_only=True)
class JobAnswer:
    """One piece of long work as it stands."""

    id: int
    kind: str
    payload: dict[str, Any]
    state: str
    state_words: str
    progress: float
    message: str
    result: dict[str, Any]
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    stop_asked: bool
    attempts: int


def get_job(number: int) -> JobAnswer | None:
    """One job, if there is one of that number."""
    job = Job.objects.select_related("asked_by").filter(id=number).first()
    return job_from(job) if job else None


def jobs(*, kind: str | None = None, limit: int = 50) -> list[JobAnswer]:
    """The newest jobs."""
    held = Job.objects.select_related("asked_by").order_by("-asked_at", "-id")
    return [job_from(job) for job in (held.filter(kind=kind) if kind else held)[:limit]]


def job_from(job: Job) -> JobAnswer:
    """A job as an answer."""
    return JobAnswer(
        id=job.pk,
        kind=job.kind,
        payload=job.payload,
        state=job.state,
        state_words=job.get_state_display(),
        progress=job.progress,
        message=job.message,
        result=job.result,
        asked_by=job.asked_by.get_username() if job.asked_by else "",
        asked_at=job.asked_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        stop_asked=job.stop_asked,
        attempts=job.attempts,
    )
