"""Claims of a system's networks on which somebody has to act, for those who approve them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.permissions import NotAllowed, organisations_where_may
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.domains.workforce.permissions import APPROVE
from openpcn.domains.workforce.queries.claims import claims_waiting
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.show_overview import Overview, show_overview


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One claim that waits."""

    network_code: str
    network_name: str
    practice_code: str
    """Empty for the network's own claim."""
    month: date
    state_words: str
    amount: Decimal | None


def show_waiting(
    viewer: Account | None, code: str, *, when: When
) -> tuple[Overview, tuple[Waiting, ...]]:
    """The claims of a system that wait, the oldest month first; refused where one approves none."""
    page = show_overview("systems", code, when=when)
    mine = organisations_where_may(viewer, APPROVE)
    if page.subject.organisation.id not in mine:
        raise NotAllowed(APPROVE)
    rows = claims_waiting(viewer, networks_among(mine, when=when))
    ids = {row.network_id for row in rows} | {row.claimant_id for row in rows}
    named = organisations_by_id(ids, when=when) if ids else {}
    return page, tuple(
        Waiting(
            network_code=named[row.network_id].code,
            network_name=as_written(named[row.network_id].name),
            practice_code=named[row.claimant_id].code if row.claimant_id != row.network_id else "",
            month=row.month,
            state_words=row.state_words,
            amount=row.amount,
        )
        for row in rows
    )


def networks_among(ids: set[int], *, when: When) -> list[int]:
    """Those of some organisations that are networks."""
    held = organisations_by_id(ids, when=when).values()
    return [one.id for one in held if one.kind == "network"]
