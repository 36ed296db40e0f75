"""Drawing neighbourhoods: named areas, built from LSOAs, in force from a day to a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from openpcn.domains.accounts.audit import record_event
from openpcn.domains.accounts.models import Account
from openpcn.domains.registry.actions import guarding
from openpcn.domains.registry.actions.naming import check_days, some_text, the
from openpcn.domains.registry.models import Area, AreaPart, NeighbourhoodMap
from openpcn.domains.registry.permissions import require
from openpcn.domains.registry.vocabulary import AreaKind
from openpcn.kernel.errors import NotFound, NotPossible, NotRight

SMALL = frozenset({AreaKind.LSOA11, AreaKind.LSOA21})


@transaction.atomic
def draw_neighbourhood_map(
    *, title: str, owner: str, starts_on: date, ends_on: date | None = None, by: Account
) -> int:
    """Begin a private map of neighbourhoods."""
    whose = the(owner)
    require(by, "registry.draw_neighbourhoods", whose)
    check_days(starts_on, ends_on)
    drawn = NeighbourhoodMap.objects.create(
        title=some_text(title, "The title", longest=200),
        owner=whose,
        starts_on=starts_on,
        ends_on=ends_on,
        made_by=by,
        made_at=timezone.now(),
    )
    record_event("began a neighbourhood map", drawn, by=by)
    return int(drawn.pk)


@transaction.atomic
def draw_neighbourhood(
    map_id: int, *, name: str, area_kind: str, area_codes: Collection[str], by: Account
) -> int:
    """Draw one neighbourhood from small areas; drawing the same name again replaces it."""
    drawn = map_to_change(map_id, by=by)
    name = some_text(name, "The name", longest=120)
    parts = small_areas(area_kind, area_codes)
    before = drawn.neighbourhoods.filter(name__iexact=name).first()
    refuse_taken(drawn, parts, but=before)
    now = timezone.now()
    if before is not None:
        before.parts.filter(known_until__isnull=True).update(known_until=now)
    area = before or Area.objects.create(
        kind=AreaKind.NEIGHBOURHOOD,
        code=f"N{drawn.pk}-{drawn.neighbourhoods.count() + 1}",
        name=name,
        neighbourhood_map=drawn,
    )
    AreaPart.objects.bulk_create(
        AreaPart(
            area=part,
            whole=area,
            starts_on=drawn.starts_on,
            ends_on=drawn.ends_on,
            known_from=now,
        )
        for part in parts
    )
    record_event("drew a neighbourhood", drawn, by=by, detail={"name": name, "areas": len(parts)})
    return int(area.pk)


@transaction.atomic
def erase_neighbourhood(map_id: int, *, name: str, by: Account) -> None:
    """Take a neighbourhood off a map that is not published yet."""
    drawn = map_to_change(map_id, by=by)
    area = drawn.neighbourhoods.filter(name__iexact=name.strip()).first()
    if area is None:
        raise NotFound(f"No neighbourhood is called {name}.", next_step="Check the name.")
    area.parts.filter(known_until__isnull=True).update(known_until=timezone.now())
    record_event("erased a neighbourhood", drawn, by=by, detail={"name": area.name})


@transaction.atomic
def move_neighbourhood_map(map_id: int, *, to: str, by: Account) -> None:
    """Bring a neighbourhood map into another state."""
    guarding.move(guarding.the_draft(NeighbourhoodMap, map_id, by=by), to=to, by=by)


@transaction.atomic
def share_neighbourhood_map(map_id: int, *, with_codes: Collection[str], by: Account) -> None:
    """Name the organisations that a neighbourhood map is shared with."""
    draft = guarding.the_draft(NeighbourhoodMap, map_id, by=by)
    guarding.share(draft, with_codes=with_codes, by=by)


@transaction.atomic
def withdraw_neighbourhood_map(map_id: int, *, by: Account) -> None:
    """Take a neighbourhood map back."""
    guarding.withdraw(guarding.the_draft(NeighbourhoodMap, map_id, by=by), by=by)


def map_to_change(map_id: int, *, by: Account) -> NeighbourhoodMap:
    """A map that `by` may draw on."""
    drawn = guarding.the_draft(NeighbourhoodMap, map_id, by=by)
    require(by, "registry.draw_neighbourhoods", drawn.owner_id)
    guarding.must_be_open(drawn)
    return drawn


def small_areas(kind: str, codes: Collection[str]) -> list[Area]:
    """The LSOAs of some codes, every one of them held."""
    if kind not in SMALL:
        raise NotRight(f"{kind} is no LSOA.", next_step="Build neighbourhoods from LSOAs.")
    wanted = {code.strip().upper() for code in codes if code.strip()}
    if not wanted:
        raise NotRight("No area is chosen.", next_step="Choose at least one LSOA.")
    found = list(Area.objects.filter(kind=kind, code__in=wanted, neighbourhood_map__isnull=True))
    if missing := sorted(wanted - {area.code for area in found}):
        raise NotFound(
            f"{len(missing)} of the areas are not held, among them {', '.join(missing[:5])}.",
            next_step="Check the codes and their edition (2011 or 2021).",
        )
    return found


def refuse_taken(drawn: NeighbourhoodMap, parts: list[Area], *, but: Area | None) -> None:
    """Refuse an LSOA that lies in another neighbourhood of the map."""
    taken = AreaPart.objects.filter(
        whole__neighbourhood_map=drawn, area__in=parts, known_until__isnull=True
    ).select_related("area", "whole")
    others = list(taken.exclude(whole=but) if but else taken)
    if others:
        named = ", ".join(sorted({f"{part.area.code} ({part.whole.name})" for part in others})[:5])
        raise NotPossible(
            f"{len(others)} of the areas lie in another neighbourhood of this map: {named}.",
            next_step="Take them out of that neighbourhood first.",
        )
