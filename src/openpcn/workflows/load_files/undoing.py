"""Take a load back: it counts no more, what it replaced counts again, and nothing is deleted."""

from __future__ import annotations

from django.db import transaction

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.loading import withdraw_loaded
from openpcn.domains.registry.loading import withdraw_dataset
from openpcn.domains.registry.loading.across import record_load_event
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.datasets import DatasetAnswer, dataset
from openpcn.workflows.load_files.loading import PATIENCE
from openpcn.workflows.load_files.lock import only_load
from openpcn.workflows.load_files.reports import WAITING, Progress, Step, in_silence
from openpcn.workflows.load_files.settling_across import settle_across


def undo_load(
    number: int, *, by: Account | None = None, progress: Progress = in_silence
) -> DatasetAnswer:
    """Withdraw one file and settle everything again without it; None is whoever has the shell."""
    if by is not None:
        require(by, "data.load")

    def wait() -> None:
        progress(Step(done=0.0, doing=WAITING))

    with only_load(wait_seconds=PATIENCE, waiting=wait), transaction.atomic():
        withdraw_dataset(number)
        withdraw_loaded(number)
        record_load_event(number, "load undone", by=by)
        settle_across(progress)
    return dataset(number)
