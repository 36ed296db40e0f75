"""Who speaks for an organisation on a day, and what is published of its staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpcn.domains.evidence.queries import figures
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.domains.staffing.queries.declarations import DeclarationAnswer, declarations
from openpcn.domains.staffing.queries.vacancies import (
    VacancyAnswer,
    training_organisations,
    vacancies,
)
from openpcn.domains.staffing.vocabulary import PERMISSION_DECLARE, PERMISSION_PLACES
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import STAFF, SystemFacts, system_facts
from openpcn.workflows.facts.show_sources import Source
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.pages.show_overview import members_of, networks_of
from openpcn.workflows.workforce.people_tables import PeopleTables, people_tables
from openpcn.workflows.workforce.staff_sources import staff_sources


@dataclass(frozen=True, kw_only=True)
class People:
    """The people page."""

    subject: Subject
    whole: SystemFacts
    members: tuple[PracticeAnswer, ...]
    holders: tuple[RoleHolderAnswer, ...]
    declared: Mapping[int, tuple[DeclarationAnswer, ...]]
    """Hours and interests by role-holding, as far as the viewer may read them."""
    may_declare: bool
    vacancies: tuple[VacancyAnswer, ...]
    """As recorded here, in the organisation and beneath it."""
    training_practices: int
    may_record_vacancies: bool
    sources: tuple[Source, ...]
    staff: tuple[tuple[str, float], ...]
    """Role and full-time equivalent, the most first."""
    tables: PeopleTables
    """Staff of practices, and the skill mix of a network."""


def show_people(viewer: Any, path: str, code: str, *, when: When) -> People:
    """Role-holders that the viewer may know of, and staff by role."""
    subject = get_subject(path, code, when=when)
    whole = system_facts(subject.system.code if subject.system else subject.code, when=when)
    codes = {code} if subject.kind == "network" else {n.code for n in networks_of(subject, whole)}
    members = members_of(subject, whole)
    found = tuple(role_holders(viewer, when=when, organisation=code))
    declared: dict[int, tuple[DeclarationAnswer, ...]] = {}
    for one in declarations(viewer, [each.id for each in found], when=when):
        declared[one.holding_id] = (*declared.get(one.holding_id, ()), one)
    return People(
        subject=subject,
        whole=whole,
        members=members,
        holders=found,
        declared=declared,
        may_declare=may(viewer, PERMISSION_DECLARE, subject.organisation.id),
        vacancies=tuple(vacancies(viewer, within=code, when=when)),
        training_practices=training_organisations(within=code, when=when),
        may_record_vacancies=may(viewer, PERMISSION_PLACES, subject.organisation.id),
        sources=staff_sources(when=when),
        staff=staff_by_role(codes, when=when),
        tables=people_tables(subject, whole, members, when=when),
    )


def staff_by_role(codes: set[str], *, when: When) -> tuple[tuple[str, float], ...]:
    """Full-time equivalents of some networks by role."""
    total: dict[str, float] = defaultdict(float)
    for one in figures(STAFF, subject_kind="network", subject_codes=codes, when=when):
        total[one.category] += one.value or 0
    return tuple(sorted(total.items(), key=lambda held: (-held[1], held[0])))
