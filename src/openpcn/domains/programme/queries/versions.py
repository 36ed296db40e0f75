"""How what is said of a matter changed: who said it, when, and what was different."""

from __future__ import annotations

from typing import Any

from openpcn.domains.programme.models import SAYS, Answer, Matter
from openpcn.domains.registry.queries.versions import Version, told

NAMES = {
    "title": "Title",
    "words": "Text",
    "owner_id": "Owner",
    "raised_on": "From",
    "closed_on": "Ended on",
    "closed_as": "Ended as",
    "outcome": "What came of it",
    "question": "Question",
    "asked_by": "Asked by",
    "evidence": "Evidence",
    "due_on": "Due on",
    "progress": "Progress",
    "report_on": "Next report on",
    "report_to": "Next report to",
    "decided_by": "Decided by",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "mitigation": "What is done about it",
    "review_on": "Review on",
    "enabler": "Enabler",
    "baseline_on": "Baseline",
    "forecast_on": "Forecast",
    "because": "Why it moved",
    "kept_at": "Kept at",
    "check_every": "Months between checks",
    "ends_on": "In force until",
    "basis": "Rests on",
    "signed_by_id": "Signed off by",
    "signed_on": "Signed off on",
}


def owner_of(row: Any) -> str:
    """Who answers for it."""
    return row.owner.name if row.owner else "nobody"


def signer_of(row: Any) -> str:
    """Who signed it off."""
    return row.signed_by.name if row.signed_by else "nobody"


PEOPLE = {"owner_id": owner_of, "signed_by_id": signer_of}


def versions_of(number: int) -> list[Version]:
    """Every version of a matter, the newest first."""
    matter = Matter.objects.filter(id=number).first()
    if matter is None:
        return []
    held = SAYS[matter.kind]._default_manager.filter(matter_id=number)
    return told(held.select_related("owner"), NAMES, PEOPLE)


def versions_of_answer(requirement: str, network_id: int) -> list[Version]:
    """Every version of how a network meets a requirement, the newest first."""
    held = Answer.objects.filter(requirement=requirement, network_id=network_id)
    return told(held.select_related("owner"), NAMES, PEOPLE)
