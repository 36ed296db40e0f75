"""Ask for the import of a directory through the page; a worker does it, and can be stopped."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs import actions as jobs
from openpcn.domains.jobs.queries import JobAnswer, get_job
from openpcn.domains.jobs.queries import jobs as newest_jobs
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotFound, NotRight
from openpcn.sources.open_referral.addresses import judge
from openpcn.workflows.load_files.reports import Progress
from openpcn.workflows.load_files.uploads import aside, put_aside, safe_name
from openpcn.workflows.open_referral.importing import import_feed

IMPORT = "import_directory"
LONGEST_NAME = 120


def ask_for_address(*, url: str, name: str, accept_removals: bool, by: Account) -> int:
    """Ask for the import of a feed by its address; gives the number of the job."""
    require(by, "data.load")
    judge(url.strip(), allowed=settings.FEED_HOSTS)
    return _ask({"url": url.strip()}, name, accept_removals, by)


def ask_for_file(
    *, file_name: str, pieces: Iterable[bytes], name: str, accept_removals: bool, by: Account
) -> int:
    """Put a file aside and ask for its import; gives the number of the job."""
    require(by, "data.load")
    token = put_aside(name=file_name, pieces=pieces)
    return _ask({"token": token, "name": safe_name(file_name)}, name, accept_removals, by)


def import_asked(payload: Mapping[str, Any], by: Account, progress: Progress) -> dict[str, Any]:
    """The work of a job; done again from the start it writes what is missing and nothing twice."""
    path = None if "url" in payload else aside(payload)
    report = import_feed(
        payload["url"] if path is None else str(path),
        name=payload["directory"],
        by=by,
        accept_removals=payload["accept_removals"],
        is_demonstration=by.is_demonstration,
        progress=progress,
    )
    if path is not None:
        shutil.rmtree(path.parent, ignore_errors=True)
    return report.as_json()


def imports_asked(by: Account, *, limit: int = 10) -> list[JobAnswer]:
    """The newest imports that were asked for."""
    require(by, "data.load")
    return newest_jobs(kind=IMPORT, limit=limit)


def one_import(number: int, by: Account) -> JobAnswer:
    """One import that was asked for."""
    require(by, "data.load")
    job = get_job(number)
    if job is None or job.kind != IMPORT:
        raise NotFound(
            f"There is no import {number}.", next_step="See the list of imports of directories."
        )
    return job


def stop_import(number: int, by: Account) -> None:
    """Ask an import to stop; nothing of it is kept."""
    jobs.stop(one_import(number, by).id, by=by)


def _ask(where: dict[str, str], name: str, accept_removals: bool, by: Account) -> int:
    told = " ".join(name.split())
    if len(told) > LONGEST_NAME:
        raise NotRight(
            f"The name has {len(told)} characters.",
            next_step=f"Give a name of at most {LONGEST_NAME} characters.",
        )
    payload = {**where, "directory": told, "accept_removals": accept_removals}
    return jobs.ask(IMPORT, payload, by=by).id
