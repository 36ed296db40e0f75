"""What every answer about a guarded draft says: whose it is, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpcn.domains.registry.models.drafts import Guarded
from openpcn.domains.registry.queries.organisations import OrganisationAnswer


def owned_by(draft: Guarded, named: Mapping[int, OrganisationAnswer]) -> dict[str, Any]:
    """Its number and title, its owner and its state, in words; `named` holds its owner."""
    return {
        "id": draft.pk,
        "title": draft.title,
        "owner_code": named[draft.owner_id].code,
        "owner_name": named[draft.owner_id].name,
        "state": draft.state,
        "state_words": draft.get_state_display(),
    }


def shared_with(draft: Guarded, named: Mapping[int, OrganisationAnswer]) -> tuple[str, ...]:
    """The codes of the organisations that it is shared with."""
    return tuple(sorted(named[one.pk].code for one in draft.shared_with.all()))
