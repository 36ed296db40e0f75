"""The workforce tables of an organisation on a day: itself, its parts, and its skill mix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.workforce.skill_mix import RoleMix, compare_roles
from openpcn.engines.workforce.tables import GroupTable, PracticeStaff, tabulate
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import STAFF, SystemFacts, inputs_of
from openpcn.workflows.facts.subject import Subject
from openpcn.workflows.keeping import kept
from openpcn.workflows.workforce.belonging import belonging
from openpcn.workflows.workforce.gathering import GPS, StaffHistory, staff_history

A_YEAR = timedelta(days=366)
"""An older period is not a figure for the day."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A row of the table: a place, network or practice of the organisation."""

    kind: str
    """Of organisation; empty of what has no page."""
    code: str
    table: GroupTable


@dataclass(frozen=True, kw_only=True)
class TrendYear:
    """One year of the organisation's staff."""

    year: int
    table: GroupTable


@dataclass(frozen=True, kw_only=True)
class PeopleTables:
    """What is published of the staff of an organisation."""

    history: StaffHistory
    ends_on: date | None
    """The end of the year that counts on the day; None where none does."""
    newest_on: date | None
    """The end of the newest year held, however old."""
    here: GroupTable | None
    parts: tuple[Part, ...]
    system: GroupTable | None
    trend: tuple[TrendYear, ...]
    partners: float | None
    mix: tuple[RoleMix, ...]
    mix_on: date | None


def people_tables(
    subject: Subject, whole: SystemFacts, members: tuple[PracticeAnswer, ...], *, when: When
) -> PeopleTables:
    """The tables of an organisation, kept until what is held changes."""
    inputs = (subject.kind, subject.code, inputs_of(whole.code, when=when))
    return kept("people", inputs, lambda: gather(subject, whole, members, when=when))


def gather(
    subject: Subject, whole: SystemFacts, members: tuple[PracticeAnswer, ...], *, when: When
) -> PeopleTables:
    """Ask for everything once."""
    history = staff_history(belonging(subject, members, when=when), when=when)
    year = counting_year(history, when)
    named = {one.code: one for one in members}
    mix, mix_on = skill_mix(subject, whole, when=when)
    return PeopleTables(
        history=history,
        ends_on=history.ends_on[year] if year else None,
        newest_on=history.ends_on[history.newest] if history.newest else None,
        here=table_of("All practices", named, history.years[year]) if year else None,
        parts=tuple(parts_of(subject, whole, members, history.years[year])) if year else (),
        system=whole_system(whole, year, when=when) if year else None,
        trend=tuple(
            TrendYear(year=each, table=tabulate(str(each), list(held.values()), of=GPS))
            for each, held in sorted(history.years.items())
        ),
        partners=history.partners.get(year) if year else None,
        mix=mix,
        mix_on=mix_on,
    )


def counting_year(history: StaffHistory, when: When) -> int | None:
    """The newest year, unless it ended over twelve months before the day."""
    newest = history.newest
    if newest is None or when.as_at - history.ends_on[newest] > A_YEAR:
        return None
    return newest


def table_of(
    name: str, codes: Collection[str], held: Mapping[str, PracticeStaff], *, of: str = GPS
) -> GroupTable:
    """The table of some practices; one without figures counts as a practice, no more."""
    nothing = {code: PracticeStaff(code=code, patients=None) for code in codes}
    return tabulate(name, [held.get(code, nothing[code]) for code in sorted(codes)], of=of)


def parts_of(
    subject: Subject,
    whole: SystemFacts,
    members: Iterable[PracticeAnswer],
    held: Mapping[str, PracticeStaff],
) -> Iterable[Part]:
    """Places of a system, networks of a place, practices of a network, each with its table."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in members:
        match subject.kind:
            case "icb":
                kind = "sub_icb" if one.place_code == one.sub_icb_code else "place"
                code = one.place_code or ""
                name = whole.ground.place_names.get(code, one.place_name or "")
            case "network":
                kind, code, name = "practice", one.code, one.name
            case _:
                kind, code, name = "network", one.network_code or "", one.network_name or ""
        groups[kind if code else "", code, name].append(one.code)
    if subject.kind == "practice":
        return
    for (kind, code, name), codes in sorted(groups.items(), key=lambda group: group[0][2]):
        words = as_written(name) if code else "In none of these"
        yield Part(kind=kind, code=code, table=table_of(words, codes, held))


def whole_system(whole: SystemFacts, year: int, *, when: When) -> GroupTable:
    """The system in the same year, to compare with."""
    codes = frozenset(one.code for one in whole.practices)
    held = staff_history({year: codes}, when=when)
    return table_of("The system", codes, held.years.get(year, {}))


def skill_mix(
    subject: Subject, whole: SystemFacts, *, when: When
) -> tuple[tuple[RoleMix, ...], date | None]:
    """Roles of a network against the other networks of its system; nothing for others."""
    if subject.kind != "network":
        return (), None
    sizes = {one.code: one.patients for one in whole.networks if one.patients}
    found = figures(STAFF, subject_kind="network", subject_codes=set(sizes), when=when)
    roles: dict[str, dict[str, float]] = defaultdict(dict)
    for one in found:
        roles[one.subject_code][one.category] = one.value or 0.0
    here = roles.pop(subject.code, {})
    if not here:
        return (), None
    peers = {code: (staff, float(sizes[code])) for code, staff in roles.items()}
    on = max(one.ends_on for one in found)
    return compare_roles(here, sizes.get(subject.code), peers), on
