"""Where each figure comes from, as the table at the foot of a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.web.presenters.words import month, written
from openpcn.workflows.facts.show_facts import SystemFacts
from openpcn.workflows.facts.show_sources import Source


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table."""

    figure: str
    source: str
    period: str
    rule: str
    loaded: str
    licence: str


def provenance(sources: tuple[Source, ...], whole: SystemFacts) -> list[Line]:
    """A line for each figure."""
    return [line(one, whole) for one in sources]


def line(one: Source, whole: SystemFacts) -> Line:
    """One figure with its file, period and rule."""
    figure, rule = about(one.figure, whole)
    monthly = one.figure in ("residence", "staff")
    day = one.period_on
    return Line(
        figure=figure,
        source=f"{one.title}, {one.publisher}",
        period=month(day) if monthly and day else written(day),
        rule=rule,
        loaded=in_words(one.loaded_at.date()),
        licence=one.licence,
    )


def about(figure: str, whole: SystemFacts) -> tuple[str, str]:
    """What a source is for, and the rule by which its figures are used."""
    edition = whole.ground.residence.deprivation
    fifth = f"{edition.fifth:,}" if edition else ""
    kind = {"lsoa11": "2011", "lsoa21": "2021"}.get(edition.area_kind, "") if edition else ""
    return {
        "members": (_("Members"), _("Memberships settled from all files and records held")),
        "lists": (_("Registered patients"), _("Sum of the lists of the member practices")),
        "aged": (
            _("Aged 65 or over"),
            _("Sum of the bands from 65, of all patients whose age is held"),
        ),
        "residence": (
            _("Where patients live, distance"),
            _("Patients by LSOA of residence; straight line × 1.3 to the nearest practice"),
        ),
        "deprivation": (
            _("Deprivation"),
            _("Patients whose LSOA (%(kind)s) has a national rank from 1 to %(fifth)s")
            % {"kind": kind, "fifth": fifth},
        ),
        "staff": (_("Network staff"), _("Sum of full-time equivalents, all roles")),
    }[figure]
