"""How a draft comes into the open: one table of transitions for everything that is guarded."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions.naming import the
from openpcn.domains.registry.models.drafts import Guarded
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.visibility import visible_to
from openpcn.domains.registry.vocabulary import State
from openpcn.kernel.errors import NotFound, NotPossible

TRANSITIONS: dict[str, frozenset[str]] = {
    State.PRIVATE: frozenset({State.SHARED, State.UNDER_ENGAGEMENT}),
    State.SHARED: frozenset({State.PRIVATE, State.UNDER_ENGAGEMENT}),
    State.UNDER_ENGAGEMENT: frozenset({State.SHARED, State.PUBLISHED}),
    State.PUBLISHED: frozenset(),
}
"""From a state to those that may follow; what is published can be withdrawn, not hidden again."""

Draft = TypeVar("Draft", bound=Guarded)


def move(draft: Guarded, *, to: str, by: Account) -> None:
    """Bring a draft into another state."""
    require(by, "registry.share", draft.owner_id)
    if to not in TRANSITIONS[draft.state]:
        allowed = " or ".join(sorted(State(each).label for each in TRANSITIONS[draft.state]))
        raise NotPossible(
            f"A draft that is {draft.get_state_display().lower()} cannot become "
            f"{State(to).label.lower() if to in State.values else to}.",
            next_step=f"It can become: {allowed}." if allowed else "Withdraw it instead.",
        )
    was, draft.state = draft.state, to
    draft.save(update_fields=["state"])
    record_event("moved a draft", draft, by=by, detail={"from": was, "to": to})


def share(draft: Guarded, *, with_codes: Collection[str], by: Account) -> None:
    """Name the organisations that a draft is shared with; those left out lose it."""
    require(by, "registry.share", draft.owner_id)
    if draft.state == State.PUBLISHED:
        raise NotPossible(
            "What is published is shared with everybody.", next_step="Nothing needs to be done."
        )
    named = [the(code) for code in with_codes]
    draft.shared_with.set(named)
    record_event("shared a draft", draft, by=by, detail={"with": sorted(with_codes)})


def withdraw(draft: Guarded, *, by: Account) -> None:
    """Take a draft back from everybody; the record stays."""
    published = draft.state == State.PUBLISHED
    require(by, "registry.share" if published else "registry.draft", draft.owner_id)
    draft.withdrawn_at = timezone.now()
    draft.save(update_fields=["withdrawn_at"])
    record_event("withdrew a draft", draft, by=by)


def the_draft(kind: type[Draft], number: int, *, by: Account) -> Draft:
    """A draft that `by` may see, locked; otherwise it is as if there were none."""
    seen = kind._default_manager.filter(visible_to(by), id=number).values("id")
    draft = kind._default_manager.select_for_update().filter(id__in=seen).first()
    if draft is None:
        raise NotFound(
            f"No draft with the number {number} is shown to you.",
            next_step="Ask its owner to share it with your organisation.",
        )
    return draft


def must_be_open(draft: Guarded) -> None:
    """Refuse to change what has been published."""
    if draft.state == State.PUBLISHED:
        raise NotPossible(
            f"“{draft.title}” is published.", next_step="Withdraw it and draft a new one."
        )


def next_states(state: str) -> list[tuple[str, str]]:
    """The states that a draft can be brought into, with their words, in the order of opening."""
    return [(each.value, str(each.label)) for each in State if each in TRANSITIONS[state]]
