"""What each loaded file speaks of, so that files can be compared with one another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.asking import Params, among, as_day, ask

PRACTICES_OF = """
    SELECT c.value FROM registry_organisationcode c
    JOIN registry_organisation o ON o.id = c.organisation_id AND o.kind = 'practice'
    WHERE c.scheme = 'ods' AND c.organisation_id IN ({source})
"""
DESCRIBED = """SELECT organisation_id FROM registry_organisationdetail
    WHERE dataset_id = %(dataset)s AND {condition}"""
MEMBERS = """SELECT subject_id FROM registry_linkstatement
    WHERE dataset_id = %(dataset)s AND role = 'core_member_of' AND {condition}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class NameChange:
    """An organisation that two files call by different names."""

    code: str
    kind: str
    earlier: str
    earlier_on: date
    later: str
    later_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PartialLists:
    """How many lists by area of a day hold a part of their practice's patients only."""

    on: date
    practices: int
    part: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SystemDifference:
    """A practice that two files place in different systems."""

    code: str
    earlier: str
    earlier_on: date
    later: str
    later_on: date


def patients_by_practice(dataset: int) -> dict[str, int]:
    """Practice code → patients, as one file of registered lists says."""
    rows = ask(
        """SELECT c.value, l.patients FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        WHERE l.dataset_id = %(dataset)s""",
        {"dataset": dataset},
    )
    return dict(rows)


def patients_by_area_of(dataset: int, *, whole_lists_only: bool = False) -> dict[str, int]:
    """LSOA code → patients in one file of registrations by area; "" where it is not known."""
    condition = "AND NOT l.is_partial" if whole_lists_only else ""
    rows = ask(
        f"""SELECT COALESCE(a.code, ''), SUM(b.patients) FROM registry_registeredlist l
        JOIN registry_listbyarea b ON b.registered_list_id = l.id
        LEFT JOIN registry_area a ON a.id = b.area_id
        WHERE l.dataset_id = %(dataset)s {condition} GROUP BY COALESCE(a.code, '')""",
        {"dataset": dataset},
    )
    return {code: int(patients) for code, patients in rows}


def practices_described(dataset: int) -> set[str]:
    """Practices that a register describes."""
    return _practices(DESCRIBED.format(condition="1 = 1"), dataset)


def practices_located(dataset: int) -> set[str]:
    """Practices that a file gives a point for."""
    source = "SELECT organisation_id FROM registry_organisationpoint WHERE dataset_id = %(dataset)s"
    return _practices(source, dataset)


def practices_placed(dataset: int) -> tuple[set[str], set[str]]:
    """Practices that a map of networks names, and those of them that it says are in none."""
    return (
        _practices(MEMBERS.format(condition="1 = 1"), dataset),
        _practices(MEMBERS.format(condition="object_id IS NULL"), dataset),
    )


def practices_in_a_network(dataset: int, on: date) -> set[str]:
    """Practices that a file with dates says are in a network on a day."""
    condition = """object_id IS NOT NULL AND starts_on <= %(on)s
        AND (ends_on IS NULL OR ends_on >= %(on)s)"""
    return _practices(MEMBERS.format(condition=condition), dataset, on=on)


def _practices(source: str, dataset: int, *, on: date | None = None) -> set[str]:
    parameters = {"dataset": dataset} | ({"on": on.isoformat()} if on else {})
    return {code for (code,) in ask(PRACTICES_OF.format(source=source), parameters)}


def areas_with_boundaries(dataset: int) -> set[str]:
    """Codes of the areas whose shape a file gives."""
    rows = ask(
        """SELECT a.code FROM registry_areaboundary b JOIN registry_area a ON a.id = b.area_id
        WHERE b.dataset_id = %(dataset)s""",
        {"dataset": dataset},
    )
    return {code for (code,) in rows}


def areas_of_kind(kind: str) -> set[str]:
    """Codes of every area of a kind."""
    rows = ask("SELECT code FROM registry_area WHERE kind = %(kind)s", {"kind": kind})
    return {code for (code,) in rows}


def networks_held() -> set[str]:
    """Codes of every network."""
    rows = ask(
        """SELECT c.value FROM registry_organisationcode c
        JOIN registry_organisation o ON o.id = c.organisation_id AND o.kind = 'network'"""
    )
    return {code for (code,) in rows}


def changed_areas(dataset: int) -> list[tuple[str, str, str]]:
    """(old code, new code, change) as one published change lookup says."""
    return [
        (old, new, change)
        for old, new, change in ask(
            """SELECT o.code, n.code, ch.change FROM registry_areachange ch
            JOIN registry_area o ON o.id = ch.old_id JOIN registry_area n ON n.id = ch.new_id
            WHERE ch.dataset_id = %(dataset)s""",
            {"dataset": dataset},
        )
    ]


