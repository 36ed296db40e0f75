"""Import a directory: read it all, then keep what is new, changed or gone in one piece."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.loading import Landed, land_assets
from openpcn.domains.community.queries.feeds import FORMAT, HeldServices, held_services
from openpcn.domains.community.saying import AssetSaid, Listed
from openpcn.domains.registry.loading import Found, close_dataset, open_dataset, record_findings
from openpcn.domains.registry.loading.across import record_load_event
from openpcn.domains.registry.permissions import require
from openpcn.kernel.errors import NotRight
from openpcn.sources.open_referral.faults import Fault, Told
from openpcn.sources.open_referral.reading import Entry, Feed, staleness
from openpcn.workflows.load_files.loading import PATIENCE
from openpcn.workflows.load_files.lock import only_load
from openpcn.workflows.load_files.reports import WAITING, Progress, Step, in_silence
from openpcn.workflows.open_referral.gathering import READING, Place, gather, place_of
from openpcn.workflows.open_referral.taking import asset_said

MOST_TOLD = 500
"""Faults that are kept and shown one by one; all are counted."""
MANY_GONE = 10
UNREAD = AssetSaid(name="As before")
"""Stands for a service whose fingerprint says that nothing is to be written."""


@dataclass(frozen=True, kw_only=True)
class ToldFault:
    """One thing to know about an entry."""

    entry: int
    service: str
    field: str
    message: str
    next_step: str
    left_out: bool


@dataclass(kw_only=True)
class ImportReport:
    """What became of a feed."""

    title: str
    listed: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    left_out: int = 0
    repeated: int = 0
    newest_change: date | None = None
    faults: list[ToldFault] = field(default_factory=list)
    faults_in_all: int = 0
    dataset: int | None = None
    """The number of the load, with which it can be undone; None where nothing changed."""
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Everything in it, in plain values."""
        newest = self.newest_change.isoformat() if self.newest_change else None
        return asdict(self) | {"newest_change": newest}


def import_feed(
    at: str,
    *,
    name: str = "",
    by: Account | None = None,
    accept_removals: bool = False,
    is_demonstration: bool = False,
    on: date | None = None,
    progress: Progress = in_silence,
) -> ImportReport:
    """Import a feed by its address, file or folder; None is whoever has the shell.

    `name` says which directory it is; the same name again means a newer feed of it, so what it
    lists no longer is closed from that day. A feed that lost more than half of its services is
    refused unless `accept_removals`.
    """
    if by is not None:
        require(by, "data.load")
    place, day, began = place_of(at, name=name), on or timezone.localdate(), time.monotonic()
    held = held_services(place.source)
    feed, report = Feed(), ImportReport(title=place.title)
    with spool() as listed:
        for entry in gather(place, feed, held, progress=progress):
            take(entry, place, held, listed, report)
        settle(feed, report, held, accept_removals=accept_removals, day=day)
        if report.added or report.changed or report.ended:
            write(place, day, listed, report, by, progress, is_demonstration=is_demonstration)
    report.seconds = round(time.monotonic() - began, 2)
    return report


def take(
    entry: Entry, place: Place, held: HeldServices, listed: Spool, report: ImportReport
) -> None:
    """Put one entry among those that are written or kept, and tell its faults."""
    tell(report, entry.faults)
    before = held.fingerprints.get(entry.id)
    if entry.service is not None:
        told = Told(entry.number, f"{entry.service.name[:80]}, {entry.id}")
        said = asset_said(entry.service, note=f"Directory {place.title}"[:300], told=told)
        tell(report, tuple(told.faults))
        listed.add(entry.id, entry.fingerprint, said)
        report.changed += before is not None
        report.added += before is None
    elif before is not None:
        listed.add(entry.id, before, None)


def settle(
    feed: Feed, report: ImportReport, held: HeldServices, *, accept_removals: bool, day: date
) -> None:
    """Count, and look at the feed as a whole before anything is written."""
    gone = held.fingerprints.keys() - feed.listed
    report.listed, report.ended = feed.entries, len(gone)
    report.unchanged = feed.counts["as before"]
    report.left_out, report.repeated = feed.counts["left out"], feed.counts["repeated"]
    report.newest_change = feed.newest
    stale = staleness(feed, as_at=day) if feed.entries else None
    tell(report, (*feed.faults, *((stale,) if stale else ())))
    if len(gone) > MANY_GONE and len(gone) * 2 > len(held.fingerprints) and not accept_removals:
        raise NotRight(
            f"The feed lists no longer {len(gone):,} of the {len(held.fingerprints):,} services "
            "of this directory.",
            next_step="Check that it is whole; if they are gone, import it again and accept that.",
        )


