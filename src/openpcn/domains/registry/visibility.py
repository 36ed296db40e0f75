"""Who may see a draft: the one rule that every read of futures and neighbourhood maps obeys."""

from __future__ import annotations

from django.db.models import Q

from openpcn.domains.accounts.models import Account
from openpcn.domains.accounts.permissions import roles_that_may
from openpcn.domains.registry.permissions import circle_of, organisations_held
from openpcn.domains.registry.vocabulary import State


def visible_to(viewer: Account | None) -> Q:
    """The drafts that a viewer may see; None is the public. Withdrawn ones are seen by nobody.

    Published: everybody. Under engagement: whoever holds a role today in a system of the owner.
    Shared: whoever holds a role in the owner or in an organisation named. Private: whoever may
    draft for the owner itself. An administrator sees no more than anybody else.
    """
    seen = Q(state=State.PUBLISHED)
    if held := organisations_held(viewer):
        beyond_private = [State.SHARED, State.UNDER_ENGAGEMENT]
        seen |= Q(state__in=beyond_private, owner_id__in=held)
        seen |= Q(state__in=beyond_private, shared_with__in=held)
        seen |= Q(state=State.UNDER_ENGAGEMENT, owner_id__in=circle_of(viewer))
        drafting = organisations_held(viewer, roles=roles_that_may("registry.draft"))
        seen |= Q(owner_id__in=drafting)
    return seen & Q(withdrawn_at__isnull=True)
