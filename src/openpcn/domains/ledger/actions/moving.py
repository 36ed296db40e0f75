"""Let pence leave one side and reach another, so that an entry balances by its shape."""

from __future__ import annotations

from openpcn.domains.ledger.models import Entry, Movement
from openpcn.domains.registry.models import Organisation


def move_pence(
    entry: Entry,
    taken: tuple[str, Organisation],
    given: tuple[str, Organisation],
    *,
    pence: int,
    service: str = "",
    working: str = "",
) -> None:
    """Let pence leave one side and reach another."""
    Movement.objects.create(
        entry=entry,
        from_side=taken[0],
        from_organisation=taken[1],
        to_side=given[0],
        to_organisation=given[1],
        service=service,
        pence=pence,
        working=working,
    )
