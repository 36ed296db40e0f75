"""Words and tables of community assets."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openpcn.domains.community.saying import AssetSaid, PlaceSaid, TimeSaid
from openpcn.domains.community.vocabulary import AssetKind, Cost, Standing, StepFree, Theme, Tier
from openpcn.kernel.names import as_written
from openpcn.kernel.spoken import language_name
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.community.grounds import Standing as Stand
from openpcn.workflows.community.show_directory import Found, Listed

DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
    "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
COLOURS = {"active": "green", "inactive": "grey", "temporarily closed": "yellow", "defunct": "grey"}
LISTED_SOURCES = ("edispensary", "libraries", "schools")


def name_of(said: AssetSaid, source: str = "") -> str:
    """What an asset is called; lists in capitals as people write."""
    name = as_written(said.name) if source in LISTED_SOURCES else said.name
    if source == "libraries" and "librar" not in name.lower():
        return _("%(place)s library") % {"place": name}
    return name


def kind_of(said: AssetSaid) -> str:
    """What an asset is."""
    return str(AssetKind(said.kind).label)


def address_of(place: PlaceSaid, source: str = "") -> str:
    """Where a place is, in one line."""
    address = as_written(place.address) if source in LISTED_SOURCES else place.address
    return ", ".join(filter(None, (place.name, address, place.postcode)))


def stands_in(at: Stand) -> str:
    """The neighbourhood and network's area of a place."""
    if not at.network and not at.neighbourhoods:
        return _("Not on the land that is held")
    parts = [name for _code, name in at.neighbourhoods[:1]]
    if at.is_on_a_line:
        others = ", ".join(name for _code, name in at.neighbourhoods[1:])
        parts = [_("%(one)s, on the line to %(others)s") % {"one": parts[0], "others": others}]
    if at.network_name:
        parts.append(as_written(at.network_name))
    return "; ".join(parts)


def time_words(time: TimeSaid) -> str:
    """When it is, in a sentence: Monday and Wednesday, 10:00 to 12:00."""
    hours = ""
    if time.opens_at and time.closes_at:
        hours = _("%(from)s to %(to)s") % {
            "from": f"{time.opens_at:%H:%M}",
            "to": f"{time.closes_at:%H:%M}",
        }
    elif time.opens_at:
        hours = _("from %(from)s") % {"from": f"{time.opens_at:%H:%M}"}
    said = ", ".join(filter(None, (days_words(time), hours)))
    return said or time.description


def days_words(time: TimeSaid) -> str:
    """The days of a time."""
    if time.frequency == "DAILY":
        return _("every day")
    named = [day_words(each) for each in time.days.split(",") if each]
    if not named:
        return {"MONTHLY": _("every month"), "YEARLY": _("every year")}.get(time.frequency, "")
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    if time.every > 1:
        return _("%(days)s of every %(n)s weeks") % {"days": listed, "n": time.every}
    return listed


def day_words(code: str) -> str:
    """MO is Monday, 1MO the first Monday of the month."""
    name = DAYS.get(code[-2:], code)
    place = ORDINALS.get(code[:-2], "")
    return _("the %(nth)s %(day)s of the month") % {"nth": place, "day": name} if place else name


def languages_of(said: AssetSaid) -> str:
    """The languages that are spoken there."""
    return ", ".join(language_name(each) for each in said.languages)


def themes_of(said: AssetSaid) -> str:
    """What it helps with."""
    return ", ".join(str(Theme(each).label) for each in said.themes)


def facts(said: AssetSaid) -> list[tuple[str, str]]:
    """The facts of an asset in the order of its page; what is not known says so."""
    unknown = _("not known")
    ages = ""
    if said.youngest is not None or said.oldest is not None:
        ages = _("ages %(from)s to %(to)s") % {
            "from": said.youngest if said.youngest is not None else 0,
            "to": said.oldest if said.oldest is not None else _("any"),
        }
    provider = said.provider
    runs = provider.name if provider else ""
    if provider and provider.charity_number:
        runs += _(" (charity %(number)s)") % {"number": provider.charity_number}
    return [
        (_("Helps with"), themes_of(said) or unknown),
        (_("Who it is for"), "; ".join(filter(None, (said.eligibility, ages))) or unknown),
        (_("When"), "; ".join(filter(None, map(time_words, said.times))) or unknown),
        (_("Languages"), languages_of(said) or unknown),
        (_("Cost"), cost_of(said)),
        (_("Step-free access"), access_words(said)),
        (_("Tier of care"), str(Tier(said.tier).label)),
        (_("Run by"), runs or unknown),
        (_("Telephone"), said.phone or unknown),
        (_("E-mail"), said.email or unknown),
    ]


def cost_of(said: AssetSaid) -> str:
    """Whether it costs anything, and what."""
    return "; ".join(filter(None, (str(Cost(said.cost).label), said.fees)))


def told_in_short(said: AssetSaid) -> str:
    """Times, languages, cost and access in a line; what is not known says of what."""
    cost = cost_of(said) if said.cost != Cost.NOT_KNOWN or said.fees else _("cost not known")
    access = access_words(said)
    if said.step_free == StepFree.NOT_KNOWN:
        notes = [place.accessibility for place in said.places if place.accessibility]
        access = "; ".join([_("step-free access not known"), *notes])
    parts = (
        "; ".join(filter(None, map(time_words, said.times))) or _("times not known"),
        languages_of(said) or _("languages not known"),
        cost,
        access,
    )
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