def write(
    place: Place,
    day: date,
    listed: Spool,
    report: ImportReport,
    by: Account | None,
    progress: Progress,
    *,
    is_demonstration: bool,
) -> None:
    """Keep what a feed says, in one transaction."""
    with (
        only_load(
            wait_seconds=PATIENCE, waiting=lambda: progress(Step(done=READING, doing=WAITING))
        ),
        transaction.atomic(),
    ):
        now = timezone.now()
        landing = open_dataset(
            format=FORMAT,
            title=f"Directory {place.title}"[:200],
            file_name=place.source,
            fingerprint=hashlib.sha256(f"{place.source} {now.isoformat()}".encode()).hexdigest(),
            publisher=place.title[:120],
            licence="As its publisher says",
            period_on=day,
            period_basis="load",
            is_complete=True,
            is_demonstration=is_demonstration,
            by=by,
        )
        landed = land_assets(
            watched(listed, progress),
            source=place.source,
            on=day,
            dataset_id=landing.dataset_id,
            is_whole=True,
        )
        record_findings(landing, [found(each) for each in report.faults])
        close_dataset(
            landing,
            rows_read=report.listed,
            rows_kept=landed.added + landed.changed + landed.unchanged,
            rows_rejected=report.left_out + report.repeated,
        )
        record_load_event(landing.dataset_id, "directory imported", by=by)
        progress(Step(done=1.0, doing="Ending"))
    note_what_landed(landed, report)
    report.dataset = landing.dataset_id


def note_what_landed(landed: Landed, report: ImportReport) -> None:
    """The counts as they were written."""
    report.added, report.changed = landed.added, landed.changed
    report.unchanged, report.ended = landed.unchanged, landed.closed


def watched(listed: Spool, progress: Progress) -> Iterator[Listed]:
    """Every entry to land, with word of how far that is."""
    for number, each in enumerate(listed):
        if number % 1_000 == 0:
            share = READING + (1 - READING) * number / max(listed.count, 1)
            progress(Step(done=share, doing=f"Keeping {number:,} of {listed.count:,} services"))
        yield each


def tell(report: ImportReport, faults: tuple[Fault, ...]) -> None:
    """Count faults, and keep the first of them."""
    report.faults_in_all += len(faults)
    room = MOST_TOLD - len(report.faults)
    report.faults += [
        ToldFault(
            entry=each.entry,
            service=each.service,
            field=each.field,
            message=each.message,
            next_step=each.next_step,
            left_out=each.stops,
        )
        for each in faults[: max(room, 0)]
    ]


def found(fault: ToldFault) -> Found:
    """A fault as a finding about the load."""
    where = f"{fault.service}: {fault.field}: " if fault.entry else ""
    return Found(
        code="directory_left_out" if fault.left_out else "directory_odd",
        severity="check" if fault.left_out else "note",
        message=f"{where}{fault.message}",
        next_step=fault.next_step,
        line=fault.entry or None,
    )


@contextmanager
def spool() -> Iterator[Spool]:
    """Entries on disk between reading and writing, so that the database is held shortly."""
    with tempfile.TemporaryFile() as file:
        yield Spool(file)


class Spool:
    """Entries that were read, in their order."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.count = file, 0

    def add(self, key: str, mark: str, said: AssetSaid | None) -> None:
        """Keep one entry; None: nothing is to be written of it."""
        pickle.dump((key, mark, said), self._file, protocol=5)
        self.count += 1

    def __iter__(self) -> Iterator[Listed]:
        self._file.seek(0)
        for _ in range(self.count):
            key, mark, said = pickle.load(self._file)  # noqa: S301 - written a moment ago, by us
            yield Listed(external_id=key, said=said or UNREAD, fingerprint=mark, key=UUID(key))
