"""Records of a small part of the demonstration, made by the worker while people look round."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import Any

from openpcn.domains.accounts.queries import Account, find_account
from openpcn.domains.jobs import actions as jobs
from openpcn.domains.registry.queries.structure import networks
from openpcn.kernel.when import When
from openpcn.workflows.demonstration.history import VINTAGES
from openpcn.workflows.demonstration.recording import ADMINISTRATOR
from openpcn.workflows.load_files.reports import Progress, Step
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.running import run_population
from openpcn.workflows.population.site_records import answers_folder, records_folder

RECORDS = "population.demonstration"
AS_AT = VINTAGES[-1]
BEING_MADE = "records-being-made"


def ask_for_records() -> None:
    """Ask the worker for records of people."""
    jobs.ask(RECORDS, {}, find_account(ADMINISTRATOR))


def make_records(_payload: Mapping[str, Any], _by: Account, progress: Progress) -> dict[str, Any]:
    """Invent people and answer every definition for them."""
    network, people = whose_records()
    place = records_folder().with_name(BEING_MADE)
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    generate(
        people=people,
        out=place,
        only=(network,),
        progress=lambda share: progress(Step(done=share / 2, doing="Inventing people")),
    )
    shutil.rmtree(records_folder(), ignore_errors=True)
    place.rename(records_folder())
    progress(Step(done=0.5, doing="Answering every definition"))
    catalogue, codes = catalogue_and_codes(records_folder())
    ran = run_population(records_folder(), catalogue, codes, as_at=AS_AT, out=answers_folder())
    return {"network": network, "people": ran.people, "definitions": ran.definitions}


def whose_records() -> tuple[str, int]:
    """The network with the fewest patients, whose people may sign in here; how many they are."""
    found = min(
        (one for one in networks(when=When(as_at=AS_AT)) if one.patients),
        key=lambda one: one.patients or 0,
    )
    return found.code, found.patients or 0
