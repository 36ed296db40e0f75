"""Activity that moves out of hospital, as it was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpcn.domains.ledger.models import MovedActivity, MoveTerms
from openpcn.domains.registry.queries.datasets import counted
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class MonthMoved:
    """How much moved in a month."""

    id: int
    month: date
    moved: int
    source: str


@dataclass(frozen=True, kw_only=True)
class MoveAnswer:
    """A move with what was agreed and how much has moved."""

    id: int
    about_id: int
    about_code: str
    about_name: str
    service: str
    lever: str
    lever_words: str
    from_provider: str
    receiver_id: int
    receiver_code: str
    receiver_name: str
    starts_on: date
    ends_on: date | None
    baseline: int
    baseline_source: str
    unit_price: Decimal
    price_status: str
    price_status_words: str
    price_source: str
    share_per_cent: Decimal
    months: tuple[MonthMoved, ...]

    @property
    def moved(self) -> int:
        """All that has moved."""
        return sum(one.moved for one in self.months)


def moves_of(organisation_ids: Collection[int], *, when: When) -> list[MoveAnswer]:
    """The moves of some organisations, by service; months up to the day."""
    rows = list(
        MoveTerms.objects.filter(
            counted(when.as_known),
            move__about_id__in=organisation_ids,
            starts_on__lte=when.as_at,
        ).select_related("move")
    )
    months: dict[int, list[MonthMoved]] = defaultdict(list)
    for each in MovedActivity.objects.filter(
        counted(when.as_known),
        move_id__in=[row.move_id for row in rows],
        month__lte=when.as_at,
    ).order_by("month"):
        months[each.move_id].append(
            MonthMoved(id=each.pk, month=each.month, moved=each.moved, source=each.source)
        )
    ids = {row.move.about_id for row in rows} | {row.receiver_id for row in rows}
    named = organisations_by_id(ids, when=When(as_at=when.as_at)) if ids else {}
    return [
        answer_from(row, named[row.move.about_id], named[row.receiver_id], months[row.move_id])
        for row in sorted(rows, key=lambda row: (row.service, row.move_id))
    ]


def answer_from(
    row: MoveTerms,
    about: OrganisationAnswer,
    receiver: OrganisationAnswer,
    months: list[MonthMoved],
) -> MoveAnswer:
    """One move."""
    return MoveAnswer(
        id=row.move_id,
        about_id=row.move.about_id,
        about_code=about.code,
        about_name=about.name,
        service=row.service,
        lever=row.lever,
        lever_words=row.get_lever_display(),
        from_provider=row.from_provider,
        receiver_id=receiver.id,
        receiver_code=receiver.code,
        receiver_name=receiver.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        baseline=row.baseline,
        baseline_source=row.baseline_source,
        unit_price=row.unit_price,
        price_status=row.price_status,
        price_status_words=row.get_price_status_display(),
        price_source=row.price_source,
        share_per_cent=row.share_per_cent,
        months=tuple(months),
    )
