"""What no publisher lists: neighbourhoods, local organisations, relationships, role-holders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import cast

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Detail, Landing, LinkStatement, NamedArea
from openpcn.domains.registry.queries.quality import system_of_areas
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.kernel.errors import NotPossible
from openpcn.sources.rows import (
    NeighbourhoodPartRow,
    OrganisationRow,
    RelationshipRow,
    RoleHolderRow,
    Row,
    Tally,
)
from openpcn.sources.tallying import reject


def record_neighbourhoods(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """A map of neighbourhoods, of the system where most of their people are registered."""
    told = [cast(NeighbourhoodPartRow, row) for row in rows]
    if not told:
        return
    by_kind: dict[str, set[str]] = defaultdict(set)
    for row in told:
        by_kind[row.area_kind].add(row.area_code)
    held = {
        kind: registry.record_areas(kind, (NamedArea(code) for code in sorted(codes)))
        for kind, codes in by_kind.items()
    }
    area_ids = [key for id_of in held.values() for key in id_of.values()]
    owner = system_of_areas(area_ids)
    if owner is None:
        raise NotPossible(
            "It is not known in which system these neighbourhoods lie.",
            next_step="Load the map of practices and the registrations by LSOA first.",
        )
    registry.record_neighbourhood_map(
        landing,
        title="Neighbourhoods",
        owner_id=owner,
        parts=(
            registry.NeighbourhoodPart(
                row.neighbourhood_code,
                row.neighbourhood_name,
                held[row.area_kind][row.area_code],
                row.starts_on,
                row.ends_on,
            )
            for row in told
        ),
    )


def record_organisations(landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
    """Organisations of any kind that are known to the vocabulary."""
    by_kind: dict[str, list[OrganisationRow]] = defaultdict(list)
    for row in [cast(OrganisationRow, row) for row in rows]:
        if row.kind in Kind.values:
            by_kind[row.kind].append(row)
        else:
            kinds = ", ".join(Kind.values)
            _refuse(tally, row.line, f"{row.kind} is no kind of organisation; kinds are {kinds}.")
    for kind, told in by_kind.items():
        held = registry.organisation_ids((row.code for row in told), kind=kind, create=True)
        by_day: dict[date, list[OrganisationRow]] = defaultdict(list)
        for row in told:
            by_day[row.starts_on].append(row)
        for on, group in by_day.items():
            details = (_described(row, held) for row in group)
            registry.record_details(landing, details, on=on)


def _described(row: OrganisationRow, held: dict[str, int]) -> Detail:
    return Detail(
        held[row.code],
        row.name,
        "",
        row.postcode or "",
        "",
        "closed" if row.ends_on else "active",
        row.starts_on,
        row.ends_on,
    )


def record_relationships(landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
    """Dated relationships between organisations that are held."""
    told = [cast(RelationshipRow, row) for row in rows]
    held = registry.organisation_ids(
        {row.subject_code for row in told} | {row.object_code for row in told}
    )
    by_role: dict[str, list[LinkStatement]] = defaultdict(list)
    for row in told:
        if reason := _why_not(row, held):
            _refuse(tally, row.line, reason)
            continue
        by_role[row.role].append(
            LinkStatement(
                held[row.subject_code],
                held[row.object_code],
                False,
                row.starts_on,
                row.ends_on,
                row.line,
            )
        )
    for role, statements in by_role.items():
        registry.record_statements(landing, role, statements)
        registry.settle_role(role, {each.subject_id for each in statements}, at=landing.at)


def _why_not(row: RelationshipRow, held: dict[str, int]) -> str:
    if row.role not in Role.values:
        return f"{row.role} is no role; roles are {', '.join(Role.values)}."
    for code in (row.subject_code, row.object_code):
        if code not in held:
            return f"No organisation with the code {code} is held."
    return ""


def record_role_holders(landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
    """People and the roles they hold in organisations that are held."""
    told = [cast(RoleHolderRow, row) for row in rows]
    held = registry.organisation_ids({row.organisation_code for row in told})
    kept: list[RoleHolderRow] = []
    for row in told:
        if row.organisation_code in held:
            kept.append(row)
        else:
            reason = f"No organisation with the code {row.organisation_code} is held."
            _refuse(tally, row.line, reason)
    registry.record_role_holders(
        landing,
        (
            registry.RoleHolder(
                held[row.organisation_code],
                row.role,
                row.person_name,
                row.email or "",
                row.phone or "",
                row.covers_for,
                row.is_published,
                row.starts_on,
                row.ends_on,
            )
            for row in kept
        ),
    )


def _refuse(tally: Tally, line: int, reason: str) -> None:
    """A row that reading let pass and the registry cannot keep."""
    reject(tally, line, reason)
    tally.kept -= 1
