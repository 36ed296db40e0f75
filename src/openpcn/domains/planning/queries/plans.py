"""Plans and their versions on behalf of a viewer: who may see comes before all else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.planning.models import Plan, PlanVersion
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.guarded import owned_by, shared_with
from openpcn.domains.registry.queries.organisations import get_organisation, organisations_by_id
from openpcn.domains.registry.visibility import visible_to
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class VersionAnswer:
    """One version that was kept."""

    number: int
    title: str
    made: str
    made_words: str
    note: str
    rationale: str
    network_of: dict[str, str]
    score: dict[str, Any]
    made_by: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class PlanAnswer:
    """A plan with the versions that were kept."""

    id: int
    title: str
    owner_code: str
    owner_name: str
    state: str
    state_words: str
    shared_with: tuple[str, ...]
    within_code: str
    within_name: str
    as_at: date
    smallest: int
    largest: int
    asked: dict[str, Any]
    job: int | None
    made_at: datetime
    may_draft: bool
    may_share: bool
    versions: tuple[VersionAnswer, ...]

    def version(self, number: int) -> VersionAnswer:
        """One of the versions."""
        for one in self.versions:
            if one.number == number:
                return one
        raise NotFound(
            f"“{self.title}” has no version {number}.", next_step="Choose one of its versions."
        )


def plans(viewer: Account | None, *, when: When, within: str | None = None) -> list[PlanAnswer]:
    """The plans that a viewer may see, the newest first."""
    seen = seen_plans(viewer)
    if within is not None:
        seen = seen.filter(within_id__in=beneath(get_organisation(within, when=when).id, when=when))
    return [plan_from(row, viewer, when=when) for row in seen.order_by("-made_at", "-id")]


def get_plan(viewer: Account | None, number: int, *, when: When) -> PlanAnswer:
    """One plan, if the viewer may see it; otherwise it is as if there were none."""
    row = seen_plans(viewer).filter(id=number).first()
    if row is None:
        raise NotFound(
            f"No plan with the number {number} is shown to you.",
            next_step="Sign in, or ask its owner to share it with your organisation.",
        )
    return plan_from(row, viewer, when=when)


def seen_plans(viewer: Account | None) -> QuerySet[Plan]:
    """Plans that a viewer may see: every read of them starts here."""
    seen = Plan.objects.filter(id__in=Plan.objects.filter(visible_to(viewer)).values("id"))
    return seen.prefetch_related("shared_with", "versions__made_by")


def plan_from(row: Plan, viewer: Account | None, *, when: When) -> PlanAnswer:
    """A plan with the names of all that it speaks of."""
    shared = list(row.shared_with.all())
    ids = {row.owner_id, row.within_id, *(one.pk for one in shared)}
    named = organisations_by_id(ids, when=when)
    return PlanAnswer(
        **owned_by(row, named),
        shared_with=shared_with(row, named),
        within_code=named[row.within_id].code,
        within_name=named[row.within_id].name,
        as_at=row.as_at,
        smallest=row.smallest,
        largest=row.largest,
        asked=row.asked,
        job=row.job,
        made_at=row.made_at,
        may_draft=row.state != "published" and may(viewer, "registry.draft", row.owner_id),
        may_share=may(viewer, "registry.share", row.owner_id),
        versions=tuple(
            version_from(one)
            for one in sorted(row.versions.all(), key=lambda one: one.number)
            if one.withdrawn_at is None
        ),
    )


def version_from(row: PlanVersion) -> VersionAnswer:
    """One version as an answer."""
    return VersionAnswer(
        number=row.number,
        title=row.title,
        made=row.made,
        made_words=row.get_made_display(),
        note=row.note,
        rationale=row.rationale,
        network_of=row.network_of,
        score=row.score,
        made_by=row.made_by.get_username() if row.made_by else "",
        made_at=row.made_at,
    )
