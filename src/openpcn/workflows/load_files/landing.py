"""One file into the registry, inside the caller's transaction: open, record, settle, close."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from openpcn.domains.accounts.queries import Account
from openpcn.domains.evidence.queries import subjects_of
from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Landing
from openpcn.domains.registry.loading.across import record_load_event
from openpcn.kernel import wording
from openpcn.kernel.errors import NotRight
from openpcn.sources.reading import read
from openpcn.sources.rows import Row, Tally
from openpcn.workflows.load_files import (
    recording_areas,
    recording_assets,
    recording_figures,
    recording_lists,
    recording_maps,
    recording_organisations,
    recording_own,
)
from openpcn.workflows.load_files.candidates import Candidate, own_mappings
from openpcn.workflows.load_files.catalogue import meaning_of
from openpcn.workflows.load_files.reports import FoundInFile

Recorder = Callable[[Landing, Iterator[Row], Tally], None]

RECORDERS: dict[str, Recorder] = {
    "epraccur": recording_organisations.record_practices,
    "epcn": recording_organisations.record_networks,
    "network-map": recording_maps.record_map,
    "lookup-organisations": recording_organisations.record_organisation_links,
    "points": recording_organisations.record_points,
    "registered-totals": recording_lists.record_totals,
    "registered-by-age": recording_lists.record_by_age,
    "registered-by-area": recording_lists.record_by_area,
    "postcodes": recording_areas.record_postcodes,
    "lookup-lsoa21": recording_areas.record_links,
    "lookup-lsoa11": recording_areas.record_links,
    "lsoa-changes": recording_areas.record_changes,
    "lsoa-best-fit": recording_areas.record_changes,
    "openpcn-neighbourhoods": recording_own.record_neighbourhoods,
    "openpcn-organisations": recording_own.record_organisations,
    "openpcn-relationships": recording_own.record_relationships,
    "openpcn-role-holders": recording_own.record_role_holders,
    **recording_assets.RECORDERS,
}
BY_FAMILY: dict[str, Recorder] = {
    "boundaries-": recording_areas.record_boundaries,
    "mapped:": recording_figures.record_figures,
}


RowsRead = Callable[[str, int], None]
"""Told the path of a file and how many of its rows have been read."""
COUNTED_BY = 20_000
FEW = 20
"""Figures about fewer practices than this look like a sample."""


INVENTED = "invented for the demonstration"
INVENTED_LICENCE = "Invented data; MIT licence, as this software"


def nobody_counts(_shown: str, _rows: int) -> None:
    """Rows that nobody watches."""


def land(
    candidate: Candidate,
    tally: Tally,
    *,
    by: Account | None,
    is_demonstration: bool,
    rows_read: RowsRead,
) -> tuple[int, tuple[FoundInFile, ...]]:
    """Record everything that a file says; its number and what it showed."""
    recognised = candidate.recognised
    landing = registry.open_dataset(
        format=recognised.format,
        title=recognised.title,
        file_name=recognised.file_name,
        fingerprint=recognised.fingerprint,
        publisher=INVENTED if is_demonstration else recognised.publisher,
        licence=INVENTED_LICENCE if is_demonstration else recognised.licence,
        period_on=recognised.period_on,
        period_basis=recognised.period_basis,
        is_demonstration=is_demonstration,
        is_complete=is_demonstration and recognised.format == "network-map",
        by=by,
    )
    rows = read(candidate.path, recognised, tally, mappings=own_mappings())
    recorder_of(recognised.format)(landing, counted(rows, candidate.shown, rows_read), tally)
    refuse_if_nothing_is_left(candidate, tally)
    findings = (*what_it_showed(candidate, tally), *few_practices(candidate, landing.dataset_id))
    registry.record_findings(
        landing,
        (
            registry.Found(f.code, f.severity, f.message, f.next_step, f.line, f.subject_code)
            for f in findings
        ),
    )
    registry.close_dataset(
        landing,
        rows_read=tally.read,
        rows_kept=tally.kept,
        rows_rejected=tally.rejected_count,
        passed_over=tally.passed_over,
    )
    record_load_event(landing.dataset_id, "file loaded", by=by)
    return landing.dataset_id, findings


def counted(rows: Iterator[Row], shown: str, rows_read: RowsRead) -> Iterator[Row]:
    """The rows, telling now and then how many there were."""
    for number, row in enumerate(rows, start=1):
        if number % COUNTED_BY == 0:
            rows_read(shown, number)
        yield row


def recorder_of(format_id: str) -> Recorder:
    """Who records files of a format."""
    if recorder := RECORDERS.get(format_id):
        return recorder
    return next(recorder for family, recorder in BY_FAMILY.items() if format_id.startswith(family))


def refuse_if_nothing_is_left(candidate: Candidate, tally: Tally) -> None:
    """A file of which no row could be kept is not loaded."""
    if tally.kept:
        return
    first = tally.rejected[0] if tally.rejected else None
    why = f" The first reason, on line {first.line}: {first.reason}" if first else ""
    raise NotRight(
        f"No row of {candidate.shown} can be kept.{why}",
        next_step="Check that it is the file you mean, mend it and load it again.",
    )


def few_practices(candidate: Candidate, number: int) -> Iterator[FoundInFile]:
    """Figures about practices that name few of them: a sample of the layout, it seems."""
    if not candidate.recognised.format.startswith("mapped:"):
        return
    practices = len(subjects_of(number).get("practice", ()))
    if 0 < practices < FEW:
        meaning = meaning_of("few_practices")
        told = wording.counted(practices, "practice")
        yield FoundInFile(
            code="few_practices",
            severity=meaning.severity,
            message=f"{candidate.recognised.file_name} names only {told}: it looks like a sample.",
            next_step=meaning.next_step,
        )


def what_it_showed(candidate: Candidate, tally: Tally) -> Iterator[FoundInFile]:
    """What reading noticed, with how grave it is and what to do."""
    for noticed in tally.noticed:
        meaning = meaning_of(noticed.code)
        yield FoundInFile(
            code=noticed.code,
            severity=meaning.severity,
            message=noticed.message,
            next_step=meaning.next_step,
            line=noticed.line,
            subject_code=noticed.subject_code or "",
        )
    for rejected in tally.rejected:
        meaning = meaning_of("rows_rejected")
        yield FoundInFile(
            code="rows_rejected",
            severity=meaning.severity,
            message=rejected.reason,
            next_step=meaning.next_step,
            line=rejected.line,
        )
    if candidate.recognised.period_basis in ("name", "none"):
        meaning = meaning_of("period_not_in_content")
        told = candidate.recognised.period_on
        message = f"{candidate.recognised.file_name} does not say which day it is about; " + (
            f"its name says {told:%Y-%m-%d}." if told else "nor does its name."
        )
        yield FoundInFile(
            code="period_not_in_content",
            severity=meaning.severity,
            message=message,
            next_step=meaning.next_step,
        )
