"""How networks, practices and what became of them print as rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpcn.kernel.exports import Cell, csv_line

if TYPE_CHECKING:
    from openpcn.domains.registry.queries.histories import RelationshipAnswer
    from openpcn.domains.registry.queries.structure import NetworkAnswer, PracticeAnswer
    from openpcn.workflows.structure.comparing import NetworkChange

NETWORKS = ("Code", "Network", "Place", "Practices", "Patients", "30,000 to 50,000", "Rationale")
PRACTICES = ("Code", "Practice", "Postcode", "Patients", "List of", "Place")
CHANGES = ("Code", "Network", "Was", "Arrived", "Departed", "Lists", "Is", "Practices")
LINKS = ("From", "To", "Who", "Is to", "Whom", "Told by")


def network_row(one: NetworkAnswer) -> tuple[object, ...]:
    """A network for reading."""
    from openpcn.workflows.structure.reading import against_the_band

    place = (one.place_name or "") + (f" and {one.places - 1} more" if one.places > 1 else "")
    why = "held" if one.has_rationale else ""
    band = against_the_band(one.patients)
    return (one.code, one.name, place, one.practices, one.patients, band, why)


def practice_row(one: PracticeAnswer) -> tuple[object, ...]:
    """A practice for reading."""
    return (one.code, one.name, one.postcode, one.patients, one.list_on, one.place_name or "")


def change_row(one: NetworkChange) -> tuple[object, ...]:
    """A network's sum from one day to another."""
    practices = f"{one.practices_before} to {one.practices_now}"
    sums = (one.patients_before, one.arrived, -one.departed, one.growth, one.patients_now)
    return (one.code, one.name, *sums, practices)


def link_rows(links: Iterable[RelationshipAnswer]) -> list[tuple[object, ...]]:
    """Dated relationships, the oldest first."""
    return [
        (
            one.starts_on,
            one.ends_on,
            f"{one.subject_name} ({one.subject_code})",
            one.role_words,
            f"{one.object_name} ({one.object_code})",
            one.source or one.basis,
        )
        for one in links
    ]


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Rows on stdout as a spreadsheet reads them, without any that it would run."""
    sys.stdout.write(csv_line(headings))
    sys.stdout.writelines(csv_line(row) for row in rows)
