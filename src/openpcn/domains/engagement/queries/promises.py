"""You said, we did: themes with what became of them, on a day; overdue is said plainly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.engagement.models import GroupView, ThemeDetail, VoiceDetail
from openpcn.domains.engagement.vocabulary import RECORD, Decision
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class GroupViewAnswer:
    """What a group says of a promise."""

    id: int
    group: str
    group_id: int
    says: str
    says_words: str
    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ThemeAnswer:
    """What people said and what became of it."""

    id: int
    owner_id: int
    owner_code: str
    owner_name: str
    owner_kind: str
    consultation: int | None
    said: str
    heard_at: str
    heard_on: date
    people: int | None
    decision: str
    decision_words: str
    decided_on: date | None
    promise: str
    promised_by: str
    due_on: date | None
    did: str
    done_on: date | None
    reason: str
    views: tuple[GroupViewAnswer, ...]
    is_overdue: bool
    days_late: int
    """Of what was kept after its day, or is overdue."""
    may_record: bool


def themes(viewer: Account | None, owners: Collection[int], *, when: When) -> list[ThemeAnswer]:
    """Themes that some organisations answer for: overdue first, then what is open, then done."""
    found = answers(viewer, ThemeDetail.objects.filter(theme__owner_id__in=list(owners)), when)
    order = ("not_kept", "waiting", "promised", "kept", "declined")
    return sorted(
        found,
        key=lambda one: (
            not one.is_overdue,
            order.index(one.decision),
            one.due_on or one.heard_on,
            one.id,
        ),
    )


def get_theme(viewer: Account | None, number: int, *, when: When) -> ThemeAnswer:
    """One theme."""
    found = answers(viewer, ThemeDetail.objects.filter(theme_id=number), when)
    if not found:
        raise NotFound("No such theme stands.", next_step="Look it up on the list again.")
    return found[0]


def answers(viewer: Account | None, held: QuerySet[ThemeDetail], when: When) -> list[ThemeAnswer]:
    """Themes heard by the day, as known.

    What people said stands as it is corrected now: a name that was taken out of it is not read as
    known earlier either, and what was recorded by mistake is gone whatever day is asked about.
    """
    known = held.filter(counted(when.as_known), heard_on__lte=when.as_at).select_related("theme")
    words = words_now([row.theme_id for row in known])
    rows = [row for row in known if row.theme_id in words]
    views = views_of([row.theme_id for row in rows], when)
    named = organisations_by_id({row.theme.owner_id for row in rows}, when=when)
    records = {one: may(viewer, RECORD, one) for one in named}
    found = []
    for row in rows:
        owner = named[row.theme.owner_id]
        late = days_late(row, when.as_at)
        said, heard_at = words[row.theme_id]
        found.append(
            ThemeAnswer(
                id=row.theme_id,
                owner_id=owner.id,
                owner_code=owner.code,
                owner_name=owner.name,
                owner_kind=owner.kind,
                consultation=row.theme.consultation_id,
                said=said,
                heard_at=heard_at,
                heard_on=row.heard_on,
                people=row.people,
                decision=row.decision,
                decision_words=row.get_decision_display(),
                decided_on=row.decided_on,
                promise=row.promise,
                promised_by=row.promised_by,
                due_on=row.due_on,
                did=row.did,
                done_on=row.done_on,
                reason=row.reason,
                views=tuple(views[row.theme_id]),
                is_overdue=row.decision == Decision.PROMISED and late > 0,
                days_late=late,
                may_record=records[owner.id],
            )
        )
    return found


def words_now(numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """What people said and where, by theme that stands."""
    held = ThemeDetail.objects.filter(theme_id__in=list(numbers), known_until__isnull=True)
    return {row.theme_id: (row.said, row.heard_at) for row in held}


def days_late(row: ThemeDetail, today: date) -> int:
    """Days after the day that was promised, until it was done or until today."""
    if row.due_on is None:
        return 0
    return max(0, ((row.done_on or today) - row.due_on).days)


def views_of(numbers: Collection[int], when: When) -> dict[int, list[GroupViewAnswer]]:
    """What groups say, by theme."""
    held = GroupView.objects.filter(counted(when.as_known), theme_id__in=list(numbers))
    rows = list(held.order_by("on", "id"))
    described = VoiceDetail.objects.filter(
        voice_id__in=[row.group_id for row in rows], known_until__isnull=True
    )
    names = dict(described.order_by("starts_on").values_list("voice_id", "name"))
    found: dict[int, list[GroupViewAnswer]] = defaultdict(list)
    for row in rows:
        found[row.theme_id].append(
            GroupViewAnswer(
                id=row.pk,
                group=names.get(row.group_id, ""),
                group_id=row.group_id,
                says=row.says,
                says_words=row.get_says_display(),
                words=row.words,
                on=row.on,
            )
        )
    return found
