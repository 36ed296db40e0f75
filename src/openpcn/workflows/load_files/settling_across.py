"""After a load: how all files join, and what they show side by side, kept with the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from openpcn.domains.community.loading import fill_points
from openpcn.domains.registry.loading import Found, record_joins
from openpcn.domains.registry.loading.across import replace_findings
from openpcn.domains.registry.queries.datasets import datasets, findings
from openpcn.workflows.load_files.checking import ACROSS, look_across
from openpcn.workflows.load_files.joining import joins_of
from openpcn.workflows.load_files.reports import FoundInFile, Join, Progress, Step


@transaction.atomic
def settle_across(progress: Progress) -> tuple[tuple[Join, ...], tuple[FoundInFile, ...]]:
    """Work out joins and findings over everything that counts, and keep them."""
    progress(Step(done=0.96, doing="Seeing how the files join"))
    fill_points()
    held = datasets()
    joins = joins_of(held)
    for number, found in joins.items():
        record_joins(number, {"joins": [asdict(join) for join in found]})
    progress(Step(done=0.98, doing="Looking for gaps and disagreements"))
    replace_findings(
        ACROSS,
        (
            Found(f.code, f.severity, f.message, f.next_step, f.line, f.subject_code)
            for f in look_across(held, today=timezone.localdate())
        ),
        at=timezone.now(),
    )
    progress(Step(done=1.0, doing="Done"))
    return tuple(join for found in joins.values() for join in found), tuple(_held_across())


def as_it_was() -> tuple[tuple[Join, ...], tuple[FoundInFile, ...]]:
    """The joins and findings that are kept, where a load brought nothing new."""
    joins = tuple(Join(**join) for each in datasets() for join in each.joins.get("joins", ()))
    return joins, tuple(_held_across())


def _held_across() -> Iterator[FoundInFile]:
    """What all files show together, what settling memberships showed included."""
    for finding in findings():
        if finding.dataset_id is None:
            yield FoundInFile(
                code=finding.code,
                severity=finding.severity,
                message=finding.message,
                next_step=finding.next_step,
                subject_code=finding.subject_code,
            )
