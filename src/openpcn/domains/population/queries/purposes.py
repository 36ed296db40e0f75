"""The purpose that counts now for somebody who reads lists of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.population.models import Purpose
from openpcn.domains.population.vocabulary import PERMISSION_TO_READ, Use
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import find_organisation
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class PurposeAnswer:
    """What somebody reads lists of people for, and until when."""

    use: str
    use_words: str
    reason: str
    ends_at: datetime


def purpose_of(viewer: Account | None, about: str) -> PurposeAnswer | None:
    """The purpose that counts now for lists of people of an organisation; may be none."""
    found = standing(viewer, about).first()
    if found is None or not may(viewer, PERMISSION_TO_READ[found.use], found.organisation_id):
        return None
    return PurposeAnswer(
        use=found.use,
        use_words=found.get_use_display(),
        reason=found.reason,
        ends_at=found.ends_at,
    )


def standing(viewer: Account | None, about: str) -> QuerySet[Purpose]:
    """Purposes of a viewer that count now for an organisation, the newest first."""
    now = timezone.now()
    when = When(as_at=timezone.localdate())
    organisation = find_organisation(about, when=when)
    if viewer is None or organisation is None:
        return Purpose.objects.none()
    held = Purpose.objects.filter(account_id=viewer.pk, organisation_id=organisation.id)
    return held.filter(starts_at__lte=now, ends_at__gt=now).order_by("-starts_at", "-id")


def uses_open_to(viewer: Account | None, organisation_id: int) -> list[tuple[str, str]]:
    """What an account could read lists of people of an organisation for, with words."""
    return [
        (use.value, str(use.label))
        for use in Use
        if may(viewer, PERMISSION_TO_READ[use], organisation_id)
    ]


def use_for_counts(viewer: Account | None, organisation_id: int) -> str:
    """What counts are made for: direct care where that is open, else planning; empty for neither.

    Of planning, people who opted out are no part; direct care counts everybody.
    """
    open_to = dict(uses_open_to(viewer, organisation_id))
    return next((use.value for use in (Use.CARE, Use.PLANNING) if use.value in open_to), "")
