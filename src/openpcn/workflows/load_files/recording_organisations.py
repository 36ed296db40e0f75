"""Practices, networks, commissioners and systems from registers and maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyproj import Transformer

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Detail, Landing, LinkStatement
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.sources.rows import (
    MembershipRow,
    NetworkRow,
    OrganisationLinkRow,
    PointRow,
    PracticeRow,
    Row,
    Tally,
)
from openpcn.workflows.load_files.stating import (
    ids,
    mention,
    most_common,
    settle_parts,
    state_commissioners,
    state_parts,
)


def record_practices(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """Practices with their address and commissioner, by the register."""
    told = [cast(PracticeRow, row) for row in rows]
    practice = ids(Kind.PRACTICE, (row.code for row in told))
    commissioner = ids(Kind.SUB_ICB, (row.commissioner_code for row in told))
    system = ids(Kind.ICB, (row.icb_code for row in told if is_commissioned(row)))
    registry.record_details(landing, (_described(row, practice) for row in told))
    registry.record_statements(
        landing,
        Role.COMMISSIONED_BY,
        (
            _commissioned(row, practice, commissioner, landing)
            for row in told
            if row.commissioner_code and (row.joined_commissioner_on or landing.period_on)
        ),
    )
    if landing.period_on:
        pairs = most_common(
            (row.commissioner_code, row.icb_code) for row in told if is_commissioned(row)
        )
        links = ((commissioner[lower], system[upper]) for lower, upper in pairs.items())
        state_parts(landing, links, landing.period_on)
        settle_parts(landing, [commissioner[lower] for lower in pairs])
    registry.settle_role(Role.COMMISSIONED_BY, set(practice.values()), at=landing.at)
    registry.settle_memberships(set(practice.values()), at=landing.at)


def is_commissioned(row: PracticeRow) -> bool:
    """Whether the register names the commissioner and system of a practice that is open."""
    return (
        row.status == "active"
        and row.left_commissioner_on is None
        and bool(row.commissioner_code)
        and bool(row.icb_code)
    )


def _described(row: PracticeRow, practice: dict[str, int]) -> Detail:
    return Detail(
        practice[row.code],
        row.name,
        ", ".join(row.address)[:300],
        row.postcode or "",
        row.phone or "",
        row.status,
        row.opened_on,
        row.closed_on,
    )


def _commissioned(
    row: PracticeRow, practice: dict[str, int], commissioner: dict[str, int], landing: Landing
) -> LinkStatement:
    """Dated where the register says since when, else a snapshot of its day."""
    starts_on = row.joined_commissioner_on
    return LinkStatement(
        practice[row.code],
        commissioner[row.commissioner_code or ""],
        starts_on is None,
        starts_on or landing.period_on or landing.at.date(),
        row.left_commissioner_on if starts_on else None,
        row.line,
    )


def record_networks(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """Networks and the dated memberships of practices in them."""
    networks: list[NetworkRow] = []
    members: list[MembershipRow] = []
    for row in rows:
        (networks if isinstance(row, NetworkRow) else members).append(row)  # type: ignore[arg-type]
    names = {row.network_code: row.network_name for row in members}
    network = ids(Kind.NETWORK, (*names, *(row.code for row in networks)))
    practice = ids(Kind.PRACTICE, (row.practice_code for row in members))
    commissioner = ids(Kind.SUB_ICB, (row.sub_icb_code for row in networks))
    registry.record_details(landing, (_network(row, network) for row in networks))
    described = {row.code for row in networks}
    others = {network[code]: name for code, name in names.items() if code not in described}
    others |= {practice[row.practice_code]: row.practice_name for row in members}
    others |= {
        commissioner[row.sub_icb_code]: row.sub_icb_name
        for row in networks
        if row.sub_icb_code and row.sub_icb_name
    }
    mention(landing, others)
    registry.record_statements(
        landing,
        Role.CORE_MEMBER_OF,
        (
            LinkStatement(
                practice[row.practice_code],
                network[row.network_code],
                False,
                row.starts_on,
                row.ends_on,
                row.line,
            )
            for row in members
        ),
    )
    if landing.period_on:
        pairs = {row.code: row.sub_icb_code for row in networks if row.sub_icb_code}
        state_commissioners(landing, pairs, network, commissioner, landing.period_on)
    registry.settle_memberships(set(practice.values()), at=landing.at)


def _network(row: NetworkRow, network: dict[str, int]) -> Detail:
    return Detail(
        network[row.code],
        row.name,
        ", ".join(row.address)[:300],
        row.postcode or "",
        "",
        "closed" if row.closed_on else "active",
        row.opened_on,
        row.closed_on,
    )


def record_organisation_links(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """Commissioners in their systems and regions, with the codes of both schemes."""
    told = [cast(OrganisationLinkRow, row) for row in rows]
    commissioner = ids(Kind.SUB_ICB, (row.sub_icb_code for row in told))
    system = ids(Kind.ICB, (row.icb_code for row in told))
    region = ids(Kind.REGION, (row.region_code for row in told))
    names: dict[int, str] = {}
    ons: dict[str, int] = {}
    for row in told:
        names[commissioner[row.sub_icb_code]] = row.sub_icb_name
        names[system[row.icb_code]] = row.icb_name
        names[region[row.region_code]] = row.region_name
        ons[row.sub_icb_ons_code] = commissioner[row.sub_icb_code]
        ons[row.icb_ons_code] = system[row.icb_code]
        ons[row.region_ons_code] = region[row.region_code]
    mention(landing, names)
    registry.add_codes(ons, scheme="ons")
    if landing.period_on:
        links = {(commissioner[row.sub_icb_code], system[row.icb_code]) for row in told}
        links |= {(system[row.icb_code], region[row.region_code]) for row in told}
        state_parts(landing, sorted(links), landing.period_on)
        settle_parts(landing, [*commissioner.values(), *system.values()])


def record_points(landing: Landing, rows: Iterator[Row], tally: Tally) -> None:
    """Where organisations are; those that no register lists are passed over."""
    told = [cast(PointRow, row) for row in rows]
    held = registry.organisation_ids(row.code for row in told)
    known = [row for row in told if row.code in held]
    eastings, northings = Transformer.from_crs(4326, 27700, always_xy=True).transform(
        [row.longitude for row in known], [row.latitude for row in known]
    )
    registry.record_points(
        landing,
        (
            registry.Place(held[row.code], east, north, row.latitude, row.longitude)
            for row, east, north in zip(known, eastings, northings, strict=True)
        ),
    )
    if others := len(told) - len(known):
        reason = "of no organisation that is held"
        tally.passed_over[reason] = tally.passed_over.get(reason, 0) + others
        tally.kept -= others
