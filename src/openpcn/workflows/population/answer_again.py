"""Answer every definition again, the user's own among them, by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from openpcn.domains.accounts.queries import Account
from openpcn.domains.jobs import actions
from openpcn.domains.jobs.queries import JobAnswer, jobs
from openpcn.kernel.errors import NotPossible
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.keeping import practices_in
from openpcn.workflows.population.own_definitions import own_definitions
from openpcn.workflows.population.partitions import read_about
from openpcn.workflows.population.running import run_population
from openpcn.workflows.population.site_records import answers_folder, records_folder

ANSWERS = "population.answers"
OPEN = ("waiting", "running")


def ask_for_answers(by: Account) -> JobAnswer:
    """Ask the worker, unless it has been asked already."""
    return work_at_answers() or actions.ask(ANSWERS, {}, by)


def work_at_answers() -> JobAnswer | None:
    """The work that waits or is under way, if there is any."""
    newest = jobs(kind=ANSWERS, limit=1)
    return newest[0] if newest and newest[0].state in OPEN else None


def why_not_answered() -> str:
    """Why the newest work could not be done; empty where it was, or none was asked for."""
    newest = jobs(kind=ANSWERS, limit=1)
    return newest[0].message if newest and newest[0].state == "not_done" else ""


def answer_again(_payload: Mapping[str, Any], _by: Account, progress: Progress) -> dict[str, Any]:
    """Answer as at the newest day on which an extract was taken."""
    progress(Step(done=0.1, doing="Answering every definition"))
    records, state = records_folder(), Path(settings.STATE)
    days = [read_about(records, code).extracted_on for code in practices_in(records)]
    known = [day for day in days if day]
    if not known:
        raise NotPossible(
            "No records of people are held here.",
            next_step="A data manager loads them with openpcn population load.",
        )
    own = own_definitions(state).used
    catalogue, codes = catalogue_and_codes(records, state=state, own=own)
    ran = run_population(records, catalogue, codes, as_at=max(known), out=answers_folder())
    return {"people": ran.people, "definitions": ran.definitions}
