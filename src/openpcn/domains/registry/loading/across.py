"""What belongs to no single file: findings over all files, and what a load changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry import bulk
from openpcn.domains.registry.loading.files import Found, Landing
from openpcn.domains.registry.models import (
    AreaBoundary,
    AreaChange,
    AreaPart,
    DataFinding,
    Dataset,
    OrganisationCode,
    OrganisationDetail,
    OrganisationPoint,
    RegisteredList,
    Relationship,
    RoleHolding,
)
from openpcn.domains.registry.vocabulary import Role

COUNTED = (
    ("Names and addresses", OrganisationDetail),
    ("Registered lists", RegisteredList),
    ("Places on the map", OrganisationPoint),
    ("Relationships between organisations", Relationship),
    ("Boundaries", AreaBoundary),
    ("Areas that lie in others", AreaPart),
    ("Areas that changed", AreaChange),
    ("Role-holders", RoleHolding),
)


@dataclass(frozen=True, kw_only=True)
class Changed:
    """How many facts of one sort a load adds, and how many it replaces or ends."""

    what: str
    added: int
    ended: int


@dataclass(frozen=True, kw_only=True)
class MembershipChange:
    """A membership that a load adds, or that it replaces."""

    is_new: bool
    practice_code: str
    network_code: str
    starts_on: date
    ends_on: date | None


def mark_complete(landing: Landing) -> None:
    """The file lists every organisation of its kind, so that a missing one means something."""
    Dataset.objects.filter(id=landing.dataset_id).update(is_complete=True)


def replace_findings(codes: Collection[str], findings: Iterable[Found], *, at: datetime) -> None:
    """Let findings over all files of these kinds be exactly these; what stays is not touched."""
    held = DataFinding.objects.filter(
        dataset__isnull=True, known_until__isnull=True, code__in=codes
    )
    told = {(row.code, row.subject_code, row.message): row.pk for row in held}
    wanted = {(each.code, each.subject_code, each.message): each for each in findings}
    gone = [key for fact, key in told.items() if fact not in wanted]
    for chunk in bulk.in_chunks(gone, 5_000):
        DataFinding.objects.filter(id__in=chunk).update(known_until=at)
    DataFinding.objects.bulk_create(
        (
            DataFinding(
                code=each.code,
                severity=each.severity,
                message=each.message,
                next_step=each.next_step,
                subject_code=each.subject_code,
                known_from=at,
            )
            for fact, each in wanted.items()
            if fact not in told
        ),
        batch_size=2_000,
    )


def what_changed(dataset_id: int) -> list[Changed]:
    """What a file that has just landed added and replaced, by sort of fact."""
    at = Dataset.objects.values_list("known_from", flat=True).get(id=dataset_id)
    changes = [
        Changed(
            what=what,
            added=facts.objects.filter(known_from=at).count(),
            ended=facts.objects.filter(known_until=at).count(),
        )
        for what, facts in COUNTED
    ]
    return [change for change in changes if change.added or change.ended]


def membership_changes(dataset_id: int) -> list[MembershipChange]:
    """Memberships that a file that has just landed added and replaced, by practice."""
    at = Dataset.objects.values_list("known_from", flat=True).get(id=dataset_id)
    held = Relationship.objects.filter(role=Role.CORE_MEMBER_OF)
    touched = held.filter(Q(known_from=at) | Q(known_until=at)).exclude(
        known_from=at, known_until=at
    )
    keys = {key for row in touched for key in (row.subject_id, row.object_id)}
    code_of: dict[int, str] = {}
    for chunk in bulk.in_chunks(sorted(keys), 5_000):
        codes = OrganisationCode.objects.filter(organisation_id__in=chunk, scheme="ods")
        code_of |= dict(codes.values_list("organisation_id", "value"))
    changes = [
        MembershipChange(
            is_new=row.known_from == at,
            practice_code=code_of.get(row.subject_id, ""),
            network_code=code_of.get(row.object_id, ""),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in touched
    ]
    return sorted(changes, key=lambda each: (each.practice_code, each.is_new, each.starts_on))


def record_load_event(dataset_id: int, action: str, *, by: Account | None) -> None:
    """Keep in the audit trail that a file was loaded or taken back."""
    row = Dataset.objects.get(id=dataset_id)
    record_event(action, row, by=by, detail={"format": row.format, "rows_kept": row.rows_kept})
