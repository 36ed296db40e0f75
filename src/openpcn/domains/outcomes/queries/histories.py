"""How what is said of an ambition changed: who said it, when, and what was different."""

from __future__ import annotations

from typing import Any

from openpcn.domains.outcomes.models import AmbitionDetail
from openpcn.domains.registry.queries.versions import Version, told

NAMES = {
    "title": "What is to be reached",
    "why": "Why it matters",
    "serves_id": "Serves",
    "measured_by": "Measured by",
    "indicator": "Indicator",
    "unit": "Unit",
    "better": "Which way is better",
    "baseline": "Baseline",
    "baseline_on": "Anchor",
    "target": "Target",
    "target_on": "By when",
    "owner_id": "Owner",
    "source": "Rests on",
    "lever": "Headline ambition",
    "starts_on": "Counts from",
    "ends_on": "Counts until",
}


def versions_of(number: int) -> list[Version]:
    """Every version of an ambition, the newest first."""
    held = AmbitionDetail.objects.filter(ambition_id=number).select_related("owner")
    return told(held, NAMES, WORDS)


def served_words(row: Any) -> str:
    """The wider ambition that it serves, as that is called now."""
    if row.serves_id is None:
        return "nothing"
    held = AmbitionDetail.objects.filter(ambition_id=row.serves_id)
    return held.latest("known_from").title


WORDS = {
    "owner_id": lambda row: row.owner.name,
    "serves_id": served_words,
    "baseline": lambda row: f"{row.baseline.normalize():f}",
    "target": lambda row: f"{row.target.normalize():f}",
}
