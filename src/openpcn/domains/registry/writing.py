"""Settled timelines into relationships: only what differs from what is held is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from openpcn.domains.registry import bulk
from openpcn.domains.registry.models import (
    DataFinding,
    Dataset,
    LinkStatement,
    OrganisationCode,
    OrganisationDetail,
    Relationship,
)
from openpcn.domains.registry.settling import Held, Oddity, Recorded, Statement, settle
from openpcn.domains.registry.vocabulary import Role

ONE_AT_A_TIME = frozenset({Role.CORE_MEMBER_OF, Role.COMMISSIONED_BY, Role.PART_OF, Role.BRANCH_OF})
"""Roles that an organisation has towards one other on a day; the rest are settled pair by pair."""
ODDITIES = frozenset(
    {
        "handover_on_one_day",
        "two_networks_overlap",
        "two_networks_at_once",
        "repeated_memberships",
        "ends_before_it_starts",
        "snapshot_disagrees",
        "listed_after_closing",
        "differs_from_recorded",
    }
)
LOADED = ("dated", "snapshot")


@dataclass(frozen=True, kw_only=True)
class Written:
    """How much settling changed."""

    added: int
    superseded: int
    findings: int


def settle_memberships(
    practice_ids: Collection[int] | None = None, *, at: datetime | None = None
) -> Written:
    """Settle which network each practice (or each of some) was in."""
    return settle_role(Role.CORE_MEMBER_OF, practice_ids, at=at)


def settle_all(*, at: datetime | None = None) -> Written:
    """Settle every role that any file speaks of."""
    moment = at or timezone.now()
    roles = LinkStatement.objects.values_list("role", flat=True).distinct()
    done = [settle_role(role, None, at=moment) for role in sorted(roles)]
    return Written(
        added=sum(each.added for each in done),
        superseded=sum(each.superseded for each in done),
        findings=sum(each.findings for each in done),
    )


def settle_role(
    role: str, subject_ids: Collection[int] | None, *, at: datetime | None = None
) -> Written:
    """Settle one role of some organisations (of all, if none are named) from all statements."""
    moment = at or timezone.now()
    told = statements_of(role, subject_ids)
    current = relationships_of(role, subject_ids)
    subjects = told.keys() | {row.subject_id for row in current}
    names = Names(told, current, subjects)
    closings = closings_of(subjects) if role == Role.CORE_MEMBER_OF else {}
    complete = complete_days() if role == Role.CORE_MEMBER_OF else []
    recorded = recorded_of(role, subjects, names)
    wanted: dict[tuple[int, Held], None] = {}
    odd: list[tuple[str, Oddity]] = []
    for subject in sorted(subjects):
        for group in groups_of(role, told.get(subject, [])):
            held, oddities = settle(
                names.code(subject),
                [statement_from(row, names) for row in group],
                complete_on=complete if group else (),
                closed_on=closings.get(subject),
                recorded=recorded.get(subject, ()),
            )
            wanted |= dict.fromkeys((subject, each) for each in held)
            odd += [(names.code(subject), oddity) for oddity in oddities]
    added, superseded = write_differences(role, current, wanted, names, at=moment)
    findings = 0
    if role == Role.CORE_MEMBER_OF:
        findings = write_findings(odd, None if subject_ids is None else names, subjects, at=moment)
    return Written(added=added, superseded=superseded, findings=findings)


class Names:
    """Codes stand for organisations while settling, so that our ids decide nothing."""

    def __init__(
        self,
        told: dict[int, list[tuple]],  # type: ignore[type-arg]
        current: Collection[Relationship],
        subjects: Iterable[int],
    ) -> None:
        ids = set(subjects) | {row[1] for rows in told.values() for row in rows if row[1]}
        ids |= {row.object_id for row in current}
        self._code_of: dict[int, str] = {}
        for chunk in bulk.in_chunks(sorted(ids), 5_000):
            held = OrganisationCode.objects.filter(organisation_id__in=chunk).order_by("-scheme")
            self._code_of |= dict(
                held.filter(scheme__in=("ods", "local")).values_list("organisation_id", "value")
            )
        self._id_of = {code: key for key, code in self._code_of.items()}

    def code(self, key: int) -> str:
        """The code of an organisation; our own number where it has none."""
        return self._code_of.get(key) or f"no. {key}"

    def id(self, code: str) -> int:
        """The organisation of a code that `code` gave."""
        return self._id_of[code] if code in self._id_of else int(code.removeprefix("no. "))


def statements_of(role: str, subject_ids: Collection[int] | None) -> dict[int, list[tuple]]:  # type: ignore[type-arg]
    """What files that count say: subject → (subject, object, snapshot, start, end, day, file)."""
    held = LinkStatement.objects.filter(role=role, dataset__known_until__isnull=True)
    if subject_ids is not None:
        held = held.filter(subject_id__in=list(subject_ids))
    rows = held.values_list(
        "subject_id",
        "object_id",
        "is_snapshot",
        "starts_on",
        "ends_on",
        "dataset__period_on",
        "dataset_id",
        "dataset__format",
    )
    by_subject: dict[int, list[tuple]] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows.iterator(chunk_size=10_000):
        by_subject[row[0]].append(row)
    return {subject: uncorrected(told) for subject, told in by_subject.items()}


def uncorrected(told: list[tuple]) -> list[tuple]:  # type: ignore[type-arg]
    """Without what a file of the same format about the same day, loaded later, says anew."""
    newest: dict[tuple[str, date], int] = {}
    for *_, period_on, source, what in told:
        if period_on is not None:
            newest[what, period_on] = max(source, newest.get((what, period_on), 0))
    return [row[:-1] for row in told if row[5] is None or newest[row[7], row[5]] == row[6]]


def groups_of(role: str, rows: list[tuple]) -> list[list[tuple]]:  # type: ignore[type-arg]
    """The statements that are settled together: all of a subject, or pair by pair."""
    if role in ONE_AT_A_TIME:
        return [rows]
    pairs: dict[int | None, list[tuple]] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        pairs[row[1]].append(row)
    return list(pairs.values())


def statement_from(row: tuple, names: Names) -> Statement:  # type: ignore[type-arg]
    """One row of `statements_of` in codes."""
    _, whole, is_snapshot, starts_on, ends_on, published_on, source = row
    return Statement(
        object=None if whole is None else names.code(whole),
        is_snapshot=bool(is_snapshot),
        starts_on=starts_on,
        ends_on=ends_on,
        published_on=published_on,
        source=source,
    )


def relationships_of(role: str, subject_ids: Collection[int] | None) -> list[Relationship]:
    """What files brought, as it is held now."""
    held = Relationship.objects.filter(role=role, known_until__isnull=True, basis__in=LOADED)
    return list(held if subject_ids is None else held.filter(subject_id__in=list(subject_ids)))


def recorded_of(role: str, subjects: Collection[int], names: Names) -> dict[int, list[Recorded]]:
    """What people recorded, by subject."""
    rows = Relationship.objects.filter(role=role, known_until__isnull=True, basis="recorded")
    by_subject: dict[int, list[Recorded]] = defaultdict(list)
    for row in rows:
        if row.subject_id in subjects:
            by_subject[row.subject_id].append(
                Recorded(
                    object=names.code(row.object_id), starts_on=row.starts_on, ends_on=row.ends_on
                )
            )
    return by_subject


def closings_of(subjects: Collection[int]) -> dict[int, date]:
    """The day each organisation closed, by the newest register that describes it."""
    rows = OrganisationDetail.objects.filter(known_until__isnull=True, is_register=True)
    told = rows.order_by("starts_on", "id").values_list("organisation_id", "closed_on")
    newest: dict[int, date | None] = dict(told)
    return {key: closed for key, closed in newest.items() if closed and key in subjects}


def complete_days() -> list[date]:
    """The days of files that list every practice."""
    held = Dataset.objects.filter(known_until__isnull=True, is_complete=True)
    said = LinkStatement.objects.filter(
        dataset__in=held, role=Role.CORE_MEMBER_OF, is_snapshot=True
    )
    return list(said.values_list("starts_on", flat=True).distinct())


def write_differences(
    role: str,
    current: Collection[Relationship],
    wanted: dict[tuple[int, Held], None],
    names: Names,
    *,
    at: datetime,
) -> tuple[int, int]:
    """Supersede what is no longer so and add what is new."""
    held = {(row.subject_id, held_from(row, names)): row.pk for row in current}
    gone = [key for fact, key in held.items() if fact not in wanted]
    counted = set(held.values())
    gone += [row.pk for row in current if row.pk not in counted]
    for chunk in bulk.in_chunks(gone, 5_000):
        Relationship.objects.filter(id__in=chunk).update(known_until=at)
    new = [fact for fact in wanted if fact not in held]
    bulk.insert(
        "registry_relationship",
        (
            "subject_id", "role", "object_id", "starts_on", "ends_on", "starts_after",
            "ends_before", "basis", "known_from", "dataset_id",
        ),
        (
            (
                subject, str(role), names.id(each.object), each.starts_on, each.ends_on,
                each.starts_after, each.ends_before, each.basis, at, each.source,
            )
            for subject, each in new
        ),
    )  # fmt: skip
    return len(new), len(gone)


def held_from(row: Relationship, names: Names) -> Held:
    """A relationship that is held as settling would give it."""
    return Held(
        object=names.code(row.object_id),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        starts_after=row.starts_after,
        ends_before=row.ends_before,
        basis=row.basis,
        source=row.dataset_id or 0,
    )


def write_findings(
    odd: list[tuple[str, Oddity]], names: Names | None, subjects: Collection[int], *, at: datetime
) -> int:
    """Let findings of earlier settling end where they no longer hold, and add the new ones."""
    held: QuerySet[DataFinding] = DataFinding.objects.filter(
        dataset__isnull=True, known_until__isnull=True, code__in=ODDITIES
    )
    told = {(row.code, row.subject_code, row.message): row.pk for row in held}
    about = None if names is None else {names.code(subject) for subject in subjects}
    wanted = {(oddity.code, code, oddity.message): oddity for code, oddity in odd}
    gone = [
        key
        for fact, key in told.items()
        if fact not in wanted and (about is None or fact[1] in about)
    ]
    for chunk in bulk.in_chunks(gone, 5_000):
        DataFinding.objects.filter(id__in=chunk).update(known_until=at)
    new = [
        DataFinding(
            code=code,
            severity=oddity.severity,
            message=message,
            next_step=oddity.next_step,
            subject_code=subject,
            known_from=at,
        )
        for (code, subject, message), oddity in wanted.items()
        if (code, subject, message) not in told
    ]
    DataFinding.objects.bulk_create(new, batch_size=2_000)
    return len(new)
