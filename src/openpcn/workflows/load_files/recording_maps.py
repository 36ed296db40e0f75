"""The published map of a day: each practice with its network, commissioner, system and region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import cast

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Detail, Landing, LinkStatement
from openpcn.domains.registry.loading.across import mark_complete
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.sources.rows import MapRow, Row, Tally
from openpcn.workflows.load_files.stating import (
    ids,
    mention,
    most_common,
    settle_parts,
    state_commissioners,
    state_parts,
)

REGIONS = 7
"""A map that names practices of all seven regions of England lists every practice."""


def record_map(landing: Landing, rows: Iterator[Row], _: Tally) -> None:
    """A snapshot: each practice with its network, commissioner, system and region."""
    told = [cast(MapRow, row) for row in rows]
    if not told:
        return
    practice = ids(Kind.PRACTICE, (row.practice_code for row in told))
    network = ids(Kind.NETWORK, (row.network_code for row in told))
    commissioner = ids(Kind.SUB_ICB, (row.sub_icb_code for row in told))
    system = ids(Kind.ICB, (row.icb_code for row in told))
    region = ids(Kind.REGION, (row.region_code for row in told))
    _mention_all(landing, told, practice, network, commissioner, system, region)
    registry.record_statements(
        landing,
        Role.CORE_MEMBER_OF,
        (
            LinkStatement(
                practice[row.practice_code],
                network[row.network_code] if row.network_code else None,
                True,
                row.on,
                None,
                row.line,
            )
            for row in told
        ),
    )
    registry.record_statements(
        landing,
        Role.COMMISSIONED_BY,
        (
            LinkStatement(
                practice[row.practice_code],
                commissioner[row.sub_icb_code],
                True,
                row.on,
                None,
                row.line,
            )
            for row in told
            if row.sub_icb_code
        ),
    )
    by_day: dict[date, list[MapRow]] = defaultdict(list)
    for row in told:
        by_day[row.on].append(row)
    for on, group in by_day.items():
        pairs = most_common((row.network_code, row.sub_icb_code) for row in group)
        state_commissioners(landing, pairs, network, commissioner, on)
        lower = most_common((row.sub_icb_code, row.icb_code) for row in group)
        upper = most_common((row.icb_code, row.region_code) for row in group)
        state_parts(landing, ((commissioner[a], system[b]) for a, b in lower.items()), on)
        state_parts(landing, ((system[a], region[b]) for a, b in upper.items()), on)
    settle_parts(landing, [*commissioner.values(), *system.values()])
    registry.settle_role(Role.COMMISSIONED_BY, set(practice.values()), at=landing.at)
    if len(region) >= REGIONS:
        mark_complete(landing)
    registry.settle_memberships(at=landing.at)


def _mention_all(
    landing: Landing,
    told: list[MapRow],
    practice: dict[str, int],
    network: dict[str, int],
    commissioner: dict[str, int],
    system: dict[str, int],
    region: dict[str, int],
) -> None:
    last = max(row.on for row in told)
    registry.record_details(
        landing,
        (
            Detail(practice[row.practice_code], row.practice_name, "", row.postcode or "")
            for row in told
        ),
        on=last,
        is_register=False,
    )
    names: dict[int, str] = {}
    for row in told:
        for id_of, code, name in (
            (network, row.network_code, row.network_name),
            (commissioner, row.sub_icb_code, row.sub_icb_name),
            (system, row.icb_code, row.icb_name),
            (region, row.region_code, row.region_name),
        ):
            if code and name:
                names[id_of[code]] = name
    mention(landing, names, on=last)
    for id_of, pairs in (
        (commissioner, {row.sub_icb_ons_code: row.sub_icb_code for row in told}),
        (system, {row.icb_ons_code: row.icb_code for row in told}),
        (region, {row.region_ons_code: row.region_code for row in told}),
    ):
        registry.add_codes(
            {ons: id_of[code] for ons, code in pairs.items() if ons and code}, scheme="ons"
        )
