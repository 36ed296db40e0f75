"""An overview as its template places it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, counted, grouped, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.attention import attention
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.key_facts import key_facts
from openpcn.web.presenters.lives import lives_tables
from openpcn.web.presenters.members import networks_table, places_table, practices_table
from openpcn.web.presenters.provenance import provenance
from openpcn.workflows.land.residence import years_before
from openpcn.workflows.maps.drawing import MapPicture
from openpcn.workflows.pages.show_overview import Overview

MOST_CHANGES = 8


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something to know before reading on."""

    text: str
    href: str = ""
    next_step: str = ""


def overview(page: Overview, dates: Dates, *, picture: MapPicture) -> dict[str, Any]:
    """What the overview's template is given."""
    base = address(page.subject.kind, page.subject.code)
    return {
        "head": head_of(page.subject, dates, whole=page.whole, members=page.members),
        "notice": notice(page, dates),
        "facts": key_facts(page, dates),
        "attention": attention(page, dates),
        "where": {
            "heading": _("Where it is"),
            "lead": lead(page),
            "picture": picture.figure,
            "note": picture.note,
            "map_href": dates.link(f"{base}map/"),
            "tables": beside_map(page, dates),
        },
        "wide_tables": wide_tables(page, dates),
        "changes": changes(page, dates),
        "provenance": provenance(page.sources, page.whole),
    }


def notice(page: Overview, dates: Dates) -> Notice | None:
    """Why a page is empty, and where it would not be."""
    if page.subject.not_on_the_day:
        href = dates.link(f"{address(page.subject.kind, page.subject.code)}history/")
        return Notice(text=page.subject.not_on_the_day, href=href, next_step=_("See its history"))
    newest = page.newest_list_on
    if newest is None:
        return None
    if newest >= years_before(dates.when, 1).as_at:
        return Notice(text=without_list(page))
    here = address(page.subject.kind, page.subject.code)
    asked = dates.asked | {"as_at": newest.isoformat()}
    return Notice(
        text=_("The newest lists held are of %(newest)s, over a year before %(day)s.")
        % {"newest": in_words(newest), "day": in_words(dates.as_at)},
        href=f"{here}?{'&'.join(f'{name}={value}' for name, value in asked.items())}",
        next_step=_("Show this page as at %(newest)s") % {"newest": in_words(newest)},
    )


def without_list(page: Overview) -> str:
    """That lists are held for the day, but none of these practices."""
    if page.subject.kind == "practice":
        return _("No list is held for this practice on this date.")
    return _("No list is held for its practices on this date.")


def lead(page: Overview) -> str:
    """One sentence on where an organisation lies."""
    if page.subject.kind == "practice":
        one = page.subject.organisation
        address = ", ".join(part for part in (as_written(one.address), one.postcode) if part)
        return " · ".join(part for part in (address, one.phone) if part)
    if page.subject.kind == "icb":
        return _("%(networks)s in %(places)s.") % {
            "networks": capitalised(counted(len(page.networks), "network")),
            "places": counted(len(page.places), "place"),
        }
    places = sorted(
        {page.whole.ground.place_names.get(one.place_code or "", "") for one in page.members} - {""}
    )
    noun = _("practice") if len(page.members) == 1 else _("practices")
    practices = capitalised(f"{spelled(len(page.members))} {noun}")
    if page.subject.kind == "network" and len(places) > 1:
        return _("%(practices)s in %(places)s places.") % {
            "practices": practices,
            "places": spelled(len(places)),
        }
    if page.subject.kind == "network" and places:
        return _("%(practices)s in %(place)s.") % {"practices": practices, "place": places[0]}
    if page.subject.kind == "sub_icb":
        return f"{commissioned(page)} {at_home(page)}".strip()
    return f"{practices}. {at_home(page)}".strip()


def commissioned(page: Overview) -> str:
    """How many practices a sub-ICB location commissions, with their patients."""
    held = page.facts.patients
    number = counted(len(page.members), "practice")
    if held is None:
        return _("%(practices)s commissioned here.") % {"practices": number}
    return _("%(practices)s commissioned here, with %(patients)s patients.") % {
        "practices": number,
        "patients": grouped(held),
    }


def at_home(page: Overview) -> str:
    """The size of the networks that stand under a place, which is another sum."""
    sizes = [one.patients for one in page.networks if one.patients is not None]
    if not sizes or sum(sizes) == page.facts.patients:
        return ""
    return _(
        "The networks that lie mostly here have %(patients)s patients: some of their practices "
        "are elsewhere, and some of these are in networks that lie mostly elsewhere, or in none."
    ) % {"patients": grouped(sum(sizes))}


def beside_map(page: Overview, dates: Dates) -> list[Any]:
    """The tables beside the map."""
    tables = []
    if page.subject.kind == "icb" and page.places:
        tables.append(places_table(page, dates))
    if page.subject.kind == "network":
        tables.append(practices_table(page, dates))
    return tables + lives_tables(page, dates)


def wide_tables(page: Overview, dates: Dates) -> list[Any]:
    """The tables beneath, over the whole width."""
    if page.subject.kind in ("icb", "place", "sub_icb") and page.networks:
        return [networks_table(page, dates)]
    return []


def changes(page: Overview, dates: Dates) -> dict[str, Any] | None:
    """What changed since the lists before."""
    if page.since is None:
        return None
    changed = page.since.changed
    items = [one.sentence for one in changed[:MOST_CHANGES]] if page.since.is_known else []
    if items and len(changed) > MOST_CHANGES:
        items.append(_("and %(count)s more") % {"count": len(changed) - MOST_CHANGES})
    return {
        "heading": _("What changed since %(day)s") % {"day": in_words(page.since.day)},
        "sentences": items,
        "calm": _("The same practices, in the same networks.")
        if page.since.is_known
        else _("No memberships are held for that day."),
        "href": dates.link(f"{address(page.subject.kind, page.subject.code)}history/"),
    }
