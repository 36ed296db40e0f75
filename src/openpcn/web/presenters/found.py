"""What a search found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted, grouped, kilometres, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, called, kind_words
from openpcn.web.presenters.tables import Column, Link, Row, Table, words
from openpcn.web.presenters.words import month
from openpcn.workflows.pages.show_found import AtPostcode, Found, Near, Serving


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result: its name, its page and a line about it."""

    name: str
    href: str
    about: str
    link: Link | None = None


def found_page(answer: Found | None, dates: Dates) -> dict[str, Any]:
    """What the template of the find page is given."""
    if answer is None:
        return {"dates": dates, "text": ""}
    shown = [one for one in answer.organisations if address(one.kind, one.code)]
    return {
        "dates": dates,
        "text": answer.text,
        "at": at_page(answer.at, dates) if answer.at else None,
        "heading": heading(len(shown) + len(answer.neighbourhoods), answer.text),
        "results": [
            *(organisation(one, answer, dates) for one in shown),
            *(
                Result(
                    name=one.name,
                    href=dates.link(f"/neighbourhoods/{one.code}/"),
                    about=_("Neighbourhood"),
                )
                for one in answer.neighbourhoods
            ),
        ],
    }


def heading(count: int, text: str) -> str:
    """How much was found."""
    if not count:
        return _("Nothing is called “%(text)s”") % {"text": text}
    number = counted(count, "result")
    return _("%(number)s for “%(text)s”") % {"number": number, "text": text}


def organisation(one: OrganisationAnswer, answer: Found, dates: Dates) -> Result:
    """One organisation that was found."""
    about = [kind_words(one.kind), one.code]
    if one.postcode and one.kind == "practice":
        about.append(one.postcode)
    if one.status not in ("", "active"):
        about.append(_("not open on this day"))
    practice = answer.practices.get(one.code)
    link = None
    if practice is not None and practice.network_code:
        link = Link(
            text=as_written(practice.network_name or practice.network_code),
            href=dates.link(address("network", practice.network_code)),
        )
    return Result(
        name=called(one),
        href=dates.link(address(one.kind, one.code)),
        about=" · ".join(about),
        link=link,
    )


def at_page(at: AtPostcode, dates: Dates) -> dict[str, Any]:
    """What is known of a postcode."""
    return {
        "postcode": at.postcode,
        "is_held": at.is_held,
        "lines": area_lines(at),
        "neighbourhoods": [
            Link(text=one.name, href=dates.link(f"/neighbourhoods/{one.code}/"))
            for one in at.neighbourhoods
        ],
        "nearest": nearest_table(at.nearest, dates) if at.nearest else None,
        "serving": serving_table(at, dates) if at.serving else None,
    }


def area_lines(at: AtPostcode) -> list[tuple[str, str]]:
    """Ward, council and small area."""
    if at.area is None:
        return []
    area = at.area
    small = f"{area.small_name} ({area.small})" if area.small_name else area.small
    pairs = [(_("Ward"), area.ward), (_("Council"), area.council), (_("Small area (LSOA)"), small)]
    return [(label, text) for label, text in pairs if text]


def nearest_table(nearest: tuple[Near, ...], dates: Dates) -> Table:
    """The nearest practices."""
    return Table(
        id="nearest",
        caption=_("Nearest practices"),
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Network")),
            Column(label=_("Distance"), is_number=True),
        ),
        rows=tuple(near_row(one, dates) for one in nearest),
        note=_("Straight line × 1.3. A practice may not take patients from every address; ask it."),
    )


def near_row(one: Near, dates: Dates) -> Row:
    """One practice nearby."""
    held = one.practice
    network = words(_("in no network"))
    if held.network_code:
        network = words(
            as_written(held.network_name or held.network_code),
            href=dates.link(address("network", held.network_code)),
        )
    return Row(
        cells=(
            words(
                as_written(held.name),
                href=dates.link(address("practice", held.code)),
                second=" · ".join(part for part in (held.code, held.postcode) if part),
            ),
            network,
            words(kilometres(one.km)),
        )
    )


def serving_table(at: AtPostcode, dates: Dates) -> Table:
    """The networks that people in the small area are registered with."""
    on = month(at.registered_on) if at.registered_on else ""
    return Table(
        id="serving",
        caption=_("Networks that people here are registered with"),
        columns=(
            Column(label=_("Network")),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Share"), is_number=True),
        ),
        rows=tuple(serving_row(one, dates) for one in at.serving),
        note=_(
            "Of patients registered in %(month)s who live in the same small area, of "
            "about 1,700 people. Your own network is that of the practice you are "
            "registered with."
        )
        % {"month": on},
    )


def serving_row(one: Serving, dates: Dates) -> Row:
    """One network, or all the rest."""
    name = (
        words(as_written(one.name), href=dates.link(address("network", one.code)))
        if one.code
        else words(_("Other networks, none, or a practice that has closed since"))
    )
    return Row(
        cells=(
            name,
            words(grouped(one.patients)),
            words(percent(one.share)),
        )
    )
