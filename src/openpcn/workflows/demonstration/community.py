"""The community of the demonstration: what a link worker keeps, needs with and without offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import numpy as np

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import record_asset
from openpcn.domains.community.actions.checks import record_check
from openpcn.domains.community.actions.custody import hand_over, record_successor
from openpcn.domains.community.actions.engaging import plan_engagement
from openpcn.domains.community.actions.needs import NeedSaid, record_need
from openpcn.domains.community.saying import AssetSaid, PlaceSaid, ProviderSaid, TimeSaid
from openpcn.workflows.demonstration.community_list import ASSETS, NEEDS, PLANS, Invented
from openpcn.workflows.demonstration.invention import Invention

INVENTED = "Invented for the demonstration"
SINCE = date(2025, 4, 1)
CHECKED, LONG_AGO = date(2026, 10, 6), date(2026, 2, 3)
SPLIT_ON = date(2026, 9, 1)


@dataclass(frozen=True, kw_only=True)
class Home:
    """A neighbourhood of the network, with postcodes that lie in it."""

    code: str
    postcodes: tuple[str, ...]


def record_community(invention: Invention, network: int, *, by: Account) -> None:
    """What a link worker keeps for a network: entries, checks, plans and needs."""
    code = invention.networks.codes[network]
    homes = homes_of(invention, network)
    numbers = {
        one.name: record_one(one, homes[one.home % len(homes)], code, by=by) for one in ASSETS
    }
    for one in ASSETS:
        if one.checked != "never":
            record_check(
                numbers[one.name],
                checked_on=CHECKED if one.checked == "lately" else LONG_AGO,
                checked_as="right",
                asked="organiser",
                note="",
                by=by,
            )
    for name, stage, lead, step, step_on in PLANS:
        plan_engagement(
            numbers[name],
            network=code,
            stage=stage,
            lead=lead,
            next_step=step,
            next_step_on=step_on,
            starts_on=date(2026, 5, 11),
            by=by,
        )
    split_a_service(numbers, by=by)
    for theme, home, language, part, words in NEEDS:
        record_need(
            keeper=code,
            said=NeedSaid(
                theme=theme,
                neighbourhood=homes[home % len(homes)].code,
                language=language,
                part_of_day=part,
                words=words,
                source=f"What link workers heard in summer 2026. {INVENTED}",
                starts_on=date(2026, 7, 1),
            ),
            by=by,
        )


def homes_of(invention: Invention, network: int) -> list[Home]:
    """The neighbourhoods around a network's practices, those with the most practices first."""
    areas = invention.areas
    mine = invention.practices.area[invention.networks.network_of == network]
    counts = np.bincount(areas.neighbourhood_of[mine], minlength=len(areas.neighbourhoods))
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
    near = areas_nearest(invention, network)
    return [
        Home(
            code=areas.neighbourhoods[at].code,
            postcodes=tuple(
                unit.postcode
                for unit in invention.postcodes
                if areas.neighbourhood_of[unit.area] == at and unit.area in near
            ),
        )
        for at in order
    ]


def areas_nearest(invention: Invention, network: int) -> set[int]:
    """The small areas whose nearest practice is a member of a network."""
    centres, points = invention.areas.land.centres, invention.practices.points
    away = np.hypot(
        centres[:, None, 0] - points[None, :, 0], centres[:, None, 1] - points[None, :, 1]
    )
    nearest = invention.networks.network_of[away.argmin(axis=1)]
    return {int(at) for at in np.flatnonzero(nearest == network)}


def record_one(one: Invented, home: Home, code: str, *, by: Account) -> int:
    """One entry of the list."""
    postcode = home.postcodes[one.at % len(home.postcodes)] if one.at >= 0 else ""
    return record_asset(keeper=code, said=said_of(one, postcode), starts_on=SINCE, by=by)


def said_of(one: Invented, postcode: str) -> AssetSaid:
    """What is said of an invented asset."""
    return AssetSaid(
        name=one.name,
        kind=one.kind,
        description=f"{one.words} {INVENTED}.",
        tier=one.tier,
        phone=one.phone,
        email=one.email,
        cost=one.cost,
        step_free=one.step_free,
        source_note=INVENTED,
        provider=ProviderSaid(name=one.run_by, charity_number=one.charity, email=one.email)
        if one.run_by
        else None,
        places=(PlaceSaid(postcode=postcode),) if postcode or one.at == -2 else (),
        times=tuple(
            TimeSaid(frequency="WEEKLY", days=days, opens_at=time(start), closes_at=time(end))
            for days, start, end in one.times
        ),
        languages=one.languages,
        themes=one.themes,
    )


def split_a_service(numbers: dict[str, int], *, by: Account) -> None:
    """The council's advice service was split in two, and it is said who safeguards what is left."""
    old = numbers["Harbour Advice and Jobs"]
    for steward, on in (
        ("Vellmouth City Council", SINCE),
        ("Voluntary Action Vellshire", SPLIT_ON),
    ):
        hand_over(old, steward=steward, reason=INVENTED, starts_on=on, by=by)
    for name in ("Harbour Money Advice", "Harbour Jobs Club"):
        record_successor(
            old, successor=numbers[name], became_as="split", on=SPLIT_ON, note=INVENTED, by=by
        )
