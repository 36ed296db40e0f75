"""Where patients live, as tables with bars."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.geography.overlap import ELSEWHERE, NOT_KNOWN, Part
from openpcn.kernel.wording import grouped, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, per_cent
from openpcn.web.presenters.words import month
from openpcn.workflows.pages.show_overview import Overview

ON_OVERVIEW = ("neighbourhood", "council")
ALL = 15
"""Up to this many areas are all listed on an overview."""
FIRST = 9
LEAST = 0.005
"""Where there are more, areas with a smaller share stand together."""


def whole_words(whole: str) -> tuple[str, str]:
    """The caption and the heading of the first column."""
    return {
        "council": (_("Where its patients live, by council"), _("Council area")),
        "ward24": (_("Where its patients live, by ward (2024)"), _("Ward")),
        "ward25": (_("Where its patients live, by ward (2025)"), _("Ward")),
        "neighbourhood": (_("Where its patients live, by neighbourhood"), _("Neighbourhood")),
    }[whole]


def lives_tables(page: Overview, dates: Dates) -> list[Table]:
    """The overview's tables of where patients live: the largest areas, the rest together."""
    return [
        lives_table(whole, page.lives_in[whole], page, dates)
        for whole in ON_OVERVIEW
        if whole in page.lives_in
    ]


def lives_table(whole: str, parts: tuple[Part, ...], page: Overview, dates: Dates) -> Table:
    """Where the patients of an organisation live, by one kind of area."""
    caption, label = whole_words(whole)
    base = address(page.subject.kind, page.subject.code)
    return Table(
        id=f"lives-{whole}",
        caption=caption,
        columns=(
            Column(label=label),
            Column(label=_("Patients"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(part_row(whole, part, page, dates) for part in shortened(parts)),
        note=lives_note(page),
        csv_href=dates.link(f"{base}population/", format="csv", of=whole),
    )


def shortened(parts: tuple[Part, ...]) -> list[Part]:
    """Every area where there are few; else the largest, the others as one, then what is unknown."""
    remainders = [part for part in parts if part.code in (ELSEWHERE, NOT_KNOWN)]
    named = [part for part in parts if part not in remainders]
    if len(named) <= ALL:
        return [*named, *remainders]
    shown = [part for part in named if part.share >= LEAST][:FIRST]
    rest = [part for part in named if part not in shown]
    other = Part(
        code=OTHERS,
        patients=sum(part.patients for part in rest),
        share=sum(part.share for part in rest),
    )
    return [*shown, other, *remainders]


OTHERS = "other areas"


def part_row(whole: str, part: Part, page: Overview, dates: Dates) -> Row:
    """One area with its patients."""
    named = {
        ELSEWHERE: _("Elsewhere, or no area held"),
        NOT_KNOWN: _("Residence not known"),
        OTHERS: _("Other areas"),
    }
    name = named.get(part.code) or page.whole.ground.residence.names.get(part.code) or part.code
    is_area = part.code not in named
    href = (
        dates.link(f"/neighbourhoods/{part.code}/") if whole == "neighbourhood" and is_area else ""
    )
    bar = round(part.share * 100)
    return Row(
        cells=(
            Cell(value=name, text=name, href=href, bar=bar, code=part.code if is_area else ""),
            count(part.patients),
            per_cent(part.share, percent(part.share)),
        )
    )


def lives_note(page: Overview) -> str:
    """The period, and what the table leaves out."""
    on = page.whole.ground.residence.on
    if on is None:
        return ""
    note = _("Registrations of %(month)s.") % {"month": month(on)}
    if page.whole.residence_is_older:
        note += " " + _(
            "Over a year before the date of this page; where people live changes slowly."
        )
    return " ".join(part for part in (note, covers(page)) if part)


def covers(page: Overview) -> str:
    """Of how many of its patients it is held where they live, unless it is of nearly all."""
    held = page.whole.coverage(page.members)
    if held is None or held.is_nearly_all:
        return ""
    return _(
        "Covers %(held)s of %(patients)s patients; those of practices that joined or closed "
        "since, and patients new since, are not in it."
    ) % {"held": grouped(held.held), "patients": grouped(held.patients)}
