"""The working behind each key fact: the rule, the sum, and each practice's part in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import grouped, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address, head_of
from openpcn.web.presenters.key_facts import against_band, not_held
from openpcn.web.presenters.lives import covers
from openpcn.web.presenters.members import by_size
from openpcn.web.presenters.overview import notice
from openpcn.web.presenters.provenance import provenance
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.web.presenters.words import month
from openpcn.workflows.land.residence import Share
from openpcn.workflows.pages.show_overview import Overview


def working_page(page: Overview, dates: Dates) -> dict[str, Any]:
    """What the template of the working page is given."""
    return {
        "head": head_of(
            page.subject,
            dates,
            current="working",
            title=_("Working"),
            whole=page.whole,
            members=page.members,
        ),
        "notice": notice(page, dates),
        "sections": [
            patients(page, dates),
            share_section(
                "aged",
                _("Patients aged 65 or over"),
                _(
                    "Patients in the bands from 65 to 69 up, divided by all patients "
                    "whose age is held."
                ),
                _("Aged 65 or over"),
                page.facts.aged,
                page.whole.ground.aged,
                page,
                dates,
            ),
            share_section(
                "deprived",
                _("Living in the most deprived fifth of England"),
                deprived_rule(page),
                _("In the most deprived fifth"),
                page.facts.deprived,
                page.whole.ground.residence.deprived,
                page,
                dates,
            ),
            distance(page),
            staff(page),
        ],
        "provenance": provenance(page.sources, page.whole),
    }


def patients(page: Overview, dates: Dates) -> Section:
    """The sum of the lists."""
    heading = _("Registered patients")
    if page.facts.patients is None:
        return Section(id="patients", heading=heading, empty=(not_held(),))
    lines = [
        _(
            "The sum of the newest list of each practice that is not later than the date "
            "of the page and not over 12 months older."
        )
    ]
    if page.subject.kind == "network":
        lines.append(
            _("%(patients)s patients: %(against)s.")
            % {
                "patients": grouped(page.facts.patients),
                "against": against_band(page.facts.patients)[0],
            }
        )
        lines += [
            _("A written rationale is held, signed by %(name)s on %(day)s: %(text)s")
            % {"name": one.signed_by, "day": in_words(one.signed_on), "text": one.text}
            for code, one in page.rationales.items()
            if code == page.subject.code
        ]
    if page.facts.without_list:
        lines.append(
            _("%(count)s of its practices have no list for this date and count as none.")
            % {"count": page.facts.without_list}
        )
    table = Table(
        id="patients-table",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("Practice")),
            Column(label=_("List of")),
            Column(label=_("Patients"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    practice(one, dates),
                    Cell(
                        value=one.list_on,
                        text=in_words(one.list_on) if one.list_on else _("not held"),
                    ),
                    count(one.patients, missing=_("not held")),
                )
            )
            for one in by_size(page.members)
        ),
        total=(words(_("Together")), words(""), count(page.facts.patients)),
    )
    return Section(id="patients", heading=heading, lines=tuple(lines), tables=(table,))


def practice(one: PracticeAnswer, dates: Dates) -> Cell:
    """A practice by name."""
    return words(
        as_written(one.name), href=dates.link(address("practice", one.code)), second=one.code
    )


def share_section(
    slug: str,
    heading: str,
    rule: str,
    label: str,
    together: Share | None,
    parts: Any,
    page: Overview,
    dates: Dates,
) -> Section:
    """A share as a sum over practices."""
    if together is None or together.value is None:
        return Section(id=slug, heading=heading, lines=(rule,), empty=(not_held(),))
    covered = covers(page) if slug == "deprived" else ""
    sum_line = _("%(part)s ÷ %(whole)s = %(share)s") % {
        "part": grouped(together.part),
        "whole": grouped(together.whole),
        "share": percent(together.value, 1),
    }
    held = [(one, parts[one.code]) for one in by_size(page.members) if one.code in parts]
    table = Table(
        id=f"{slug}-table",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("Practice")),
            Column(label=label, is_number=True),
            Column(label=_("Of"), is_number=True),
            Column(label=_("Share"), is_number=True),
        ),
        rows=tuple(
            Row(cells=(practice(one, dates), count(part.part), count(part.whole), ratio(part)))
            for one, part in held
        ),
        total=(words(_("Together")), count(together.part), count(together.whole), ratio(together)),
    )
    lines = tuple(line for line in (rule, sum_line, covered) if line)
    return Section(id=slug, heading=heading, lines=lines, tables=(table,))


def ratio(part: Share) -> Cell:
    """A share as a cell."""
    value = part.value
    if value is None:
        return words(_("not known"))
    return Cell(value=round(value, 4), text=percent(value, 1))


def deprived_rule(page: Overview) -> str:
    """By which edition, on which areas, of which day."""
    edition, on = page.whole.ground.residence.deprivation, page.whole.ground.residence.on
    if edition is None or on is None:
        return _("Needs registrations by LSOA, and the Indices of Deprivation on the same LSOAs.")
    kind = {"lsoa11": "2011", "lsoa21": "2021"}[edition.area_kind]
    return _(
        "%(title)s: patients registered in %(month)s who live in an LSOA (%(kind)s) with "
        "a national rank from 1 to %(fifth)s, divided by patients whose LSOA has a rank. "
        "Scores of other editions are not mixed in."
    ) % {
        "title": edition.title,
        "month": month(on),
        "kind": kind,
        "fifth": grouped(edition.fifth),
    }


def distance(page: Overview) -> Section:
    """The mean distance and its rule."""
    heading = _("Average distance to a practice")
    rule = _(
        "From the centre of each LSOA where patients live in a straight line to the "
        "nearest practice of the network (of a practice: to itself; of a place: to the "
        "nearest in it), times 1.3 because roads are longer; the mean over patients. It "
        "is no travel time."
    )
    travel, on = page.facts.distance, page.whole.ground.residence.on
    if travel is None or on is None:
        return Section(id="distance", heading=heading, lines=(rule,), empty=(not_held(),))
    found = _(
        "Registrations of %(month)s: %(km)s km for %(patients)s patients; the place of "
        "%(not_known)s is not known."
    ) % {
        "month": month(on),
        "km": f"{travel.mean_km:,.1f}",
        "patients": grouped(travel.patients),
        "not_known": grouped(travel.not_known),
    }
    lines = [rule, found, *filter(None, [covers(page)])]
    if page.subject.kind in ("network", "practice"):
        lines.append(
            _("One patient in ten lives over %(km)s km away.")
            % {"km": f"{travel.one_in_ten_over_km:,.1f}"}
        )
    return Section(id="distance", heading=heading, lines=tuple(lines))


def staff(page: Overview) -> Section:
    """Staff and their rate."""
    heading = _("Network staff, full-time equivalent")
    rule = _(
        "The sum of contracted hours divided by 37.5, over all roles, as networks reported them."
    )
    if page.facts.staff is None or page.whole.staff_on is None:
        return Section(id="staff", heading=heading, lines=(rule,), empty=(not_held(),))
    lines = [
        rule,
        _("%(fte)s on %(day)s.")
        % {"fte": f"{page.facts.staff:,.1f}", "day": in_words(page.whole.staff_on)},
    ]
    if page.facts.patients:
        rate = page.facts.staff / page.facts.patients * 10_000
        lines.append(
            _("%(fte)s ÷ %(patients)s × 10,000 = %(rate)s per 10,000 patients.")
            % {
                "fte": f"{page.facts.staff:,.1f}",
                "patients": grouped(page.facts.patients),
                "rate": f"{rate:.1f}",
            }
        )
    return Section(id="staff", heading=heading, lines=tuple(lines))