def access_words(said: AssetSaid) -> str:
    """Whether one gets in without a step, and what is written of it."""
    notes = [place.accessibility for place in said.places if place.accessibility]
    return "; ".join([str(StepFree(said.step_free).label), *notes])


def assets_table(found: Found, dates: Dates, *, caption: str, csv_href: str = "") -> Table:
    """Assets with what a reader chooses by."""
    return Table(
        id="assets",
        caption=caption,
        columns=(
            Column(label=_("Name")),
            Column(label=_("What it is")),
            Column(label=_("Helps with"), is_minor=True),
            Column(label=_("When"), is_minor=True),
            *((Column(label=_("Stands in"), is_minor=True),) if found.tells_area else ()),
            Column(label=_("Entry")),
        ),
        rows=tuple(asset_row(one, dates, tells_area=found.tells_area) for one in found.rows),
        csv_href=csv_href,
        caption_hidden=True,
    )


def asset_row(one: Listed, dates: Dates, *, tells_area: bool = True) -> Row:
    """One asset as a row."""
    asset = one.asset
    place = asset.said.places[0] if asset.said.places else None
    at = address_of(place, asset.source) if place else ""
    standing = "" if asset.is_open else str(Standing(asset.said.standing).label)
    return Row(
        cells=(
            words(
                name_of(asset.said, asset.source),
                href=dates.link(f"/community/{asset.id}/"),
                second=at or _("No place is known"),
            ),
            words(kind_of(asset.said), second=standing),
            words(themes_of(asset.said)),
            words("; ".join(map(time_words, asset.said.times))),
            *((words(where_it_stands(one)),) if tells_area else ()),
            words(
                _("Due to be checked") if one.fresh.is_due else _("Fresh"), second=one.fresh.words
            ),
        )
    )


def where_it_stands(one: Listed) -> str:
    """The areas that an asset is in, or why none is told."""
    return stands_in(one.standing) if one.asset.point else _("Its place on the map is not known")


def short_table(found: Found, dates: Dates, *, caption: str, csv_href: str = "") -> Table:
    """Assets beside a map: what they are, where, and whether the entry is due."""
    return Table(
        id="assets",
        caption=caption,
        columns=(Column(label=_("Name")), Column(label=_("What it is"))),
        rows=tuple(short_row(one, dates) for one in found.rows),
        csv_href=csv_href,
        caption_hidden=True,
    )


def short_row(one: Listed, dates: Dates) -> Row:
    """One asset as a short row."""
    first, kind, *_rest = asset_row(one, dates).cells
    told = [kind.second, themes_of(one.asset.said), *map(time_words, one.asset.said.times)]
    told.append(_("due to be checked") if one.fresh.is_due else "")
    second = "; ".join(filter(None, told))
    return Row(cells=(first, words(kind.text, second=second)))


FILE_COLUMNS = (
    "Name", "What it is", "Description", "Run by", "Charity number", "Address", "Postcode",
    "Telephone", "E-mail", "Website", "Helps with", "Who it is for", "When", "Languages", "Cost",
    "Step-free access", "Tier of care", "Standing", "Neighbourhood", "Network's area",
    "Checked on", "Checked by", "Easting", "Northing",
)  # fmt: skip


def file_table(rows: tuple[Listed, ...]) -> Table:
    """Everything about some assets, for a spreadsheet."""
    return Table(
        id="assets",
        caption="Community assets",
        columns=tuple(Column(label=each) for each in FILE_COLUMNS),
        rows=tuple(Row(cells=tuple(file_cells(one))) for one in rows),
    )


def file_cells(one: Listed) -> list[Cell]:
    """One asset in the order of the columns."""
    said, source = one.asset.said, one.asset.source
    place = said.places[0] if said.places else PlaceSaid()
    provider = said.provider
    point = one.asset.point or (None, None)
    values: list[str | int | float | date | None] = [
        name_of(said, source), kind_of(said), said.description,
        provider.name if provider else "", provider.charity_number if provider else "",
        ", ".join(filter(None, (place.name, place.address))), place.postcode, said.phone,
        said.email, said.url, themes_of(said), said.eligibility,
        "; ".join(filter(None, map(time_words, said.times))), languages_of(said),
        str(Cost(said.cost).label), str(StepFree(said.step_free).label),
        str(Tier(said.tier).label), str(Standing(said.standing).label),
        "; ".join(name for _code, name in one.standing.neighbourhoods),
        as_written(one.standing.network_name), one.asset.checked_on, one.asset.checked_by,
        *point,
    ]  # fmt: skip
    return [Cell(value=each, text="" if each is None else str(each)) for each in values]


def by_kind_words(found: Found) -> str:
    """How many there are of each kind, in a line."""
    parts = [f"{AssetKind(kind).label.lower()} {count:,}" for kind, count in found.by_kind]
    return _("%(assets)s: %(parts)s") % {
        "assets": counted(found.total, "entry", "entries"),
        "parts": ", ".join(parts),
    }
