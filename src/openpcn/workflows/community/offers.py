"""What fits a need, a language, a place and a time; and the needs that nothing fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.queries.assets import (
    AssetAnswer,
    Wanted,
    answers,
    find_assets,
    kept_without_point,
)
from openpcn.domains.community.queries.needs import NeedAnswer, needs
from openpcn.domains.community.queries.together import engagements
from openpcn.domains.community.saying import AssetSaid
from openpcn.domains.community.vocabulary import Cost, StepFree
from openpcn.domains.registry.nesting import beneath
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.errors import NotFound
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.workflows.community.freshness import Freshness, freshness
from openpcn.workflows.community.grounds import NOWHERE, Standing, standings
from openpcn.workflows.community.spots import Spot, distance, spots
from openpcn.workflows.maps.drawing import system_of


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An asset that fits, with how far it is and how fresh its entry is."""

    asset: AssetAnswer
    standing: Standing
    fresh: Freshness
    is_here: bool
    kilometres: float | None
    """A straight line from the middle of where somebody looks."""
    not_known: tuple[str, ...] = ()
    """What was asked for and its entry does not tell."""


@dataclass(frozen=True, kw_only=True)
class Met:
    """A need with what there is for it."""

    need: NeedAnswer
    neighbourhood_name: str
    here: int
    elsewhere: int
    due: int
    """Offers here whose entry is due to be checked."""

    @property
    def is_a_gap(self) -> bool:
        """Whether nothing fits in the neighbourhood."""
        return self.here == 0


def find_offers(viewer: Account | None, wanted: Wanted, spot: Spot, *, when: When) -> list[Offer]:
    """What fits, that is there first, then by distance; last, what has no place.

    Where `wanted` is asked loosely, what does not tell follows, and says what it does not tell.
    """
    if not spot.system:
        return []
    at = standings(spot.system, viewer=viewer, when=when)
    keepers = beneath(get_organisation(spot.system, when=when).id, when=when)
    held = [
        *find_assets(viewer, wanted, when=when, among=set(at)),
        *kept_without_point(viewer, wanted, keepers, when=when),
    ]
    found = [
        offer(one, at.get(one.id, ()), spot, when, not_known=untold(one.said, wanted))
        for one in answers(held, when=when)
        if one.is_open
    ]
    return sorted(found, key=in_order)


def in_order(one: Offer) -> tuple[bool, bool, bool, float, str]:
    """What fits first, then here, what has no place last, the nearest before the farther."""
    placeless = one.asset.point is None
    far = one.kilometres or 0.0
    return (bool(one.not_known), not one.is_here, placeless, far, one.asset.said.name)


def untold(said: AssetSaid, wanted: Wanted) -> tuple[str, ...]:
    """What somebody asks for and an entry does not tell."""
    has_days = any(one.days or one.frequency == "DAILY" for one in said.times)
    told = (
        ("its languages", bool(wanted.language) and not said.languages),
        ("its times", bool(wanted.part_of_day) and not has_days),
        ("whether it is step-free", wanted.step_free and said.step_free == StepFree.NOT_KNOWN),
        ("whether it is free of charge", wanted.free and said.cost == Cost.NOT_KNOWN),
    )
    return tuple(words for words, is_untold in told if is_untold)


def offer(
    asset: AssetAnswer,
    at: tuple[Standing, ...],
    spot: Spot,
    when: When,
    *,
    not_known: tuple[str, ...],
) -> Offer:
    """One asset as an offer to people of an area."""
    here = next(filter(spot.holds, at), None)
    return Offer(
        asset=asset,
        standing=here or (at[0] if at else NOWHERE),
        fresh=freshness(asset, when.as_at),
        is_here=here is not None,
        kilometres=distance(asset, spot),
        not_known=not_known,
    )


def wanted_by(need: NeedAnswer) -> Wanted:
    """What to look for on behalf of a need."""
    return Wanted(
        theme=need.theme,
        language=need.language,
        part_of_day=need.part_of_day,
        step_free=need.must_be_step_free,
        free=need.must_be_free,
    )


def met_needs(
    viewer: Account | None,
    code: str,
    *,
    when: When,
    system: str,
    neighbourhood: str = "",
) -> list[Met]:
    """The needs of an organisation and all beneath it with what there is, the gaps first."""
    named = {one.neighbourhood: one for one in spots(viewer, when=when, system=system)}
    keepers = beneath(get_organisation(code, when=when).id, when=when)
    held = needs(when=when, keepers=keepers)
    found = [
        met(viewer, need, named, system, when=when)
        for need in held
        if not neighbourhood or need.neighbourhood in ("", neighbourhood)
    ]
    return sorted(found, key=lambda one: (not one.is_a_gap, one.neighbourhood_name, one.need.theme))


def met(
    viewer: Account | None,
    need: NeedAnswer,
    named: Mapping[str, Spot],
    system: str,
    *,
    when: When,
) -> Met:
    """One need with what there is for it."""
    spot = named.get(need.neighbourhood) or area_of(need, system, when=when)
    offers = find_offers(viewer, wanted_by(need), spot, when=when)
    here = [one for one in offers if one.is_here]
    return Met(
        need=need,
        neighbourhood_name=spot.name or need.neighbourhood,
        here=len(here),
        elsewhere=len(offers) - len(here),
        due=sum(one.fresh.is_due for one in here),
    )


def area_of(need: NeedAnswer, system: str, *, when: When) -> Spot:
    """All of the area of who wrote a need down; or a neighbourhood that is not in force."""
    keeper = get_organisation(need.keeper_code, when=when)
    return Spot(
        system=system,
        neighbourhood=need.neighbourhood,
        name=need.neighbourhood or as_written(keeper.name),
        network=keeper.code if keeper.kind == "network" else "",
        place=keeper.code if keeper.kind in ("place", "sub_icb") else "",
    )


def stages(network_ids: set[int], assets: set[int], *, when: When) -> Mapping[str, int]:
    """How many of some assets a network has at each stage; the rest it has not met."""
    held = engagements(when=when, networks=network_ids)
    counts: dict[str, int] = {}
    for one in held:
        if one.asset_id in assets:
            counts[one.stage] = counts.get(one.stage, 0) + 1
    met_already = sum(counts.values())
    counts["not_yet_met"] = counts.get("not_yet_met", 0) + len(assets) - met_already
    return counts


@dataclass(frozen=True, kw_only=True)
class OneNeed:
    """A need with the offers that fit it."""

    met: Met
    offers: tuple[Offer, ...]
    system: str


def one_need(viewer: Account | None, number: int, *, when: When) -> OneNeed:
    """One need on the day; NotFound where none of that number counts."""
    held = needs(when=when, number=number)
    if not held:
        raise NotFound(
            "No such need counts on this day.", next_step="See the needs of the neighbourhood."
        )
    need = held[0]
    over = system_of(get_organisation(need.keeper_code, when=when), when=when)
    system = over.code if over else ""
    named = {one.neighbourhood: one for one in spots(viewer, when=when, system=system)}
    spot = named.get(need.neighbourhood) or area_of(need, system, when=when)
    return OneNeed(
        met=met(viewer, need, named, system, when=when),
        offers=tuple(find_offers(viewer, wanted_by(need), spot, when=when)),
        system=system,
    )
