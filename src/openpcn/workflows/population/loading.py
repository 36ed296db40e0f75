"""Load people's records from an extract: each practice of it replaces what was held of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpcn.kernel.errors import NotFound, NotPossible
from openpcn.sources.records.fhir import PRACTICE_NOT_KNOWN, read_fhir
from openpcn.sources.records.gp_extract import read_extract
from openpcn.sources.records.omop import read_omop
from openpcn.sources.records.raw import Batch, Tally
from openpcn.sources.records.recognising import Recognised, recognise
from openpcn.workflows.population.gathering import Gathering
from openpcn.workflows.population.keeping import NOT_ASSURED, SYNTHETIC, only_writer
from openpcn.workflows.population.partitions import (
    CODE_OF_A_PRACTICE,
    Partition,
    not_written,
    read_about,
    write_partition,
)
from openpcn.workflows.population.quarantine import keep_rejected
from openpcn.workflows.population.settling import Rules, settle
from openpcn.workflows.population.swapping import WRITING

SMALLEST_SHARE = 0.5
"""A practice that comes with fewer of its people than this is not replaced unasked."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of an extract."""

    format: str
    title: str
    extracted_on: date
    practices: tuple[Partition, ...]
    read: dict[str, int]
    """Rows or resources, by file kind or resource type."""
    kept: dict[str, int]
    passed_over: dict[str, int]
    """Those that we do not keep, by kind and reason."""
    rejected: dict[str, int]
    """Rows that could not be used, by reason."""
    noticed: dict[str, int]
    """What was put right on the way."""
    other_files: tuple[str, ...]
    label: str
    not_assured: str = NOT_ASSURED


def load_records(
    folder: Path,
    *,
    into: Path,
    extracted_on: date,
    key: bytes,
    format_called: str = "",
    practice: str = PRACTICE_NOT_KNOWN,
    synthetic: bool = False,
    known_practices: Collection[str] = (),
    may_shrink: bool = False,
    optouts_applied: bool = False,
    progress: Callable[[float], None] = lambda share: None,  # noqa: ARG005
) -> Loaded:
    """Read a folder of records and keep them by practice; every other practice stays as it was.

    `known_practices`, where there are any, are those that rows may be of. Where nothing is said of
    opt-outs, people are taken as opted out, unless they are invented or `optouts_applied` says
    that the supplier has left out whoever opted out.
    """
    found, tally = recognise(folder, format_called), Tally()
    made: list[Partition] = []
    with only_writer(into) as book:
        gathering = Gathering(into / f"{WRITING}rows-{os.getpid()}")
        try:
            for batch in read(found, tally, practice):
                gathering.add(batch)
            codes = usable(gathering, tally, known_practices)
            rejected_before = len(tally.rejected)
            for nth, code in enumerate(codes):
                before = len(tally.rejected)
                invented = synthetic or tally.synthetic
                rules = Rules(
                    extracted_on=extracted_on,
                    key=key,
                    book=book,
                    tally=tally,
                    unsaid_is_out=not (invented or optouts_applied),
                )
                tables = settle(gathering.take(code), rules)
                if not may_shrink:
                    refuse_shrinking(into, code, len(tables["person"]))
                book.keep()
                made.append(
                    write_partition(
                        into,
                        code,
                        tables,
                        source=found.title,
                        extracted_on=extracted_on,
                        synthetic=invented,
                        rejected=len(tally.rejected) - before,
                    )
                )
                keep_rejected(into, code, tally.rejected[before:])
                progress((nth + 1) / len(codes))
            keep_rejected(into, "", tally.rejected[:rejected_before])
        except OSError as trouble:
            raise not_written("any further practice", into, trouble) from trouble
        finally:
            gathering.close()
    return told(found, tally, made, extracted_on)


def read(found: Recognised, tally: Tally, practice: str) -> Iterator[Batch]:
    """The rows of an extract in its format."""
    if found.format == "gp-csv":
        yield from read_extract(found.files, tally)
    elif found.format == "fhir":
        yield from read_fhir(found.files, tally, practice=practice)
    else:
        yield from read_omop(found.files, tally, practice=practice)


def usable(gathering: Gathering, tally: Tally, known: Collection[str]) -> list[str]:
    """The practices that are known; the rows of others are rejected."""
    made = []
    for code in gathering.practices:
        if CODE_OF_A_PRACTICE.fullmatch(code) and (
            not known or code in known or code == PRACTICE_NOT_KNOWN
        ):
            made.append(code)
            continue
        for name, rows in gathering.take(code).items():
            for file, row in zip(rows["file"].to_pylist(), rows["row"].to_pylist(), strict=True):
                tally.reject(file, row, f"{name} is of a practice that is not known", code)
    return made


def refuse_shrinking(into: Path, practice: str, people: int) -> None:
    """Refuse an extract that has lost most of a practice's people, as a cut-off one has."""
    try:
        held = read_about(into, practice).people
    except NotFound:
        return
    if people < held * SMALLEST_SHARE:
        raise NotPossible(
            f"The extract has {people:,} people of {practice}, and {held:,} are held. "
            "What is held was not replaced.",
            next_step="See whether the extract is whole; where it is, load it with --may-shrink.",
        )


def told(found: Recognised, tally: Tally, made: list[Partition], extracted_on: date) -> Loaded:
    """What came of it, in counts."""
    reasons = Counter(each.reason for each in tally.rejected)
    invented = bool(made) and all(each.synthetic for each in made)
    return Loaded(
        format=found.format,
        title=found.title,
        extracted_on=extracted_on,
        practices=tuple(made),
        read=dict(tally.read),
        kept=dict(tally.kept),
        passed_over={f"{kind}: {why}": n for (kind, why), n in sorted(tally.passed_over.items())},
        rejected=dict(reasons.most_common()),
        noticed={said: many for said, many in tally.noticed.items() if many},
        other_files=found.others,
        label=SYNTHETIC if invented else "",
    )