def name_changes() -> list[NameChange]:
    """Organisations whose name differs between one source and the next; the newest change."""
    rows = ask(
        """SELECT c.value, o.kind, d.name, d.starts_on
        FROM registry_organisationdetail d
        JOIN registry_organisation o ON o.id = d.organisation_id
        JOIN registry_organisationcode c ON c.organisation_id = o.id AND c.scheme = 'ods'
        WHERE d.known_until IS NULL ORDER BY c.value, d.starts_on, d.id"""
    )
    changes: dict[str, NameChange] = {}
    before: tuple[str, str, str, date] | None = None
    for code, kind, name, starts_on in rows:
        on = as_day(starts_on) or date.min
        if before and before[0] == code and plain(before[2]) != plain(name):
            changes[code] = NameChange(
                code=code,
                kind=kind,
                earlier=before[2],
                earlier_on=before[3],
                later=name,
                later_on=on,
            )
        before = (code, kind, name, on)
    return list(changes.values())


def plain(name: str) -> str:
    """A name without the differences that are only a matter of writing it."""
    return "".join(letter for letter in name.upper() if letter.isalnum())


def system_differences() -> list[SystemDifference]:
    """Practices whose system differs between one source and the next, newest difference of each."""
    system_of = {
        (dataset, commissioner): system
        for dataset, commissioner, system in ask(
            """SELECT s.dataset_id, s.subject_id, i.value FROM registry_linkstatement s
            JOIN registry_organisationcode i ON i.organisation_id = s.object_id AND i.scheme = 'ods'
            WHERE s.role = 'part_of'"""
        )
    }
    rows = ask(
        """SELECT c.value, d.period_on, s.dataset_id, s.object_id FROM registry_linkstatement s
        JOIN registry_dataset d ON d.id = s.dataset_id AND d.known_until IS NULL
            AND d.period_on IS NOT NULL
        JOIN registry_organisation o ON o.id = s.subject_id AND o.kind = 'practice'
        JOIN registry_organisationcode c ON c.organisation_id = s.subject_id AND c.scheme = 'ods'
        WHERE s.role = 'commissioned_by' AND s.ends_on IS NULL
        ORDER BY c.value, d.period_on, s.id"""
    )
    found: dict[str, SystemDifference] = {}
    before: tuple[str, date, str] | None = None
    for code, period_on, dataset, commissioner in rows:
        system = system_of.get((dataset, commissioner))
        if system is None:
            continue
        on = as_day(period_on) or date.min
        if before and before[0] == code and before[2] != system:
            found[code] = SystemDifference(
                code=code, earlier=before[2], earlier_on=before[1], later=system, later_on=on
            )
        before = (code, on, system)
    return list(found.values())


def partial_lists() -> list[PartialLists]:
    """The days of which some lists by area are held in part."""
    rows = ask(
        """SELECT l."on", COUNT(*), SUM(CASE WHEN l.is_partial THEN 1 ELSE 0 END)
        FROM registry_registeredlist l WHERE l.breakdown = 'area' AND l.known_until IS NULL
        GROUP BY l."on" ORDER BY l."on" """
    )
    return [
        PartialLists(on=as_day(on) or date.min, practices=int(practices), part=int(part))
        for on, practices, part in rows
        if part
    ]


def lists_by_vintage() -> dict[str, list[tuple[date, int]]]:
    """Practice code → its current total lists, oldest first."""
    rows = ask(
        """SELECT c.value, l."on", l.patients FROM registry_registeredlist l
        JOIN registry_organisationcode c ON c.organisation_id = l.practice_id AND c.scheme = 'ods'
        WHERE l.breakdown = 'total' AND l.known_until IS NULL ORDER BY l."on" """
    )
    found: dict[str, list[tuple[date, int]]] = {}
    for code, on, patients in rows:
        found.setdefault(code, []).append((as_day(on) or date.min, patients))
    return found


def system_of_areas(area_ids: Collection[int]) -> int | None:
    """The system where most people of some areas are registered; else the only one held."""
    params: Params = {}
    rows = ask(
        f"""SELECT pi.object_id, SUM(b.patients) FROM registry_listbyarea b
        JOIN registry_registeredlist l ON l.id = b.registered_list_id AND l.known_until IS NULL
        JOIN registry_relationship cb ON cb.subject_id = l.practice_id
            AND cb.role = 'commissioned_by' AND cb.known_until IS NULL AND cb.ends_on IS NULL
        JOIN registry_relationship pi ON pi.subject_id = cb.object_id
            AND pi.role = 'part_of' AND pi.known_until IS NULL AND pi.ends_on IS NULL
        WHERE b.area_id IN {among("a", area_ids, params)}
        GROUP BY pi.object_id ORDER BY 2 DESC, 1 LIMIT 1""",
        params,
    )
    if rows:
        return int(rows[0][0])
    held = ask("SELECT id FROM registry_organisation WHERE kind = 'icb'")
    return int(held[0][0]) if len(held) == 1 else None
