"""Matters of a programme for tests: their days follow from today, so that none ever passes."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.programme.actions.matters import record
from openpcn.domains.programme.actions.saying import (
    ActionSaid,
    DecisionSaid,
    MilestoneSaid,
    PlanSaid,
    RequirementSaid,
    RiskSaid,
    Words,
)
from openpcn.domains.registry.models import Person
from tests.domains.world import day

SINCE = day("2026-04-01")
SAID: dict[str, type[Words]] = {
    "action": ActionSaid,
    "decision": DecisionSaid,
    "risk": RiskSaid,
    "milestone": MilestoneSaid,
    "plan": PlanSaid,
    "requirement": RequirementSaid,
}


def days_ahead(number: int) -> date:
    """A day after today, or before it."""
    return timezone.localdate() + timedelta(days=number)


def key_of(who: Account) -> str:
    """The key of an account's person."""
    return Person.objects.get(account=who).key.hex


def said(kind: str, owner: str = "", **more: object) -> Words:
    """Something to say of a matter of a kind."""
    usual: dict[str, dict[str, object]] = {
        "action": {"due_on": days_ahead(30)},
        "decision": {"decided_by": "The network board"},
        "risk": {
            "likelihood": 4,
            "impact": 4,
            "mitigation": "A second advert",
            "review_on": days_ahead(20),
        },
        "milestone": {"baseline_on": days_ahead(60)},
        "plan": {"kept_at": "Shared folder, Plans", "check_every": 3},
        "requirement": {"basis": "Response of Healthwatch"},
    }
    facts = {"title": f"A {kind}", "owner": owner, "raised_on": SINCE} | usual[kind] | more
    return SAID[kind](**facts)  # type: ignore[arg-type]


def recorded(kind: str, by: Account, about: str = "U90001", **more: object) -> int:
    """A matter of a kind that its recorder answers for."""
    owner = str(more.pop("owner", key_of(by)))
    return record(kind=kind, about=about, said=said(kind, owner, **more), by=by)
