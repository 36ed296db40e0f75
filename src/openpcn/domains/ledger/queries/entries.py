"""The entries of a ledger as far as they were known, for those who may read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.ledger.models import Entry, Movement, Remittance
from openpcn.domains.ledger.vocabulary import READ, READ_OWN, EntryKind, Side
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.queries.organisations import OrganisationAnswer, organisations_by_id
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class End:
    """One end of a movement."""

    side: str
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class MovementAnswer:
    """Pence that left one side and reached another."""

    taken: End
    given: End
    service: str
    pence: int
    working: str


@dataclass(frozen=True, kw_only=True)
class EntryAnswer:
    """An entry with its movements."""

    id: int
    network_id: int
    kind: str
    kind_words: str
    on: date
    entitlement: str
    month: date | None
    reference: str
    words: str
    source: str
    rule: int | None
    move: int | None
    shares: int | None
    reverses: int | None
    reversed_by: int | None
    remittance: int | None
    recorded_at: datetime
    recorded_by: str
    movements: tuple[MovementAnswer, ...]

    @property
    def pence(self) -> int:
        """What it moves altogether."""
        return sum(one.pence for one in self.movements)

    @property
    def stands(self) -> bool:
        """Whether it counts: it is no reversal, and none reverses it."""
        return self.reverses is None and self.reversed_by is None

    @property
    def is_held(self) -> bool:
        """Whether it is a receipt of the nominated payee."""
        return self.kind == EntryKind.RECEIPT and self.movements[0].given.side == Side.PAYEE


@dataclass(frozen=True, kw_only=True)
class ImportAnswer:
    """A file that receipts came from."""

    id: int
    name: str
    imported_at: datetime
    imported_by: str


def entries_of(
    viewer: Account | None, network_id: int, *, first: date, last: date, when: When
) -> list[EntryAnswer]:
    """The entries of a network that pay for, or are of, the days asked for; the oldest first."""
    require(viewer, READ, network_id)
    rows = known(when).filter(network_id=network_id).filter(within(first, last))
    return answers(rows, when=when)


def get_entry(viewer: Account | None, number: int, *, when: When) -> EntryAnswer:
    """One entry; NotFound where there is none."""
    found = answers(known(when).filter(id=number), when=when)
    if not found:
        raise NotFound("There is no such entry.", next_step="Go back to the ledger.")
    require(viewer, READ, found[0].network_id)
    return found[0]


def entries_to(
    viewer: Account | None, practice_id: int, *, first: date, last: date, when: When
) -> list[EntryAnswer]:
    """The entries by which a practice received something or gave it back: its own part only."""
    require(viewer, READ_OWN, practice_id)
    own = Q(to_side=Side.PRACTICE, to_organisation_id=practice_id) | Q(
        from_side=Side.PRACTICE, from_organisation_id=practice_id
    )
    rows = known(when).filter(movements__in=Movement.objects.filter(own)).distinct()
    return answers(rows.filter(within(first, last)), when=when, only=own)


def followed(move_ids: Collection[int], *, when: When) -> dict[int, int]:
    """Pence that came in for each move, net of what was reversed or taken back; a public sum."""
    found: dict[int, int] = dict.fromkeys(move_ids, 0)
    rows = known(when).filter(move_id__in=move_ids, shares=None, reverses__shares=None)
    for row in rows.prefetch_related("movements"):
        for one in row.movements.all():
            sign = 1 if one.from_side == Side.COMMISSIONER else -1
            found[row.move_id or 0] += sign * one.pence
    return found


def imports_of(viewer: Account | None, network_id: int) -> list[ImportAnswer]:
    """The files whose receipts stand, the newest first."""
    require(viewer, READ, network_id)
    rows = Remittance.objects.filter(network_id=network_id, withdrawn_at__isnull=True)
    return [
        ImportAnswer(
            id=row.pk,
            name=row.name,
            imported_at=row.imported_at,
            imported_by=row.imported_by.get_username(),
        )
        for row in rows.select_related("imported_by").order_by("-imported_at", "-id")
    ]


def known(when: When) -> QuerySet[Entry]:
    """The entries of the day or before it, as far as they had been recorded."""
    rows = Entry.objects.filter(on__lte=when.as_at)
    if when.as_known is not None:
        rows = rows.filter(recorded_at__lte=when.as_known)
    return rows.order_by("on", "id")


def within(first: date, last: date) -> Q:
    """Entries that pay for a month of some days; those of no month by their own day."""
    return Q(month__gte=first, month__lte=last) | Q(month=None, on__gte=first, on__lte=last)


def answers(rows: QuerySet[Entry], *, when: When, only: Q | None = None) -> list[EntryAnswer]:
    """Entries with their movements (some of them, where `only` says so)."""
    movements = Movement.objects.order_by("id")
    if only is not None:
        movements = movements.filter(only)
    held = list(
        rows.select_related("recorded_by", "reversed_by").prefetch_related(
            Prefetch("movements", queryset=movements)
        )
    )
    ids = {
        end
        for row in held
        for one in row.movements.all()
        for end in (one.from_organisation_id, one.to_organisation_id)
    }
    named = organisations_by_id(ids, when=When(as_at=when.as_at)) if ids else {}
    return [answer_from(row, named, when) for row in held]


def answer_from(row: Entry, named: dict[int, OrganisationAnswer], when: When) -> EntryAnswer:
    """One entry; a reversal that was not known yet, or is of a later day, is left out."""
    later = getattr(row, "reversed_by", None)
    if later is not None and (
        later.on > when.as_at or (when.as_known and later.recorded_at > when.as_known)
    ):
        later = None
    return EntryAnswer(
        id=row.pk,
        network_id=row.network_id,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        on=row.on,
        entitlement=row.entitlement,
        month=row.month,
        reference=row.reference,
        words=row.words,
        source=row.source,
        rule=row.rule_id,
        move=row.move_id,
        shares=row.shares_id,
        reverses=row.reverses_id,
        reversed_by=later.pk if later else None,
        remittance=row.remittance_id,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.get_full_name() or row.recorded_by.get_username(),
        movements=tuple(
            MovementAnswer(
                taken=end_of(one.from_side, one.from_organisation_id, named),
                given=end_of(one.to_side, one.to_organisation_id, named),
                service=one.service,
                pence=one.pence,
                working=one.working,
            )
            for one in row.movements.all()
        ),
    )


def end_of(side: str, organisation: int, named: dict[int, OrganisationAnswer]) -> End:
    """One end of a movement, by its code and name on the day."""
    one = named.get(organisation)
    return End(side=side, code=one.code if one else "", name=one.name if one else "")
