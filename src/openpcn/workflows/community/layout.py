"""An entry as a line of our spreadsheet, so that it can leave, be changed and come back."""

from __future__ import annotations

from collections.abc import Mapping

from openpcn.domains.community.saying import AssetSaid, PlaceSaid, TimeSaid
from openpcn.sources.asset_layout import COLUMNS

HEADINGS = tuple(name for name in COLUMNS if name not in ("latitude", "longitude"))


def cells_of(said: AssetSaid) -> Mapping[str, str]:
    """What the layout has to say of an entry, by column; its code is left out."""
    place = said.places[0] if said.places else PlaceSaid()
    provider = said.provider
    return {
        "name": said.name,
        "kind": said.kind,
        "themes": "; ".join(sorted(said.themes)),
        "languages": "; ".join(sorted(said.languages)),
        "description": said.description,
        "organisation": provider.name if provider else "",
        "charity_number": provider.charity_number if provider else "",
        "address": place.address,
        "postcode": place.postcode,
        "phone": said.phone,
        "email": said.email,
        "website": said.url,
        "eligibility": said.eligibility,
        "youngest": number(said.youngest),
        "oldest": number(said.oldest),
        "tier": said.tier,
        "cost": said.cost,
        "fees": said.fees,
        "step_free": said.step_free,
        "accessibility": place.accessibility,
        "times": "; ".join(filter(None, map(time_code, said.times))),
        "alert": said.alert,
        "standing": said.standing,
        "note": said.source_note,
    }


def line_of(number: int, said: AssetSaid) -> list[str]:
    """An entry in the order of the headings."""
    cells = {"code": str(number), **cells_of(said)}
    return [cells[name] for name in HEADINGS]


def number(value: int | None) -> str:
    """A whole number, or nothing."""
    return "" if value is None else str(value)


def time_code(time: TimeSaid) -> str:
    """A time as the form and the spreadsheet write it; empty where it has no days and hours."""
    if not (time.days and time.opens_at and time.closes_at):
        return ""
    days = " ".join(time.days.split(","))
    return f"{days} {time.opens_at:%H:%M}-{time.closes_at:%H:%M}"
