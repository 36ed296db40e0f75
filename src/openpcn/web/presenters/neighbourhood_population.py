"""Who lives in a neighbourhood, beside who is registered: on its own boundary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, grouped, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.key_facts import not_held
from openpcn.web.presenters.neighbourhood import head_of_neighbourhood
from openpcn.web.presenters.neighbourhood_ages import file_of, registered_ages
from openpcn.web.presenters.profiles.organisation import tenth_words
from openpcn.web.presenters.profiles.origins import origin_lines
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood
from openpcn.workflows.profiles import pictures
from openpcn.workflows.profiles.neighbourhood import EDITION, Estimate, NeighbourhoodProfile
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.sayings import shown


def population_page(profile: NeighbourhoodProfile, dates: Dates) -> dict[str, Any]:
    """Residents beside registered patients, and what is known of them."""
    answer = profile.answer
    head = head_of_neighbourhood(answer, dates, current="population")
    sections = [
        side_by_side(answer, dates),
        ages(answer, dates),
        registered_ages(profile, dates),
        deprivation(profile, dates),
        groups(profile, dates),
        illness(profile, dates),
    ]
    registers = {one.indicator.id for one in profile.estimates}
    told = [one for id_, one in profile.origins.items() if id_ in registers]
    return {
        "head": head,
        "sections": sections,
        "provenance": origin_lines([*profile.other_origins, *told]),
    }


def side_by_side(answer: Neighbourhood, dates: Dates) -> ProfileSection:
    """Two counts of two things."""
    rows = (
        (
            _("Residents"),
            answer.residents,
            answer.residents_on,
            _("All who live here, by the census"),
        ),
        (
            _("Registered patients living here"),
            answer.registered,
            answer.registered_on,
            _("Patients of the practices in the file, wherever the practice is"),
        ),
    )
    table = Table(
        id="both-table",
        caption=_("Registered and resident"),
        caption_hidden=True,
        columns=(
            Column(label=_("Who")),
            Column(label=_("People"), is_number=True),
            Column(label=_("Counted on")),
            Column(label=_("What is counted"), is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(label),
                    count(value, missing=not_held()),
                    Cell(value=on, text=in_words(on) if on else not_held()),
                    words(what),
                )
            )
            for label, value, on, what in rows
        ),
        note=_(
            "Counted by different bodies on different days; they stand side by side and "
            "are never added."
        ),
        csv_href=file_of(answer, dates, "both"),
    )
    return ProfileSection(id="both", heading=_("Registered and resident"), tables=(table,))


def ages(answer: Neighbourhood, dates: Dates) -> ProfileSection:
    """Residents by age."""
    heading = _("Residents by age")
    if not answer.residents_by_age or not answer.residents:
        empty = (_("Residents by age are not held for this area."),)
        return ProfileSection(id="ages", heading=heading, empty=empty)
    order = sorted(answer.residents_by_age.items(), key=lambda held: age_order(held[0]))
    table = residents_table("ages", heading, _("Age"), dict(order), answer, dates)
    return ProfileSection(id="ages", heading=heading, tables=(table,))


def residents_table(
    id_: str,
    caption: str,
    label: str,
    people: Mapping[str, int],
    answer: Neighbourhood,
    dates: Dates,
    *,
    is_hidden: bool = True,
) -> Table:
    """Residents by group, with a bar for each share."""
    whole = sum(people.values()) or 1
    return Table(
        id=f"{id_}-table",
        caption=caption,
        caption_hidden=is_hidden,
        columns=(
            Column(label=label),
            Column(label=_("Residents"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(value=group, text=group, bar=round(100 * n / whole)),
                    count(n),
                    Cell(value=round(100 * n / whole, 2), text=percent(n / whole, 1)),
                )
            )
            for group, n in people.items()
        ),
        note=_("Census of %(day)s. A full count, so there is no interval.")
        % {"day": in_words(answer.residents_on)}
        if answer.residents_on
        else "",
        csv_href=file_of(answer, dates, id_),
    )


def age_order(age: str) -> int:
    """Bands by their first number; "and under" first."""
    digits = "".join(letter if letter.isdigit() else " " for letter in age).split()
    return -1 if "under" in age else int(digits[0]) if digits else 999


def deprivation(profile: NeighbourhoodProfile, dates: Dates) -> ProfileSection:
    """Residents by tenth of deprivation."""
    heading, found = _("Deprivation"), profile.tenths
    if found is None or not found.known:
        said = _("Residents, or the Indices of Deprivation of 2025, are not held for this date.")
        return ProfileSection(id="deprivation", heading=heading, empty=(said,))
    chart = pictures.tenths(
        profile.answer.itself.name, found, edition=EDITION, who=_("Residents"),
        when=_("Census 2021"),
    )  # fmt: skip
    people = {tenth_words(at): n for at, n in enumerate(found.patients, start=1)}
    label = _("Tenth of England's areas")
    table = residents_table("deprivation", heading, label, people, profile.answer, dates)
    return ProfileSection(id="deprivation", heading=heading, tables=(table,), chart=chart)


def groups(profile: NeighbourhoodProfile, dates: Dates) -> ProfileSection:
    """Residents by ethnic group and by disability."""
    heading, answer = _("Ethnic group and disability"), profile.answer
    held = (
        ("ethnic-groups", _("Residents by ethnic group"), _("Group"), profile.ethnic_groups),
        ("disability", _("Residents by disability"), _("Disability"), profile.disability),
    )
    tables = tuple(
        residents_table(id_, caption, label, people, answer, dates, is_hidden=False)
        for id_, caption, label, people in held
        if people
    )
    empty = () if tables else (_("They are not held for every part of this area."),)
    return ProfileSection(id="groups", heading=heading, tables=tables, empty=empty)


def illness(profile: NeighbourhoodProfile, dates: Dates) -> ProfileSection:
    """The registers of the practices, weighted by who lives here."""
    heading = _("Illness, worked out from QOF registers")
    if not profile.estimates:
        return ProfileSection(
            id="register",
            heading=heading,
            empty=(
                _(
                    "Registers of the practices with which people here are registered are not held "
                    "for this date, or where their patients live is not."
                ),
            ),
        )
    return ProfileSection(
        id="register",
        heading=heading,
        lines=(
            _(
                "Registers are published by practice, not by where patients live. Here each "
                "practice counts by its patients who live in the area, as if illness were spread "
                "evenly over its list. It is an estimate; no interval would be honest."
            ),
        ),
        tables=(estimates_table(profile, dates),),
    )


def estimates_table(profile: NeighbourhoodProfile, dates: Dates) -> Table:
    """Every register that is held."""
    called = {one.everyone_called for one in profile.estimates if one.everyone_called}
    least = min(one.covered for one in profile.estimates)
    label = capitalised(called.pop()) if len(called) == 1 else _("All practices held")
    held = profile.answer.registered
    return Table(
        id="register-table",
        caption=_("Illness, worked out from QOF registers"),
        caption_hidden=True,
        columns=(
            Column(label=_("Register")),
            Column(label=_("Here, about"), unit="%", is_number=True),
            Column(label=label, unit="%", is_number=True),
            Column(label=_("Period"), is_minor=True),
        ),
        rows=tuple(estimate_row(one) for one in profile.estimates),
        note=_("Worked out for %(held)s registered patients who live here; %(covered)s.")
        % {"held": grouped(held or 0), "covered": covered_words(least)},
        csv_href=file_of(profile.answer, dates, "register"),
    )


def covered_words(least: float) -> str:
    """Of how many patients the practices have figures."""
    if least > 0.995:
        return _("the practices of all of them have figures")
    return _("the practices of at least %(share)s of them have figures") % {"share": percent(least)}


def estimate_row(one: Estimate) -> Row:
    """One register."""
    missing = one.everyone is None
    return Row(
        cells=(
            words(one.indicator.title, code=one.indicator.id),
            Cell(value=round(one.value, 3), text=shown(one.indicator, one.value)),
            Cell(
                value=None if missing else round(one.everyone or 0, 3),
                text=not_held() if missing else shown(one.indicator, one.everyone),
            ),
            words(period(one.starts_on, one.ends_on)),
        )
    )


def population_file(profile: NeighbourhoodProfile, dates: Dates, of: str) -> Table:
    """The table that a download asks for; that of both populations where there is none."""
    page: list[ProfileSection] = population_page(profile, dates)["sections"]
    tables = {table.id: table for section in page for table in section.tables}
    return tables.get(f"{of}-table", tables["both-table"])
