"""Ambitions with readings, milestones, steps and claims, on a day and as they were known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.accounts.models import Account
from openpcn.domains.outcomes.actions.ambitions import RECORD
from openpcn.domains.outcomes.models import (
    Ambition,
    AmbitionDetail,
    EffectClaim,
    LimitsStep,
    Milestone,
    Reading,
)
from openpcn.domains.outcomes.queries.owners import OwnerAnswer, owners_by_id
from openpcn.domains.registry.models import Relationship
from openpcn.domains.registry.permissions import organisations_where_may
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.dated import TakenBack, grouped, holds_on, taken_back
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.domains.registry.vocabulary import Role
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class ReadingAnswer:
    """One reading."""

    id: int
    on: date
    value: Decimal
    numerator: int | None
    denominator: int | None
    source: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class MilestoneAnswer:
    """A value to be reached by a day on the way."""

    id: int
    on: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class StepAnswer:
    """From this day on limits begin anew."""

    id: int
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClaimAnswer:
    """A claim of effect with what its evaluation says."""

    id: int
    words: str
    evaluation: str
    fingerprint: str
    outcome: str
    finding: str
    harm: str


@dataclass(frozen=True, kw_only=True)
class AmbitionAnswer:
    """An ambition as it was on the day."""

    id: int
    version: int
    """Which of all that was ever said of it this is."""
    organisation_id: int
    organisation_code: str
    organisation_name: str
    organisation_kind: str
    closed_on: date | None
    """The day on which its organisation closed, if it has by the day."""
    title: str
    why: str
    serves: int | None
    measured_by: str
    measured_by_words: str
    indicator: str
    unit: str
    unit_words: str
    better: str
    better_words: str
    baseline: Decimal
    baseline_on: date
    target: Decimal
    target_on: date
    owner: OwnerAnswer
    source: str
    lever: str
    lever_words: str
    starts_on: date
    readings: tuple[ReadingAnswer, ...]
    """The earliest first; entered ones only."""
    milestones: tuple[MilestoneAnswer, ...]
    steps: tuple[StepAnswer, ...]
    claims: tuple[ClaimAnswer, ...]


def ambitions(
    organisation_ids: Collection[int], *, when: When, number: int | None = None
) -> list[AmbitionAnswer]:
    """The ambitions of some organisations that hold on the day, the widest target day first."""
    known = counted(when.as_known)
    held = AmbitionDetail.objects.filter(
        known, holds_on(when.as_at), ambition__organisation_id__in=organisation_ids
    )
    if number is not None:
        held = held.filter(ambition_id=number)
    rows = list(held.select_related("ambition").order_by("title", "ambition_id"))
    ids = [row.ambition_id for row in rows]
    of = {"ambition_id__in": ids}
    readings = grouped(
        Reading.objects.filter(known, on__lte=when.as_at, **of).order_by("on"), "ambition_id"
    )
    milestones = grouped(Milestone.objects.filter(known, **of).order_by("on"), "ambition_id")
    steps = grouped(LimitsStep.objects.filter(known, **of).order_by("on"), "ambition_id")
    claims = grouped(EffectClaim.objects.filter(known, **of).order_by("id"), "ambition_id")
    keepers = {row.ambition.organisation_id for row in rows}
    named = organisations_by_id(keepers, when=when) if keepers else {}
    owners = owners_by_id({row.owner_id for row in rows}, when=when)
    return [
        answer_from(
            row,
            named[row.ambition.organisation_id],
            owners[row.owner_id],
            (readings[row.ambition_id], milestones[row.ambition_id]),
            (steps[row.ambition_id], claims[row.ambition_id]),
        )
        for row in rows
    ]


def ambitions_taken_back(
    viewer: Account | None, organisation_ids: Collection[int]
) -> list[TakenBack]:
    """The ambitions that were taken back and that a viewer may bring back."""
    mine = set(organisation_ids) & organisations_where_may(viewer, RECORD)
    contents = AmbitionDetail.objects.filter(ambition__organisation_id__in=mine)
    return taken_back(contents, of="ambition_id", named="title")


def successors(organisation_ids: Collection[int], *, when: When) -> dict[int, int]:
    """What was succeeded by the day, to which of some organisations took its place."""
    held = Relationship.objects.filter(
        counted(when.as_known),
        role=Role.SUCCEEDED_BY,
        object_id__in=organisation_ids,
        starts_on__lte=when.as_at,
    )
    return dict(held.values_list("subject_id", "object_id"))


def keeper_of(number: int) -> int | None:
    """The organisation whose ambition it is."""
    found = Ambition.objects.filter(id=number).values_list("organisation_id", flat=True).first()
    return None if found is None else int(found)


def answer_from(
    row: AmbitionDetail,
    organisation: OrganisationAnswer,
    owner: OwnerAnswer,
    measured: tuple[list[Reading], list[Milestone]],
    said: tuple[list[LimitsStep], list[EffectClaim]],
) -> AmbitionAnswer:
    """An ambition with all that hangs on it."""
    return AmbitionAnswer(
        id=row.ambition_id,
        version=row.pk,
        organisation_id=organisation.id,
        organisation_code=organisation.code,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        closed_on=organisation.closed_on,
        title=row.title,
        why=row.why,
        serves=row.serves_id,
        measured_by=row.measured_by,
        measured_by_words=row.get_measured_by_display(),
        indicator=row.indicator,
        unit=row.unit,
        unit_words=row.get_unit_display(),
        better=row.better,
        better_words=row.get_better_display(),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        target_on=row.target_on,
        owner=owner,
        source=row.source,
        lever=row.lever,
        lever_words=row.get_lever_display() if row.lever else "",
        starts_on=row.starts_on,
        readings=tuple(
            ReadingAnswer(
                id=one.pk,
                on=one.on,
                value=one.value,
                numerator=one.numerator,
                denominator=one.denominator,
                source=one.source,
                edition=one.edition,
            )
            for one in measured[0]
        ),
        milestones=tuple(
            MilestoneAnswer(id=one.pk, on=one.on, value=one.value) for one in measured[1]
        ),
        steps=tuple(StepAnswer(id=one.pk, on=one.on, reason=one.reason) for one in said[0]),
        claims=tuple(
            ClaimAnswer(
                id=one.pk,
                words=one.words,
                evaluation=one.evaluation,
                fingerprint=one.fingerprint,
                outcome=one.outcome,
                finding=one.finding,
                harm=one.harm,
            )
            for one in said[1]
        ),
    )
