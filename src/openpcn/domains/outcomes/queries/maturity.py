"""How far organisations say they have come, and their support, as it was known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.outcomes.models import Assessment, Support
from openpcn.domains.registry.queries.datasets import counted
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class AssessmentAnswer:
    """One self-assessment."""

    id: int
    organisation_id: int
    framework: str
    domain: str
    stage: int
    evidence: str
    assessed_on: date


@dataclass(frozen=True, kw_only=True)
class SupportAnswer:
    """Development money of a contract year."""

    id: int
    organisation_id: int
    year: str
    pounds: Decimal
    purpose: str


def assessments(organisation_ids: Collection[int], *, when: When) -> list[AssessmentAnswer]:
    """The self-assessments made by the day, the newest first."""
    rows = Assessment.objects.filter(
        counted(when.as_known),
        organisation_id__in=organisation_ids,
        assessed_on__lte=when.as_at,
    ).order_by("-assessed_on", "-id")
    return [
        AssessmentAnswer(
            id=row.pk,
            organisation_id=row.organisation_id,
            framework=row.framework,
            domain=row.domain,
            stage=row.stage,
            evidence=row.evidence,
            assessed_on=row.assessed_on,
        )
        for row in rows
    ]


def support(organisation_ids: Collection[int], *, when: When) -> list[SupportAnswer]:
    """The development money of some organisations, the newest year first."""
    rows = Support.objects.filter(
        counted(when.as_known), organisation_id__in=organisation_ids
    ).order_by("-year", "organisation_id")
    return [
        SupportAnswer(
            id=row.pk,
            organisation_id=row.organisation_id,
            year=row.year,
            pounds=row.pounds,
            purpose=row.purpose,
        )
        for row in rows
    ]
