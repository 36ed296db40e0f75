"""What registers and maps have in common: codes to ids, mentions, links stated and settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from openpcn.domains.registry import loading as registry
from openpcn.domains.registry.loading import Detail, Landing, LinkStatement
from openpcn.domains.registry.vocabulary import Kind, Role


def ids(kind: Kind, codes: Iterable[str | None]) -> dict[str, int]:
    """Our own id of each code, made where it is new."""
    return registry.organisation_ids((code for code in codes if code), kind=kind, create=True)


def mention(landing: Landing, names: dict[int, str], *, on: date | None = None) -> None:
    """Keep names that a file mentions without being a register."""
    registry.record_details(
        landing, (Detail(key, name) for key, name in names.items()), on=on, is_register=False
    )


def most_common(pairs: Iterable[tuple[str | None, str | None]]) -> dict[str, str]:
    """For each first, the second that it goes with most often; the lower code decides a tie."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for first, second in pairs:
        if first and second:
            counts[first][second] += 1
    return {
        first: min(seconds, key=lambda second: (-seconds[second], second))
        for first, seconds in counts.items()
    }


def state_commissioners(
    landing: Landing,
    pairs: dict[str, str],
    network: dict[str, int],
    commissioner: dict[str, int],
    on: date,
) -> None:
    """State which sub-ICB location commissions each network on a day, and settle it."""
    registry.record_statements(
        landing,
        Role.COMMISSIONED_BY,
        (
            LinkStatement(network[code], commissioner[whole], True, on)
            for code, whole in pairs.items()
        ),
    )
    registry.settle_role(Role.COMMISSIONED_BY, {network[code] for code in pairs}, at=landing.at)


def state_parts(landing: Landing, links: Iterable[tuple[int, int]], on: date) -> None:
    """State which organisation is part of which on a day."""
    registry.record_statements(
        landing, Role.PART_OF, (LinkStatement(part, whole, True, on) for part, whole in links)
    )


def settle_parts(landing: Landing, parts: Iterable[int]) -> None:
    """Settle what some organisations are part of."""
    registry.settle_role(Role.PART_OF, set(parts), at=landing.at)
