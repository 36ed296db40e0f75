"""Futures and neighbourhood maps on behalf of a viewer: who may see comes before all else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.models import AreaPart, Future, FutureChange, NeighbourhoodMap
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.queries.guarded import owned_by, shared_with
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    get_organisation,
    organisations_by_id,
)
from openpcn.domains.registry.visibility import visible_to
from openpcn.kernel.errors import NotFound
from openpcn.kernel.new_networks import is_new_network, new_network_name
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class ChangeAnswer:
    """One practice joins another network (none: leaves all)."""

    practice_code: str
    practice_name: str
    network_code: str | None
    """NEW-1 and so on where the network has no code yet."""
    network_name: str | None

    @property
    def is_new(self) -> bool:
        """Whether the network has no code yet."""
        return is_new_network(self.network_code or "")


@dataclass(frozen=True, kw_only=True)
class FutureAnswer:
    """A possible map of networks: today's, with changes, from a day on."""

    id: int
    title: str
    owner_code: str
    owner_name: str
    state: str
    state_words: str
    shared_with: tuple[str, ...]
    within_code: str
    within_name: str
    effective_on: date
    reason: str
    made_at: datetime
    changes: tuple[ChangeAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodMapAnswer:
    """A division of the land into neighbourhoods, in force from a day to a day."""

    id: int
    title: str
    owner_code: str
    owner_name: str
    state: str
    state_words: str
    shared_with: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    neighbourhoods: int


def futures(viewer: Account | None, *, within: str | None = None, when: When) -> list[FutureAnswer]:
    """The futures that a viewer may see, the newest first."""
    seen = seen_futures(viewer)
    if within is not None:
        inside = beneath(get_organisation(within, when=when).id, when=when)
        seen = seen.filter(within_id__in=inside)
    return [future_from(row, when=when) for row in seen.order_by("-effective_on", "-id")]


def get_future(viewer: Account | None, number: int, *, when: When) -> FutureAnswer:
    """One future, if the viewer may see it; otherwise it is as if there were none."""
    row = seen_futures(viewer).filter(id=number).first()
    if row is None:
        raise NotFound(
            f"No future with the number {number} is shown to you.",
            next_step="Ask its owner to share it with your organisation.",
        )
    return future_from(row, when=when)


def neighbourhood_maps(
    viewer: Account | None, *, when: When, on_the_day: bool = True
) -> list[NeighbourhoodMapAnswer]:
    """The neighbourhood maps that a viewer may see; those in force on the day, unless told."""
    seen = seen_maps(viewer)
    if on_the_day:
        seen = seen.filter(in_force(when.as_at))
    if when.as_known is not None:
        seen = seen.filter(made_at__lte=when.as_known)
    return [map_from(row, when=when) for row in seen.order_by("-starts_on", "-id")]


def get_neighbourhood_map(
    viewer: Account | None, number: int, *, when: When
) -> NeighbourhoodMapAnswer:
    """One neighbourhood map, if the viewer may see it."""
    row = seen_maps(viewer).filter(id=number).first()
    if row is None:
        raise NotFound(
            f"No neighbourhood map with the number {number} is shown to you.",
            next_step="Ask its owner to share it with your organisation.",
        )
    return map_from(row, when=when)


def seen_futures(viewer: Account | None) -> QuerySet[Future]:
    """Futures that a viewer may see: every read of them starts here."""
    seen = Future.objects.filter(id__in=Future.objects.filter(visible_to(viewer)).values("id"))
    return seen.prefetch_related("shared_with", "changes")


def seen_maps(viewer: Account | None) -> QuerySet[NeighbourhoodMap]:
    """Neighbourhood maps that a viewer may see: every read of them starts here."""
    visible = NeighbourhoodMap.objects.filter(visible_to(viewer)).values("id")
    seen = NeighbourhoodMap.objects.filter(id__in=visible)
    seen = seen.filter(Q(dataset__isnull=True) | Q(dataset__known_until__isnull=True))
    return seen.prefetch_related("shared_with")


def in_force(day: date) -> Q:
    """Maps in force on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def future_from(row: Future, *, when: When) -> FutureAnswer:
    """A future with the names of all that it speaks of."""
    changes = list(row.changes.all())
    shared = list(row.shared_with.all())
    ids = {row.owner_id, row.within_id} | {organisation.pk for organisation in shared}
    ids |= {change.practice_id for change in changes}
    ids |= {change.network_id for change in changes if change.network_id is not None}
    named = organisations_by_id(ids, when=when)
    return FutureAnswer(
        **owned_by(row, named),
        shared_with=shared_with(row, named),
        within_code=named[row.within_id].code,
        within_name=named[row.within_id].name,
        effective_on=row.effective_on,
        reason=row.reason,
        made_at=row.made_at,
        changes=tuple(
            sorted(
                (change_from(change, named) for change in changes),
                key=lambda change: (change.practice_name, change.practice_code),
            )
        ),
    )


def change_from(row: FutureChange, named: dict[int, OrganisationAnswer]) -> ChangeAnswer:
    """One change with its names."""
    practice = named[row.practice_id]
    network = named[row.network_id] if row.network_id is not None else None
    return ChangeAnswer(
        practice_code=practice.code,
        practice_name=practice.name,
        network_code=network.code if network else row.new_network or None,
        network_name=network.name if network else new_network_name(row.new_network) or None,
    )


def map_from(row: NeighbourhoodMap, *, when: When) -> NeighbourhoodMapAnswer:
    """A neighbourhood map with its owner's name."""
    shared = list(row.shared_with.all())
    named = organisations_by_id({row.owner_id, *(o.pk for o in shared)}, when=when)
    return NeighbourhoodMapAnswer(
        **owned_by(row, named),
        shared_with=shared_with(row, named),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        neighbourhoods=drawn_on(row),
    )


def drawn_on(row: NeighbourhoodMap) -> int:
    """How many neighbourhoods are drawn on a map."""
    parts = AreaPart.objects.filter(whole__neighbourhood_map=row, known_until__isnull=True)
    return parts.values("whole_id").distinct().count()
