"""Ages of the registered patients of a neighbourhood: pyramid and table."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.population import band_words
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Column, Row, Table, count, per_cent, words
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood
from openpcn.workflows.profiles import pictures
from openpcn.workflows.profiles.neighbourhood import NeighbourhoodProfile
from openpcn.workflows.profiles.neighbourhood_ages import AgesHere


def file_of(answer: Neighbourhood, dates: Dates, of: str) -> str:
    """The address of a download."""
    return dates.link(f"/neighbourhoods/{answer.itself.code}/population/", format="csv", of=of)


def registered_ages(profile: NeighbourhoodProfile, dates: Dates) -> ProfileSection:
    """A pyramid of the registered patients who live here, from the lists of their practices."""
    heading, held = _("Registered patients here by age and sex, worked out"), profile.ages
    if held is None:
        said = _("Lists by age of their practices, or where their patients live, are not held.")
        return ProfileSection(id="pyramid", heading=heading, empty=(said,))
    drawn = pictures.pyramid(
        profile.answer.itself.name, held.bands, profile.everyone_by_age, day=in_words(held.on)
    )
    note = _(
        "Five-year bands as a share of each total, so that the two compare. The bars are an "
        "estimate; the title names a group of ages where the shares differ by one percentage "
        "point or more."
    )
    chart = replace(drawn, note=note)
    return ProfileSection(
        id="pyramid",
        heading=heading,
        lines=(
            _(
                "Lists by age and sex are published by practice. Here each practice counts by its "
                "patients who live in the area, as if ages were spread evenly over its list: an "
                "estimate, without an interval."
            ),
        ),
        tables=(pyramid_table(held, profile.answer, dates),),
        chart=chart,
    )


def pyramid_table(held: AgesHere, answer: Neighbourhood, dates: Dates) -> Table:
    """Five-year bands."""
    whole = sum(band.everyone for band in held.bands) or 1
    return Table(
        id="pyramid-table",
        caption=_("Registered patients here by age and sex, worked out"),
        caption_hidden=True,
        columns=(
            Column(label=_("Age")),
            Column(label=_("Female, about"), is_number=True),
            Column(label=_("Male, about"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(band_words(band.age_from)),
                    count(band.female),
                    count(band.male),
                    per_cent(band.everyone / whole, percent(band.everyone / whole, 1)),
                )
            )
            for band in held.bands
        ),
        note=_("Lists of %(day)s: NHS England, patients registered at a GP practice.")
        % {"day": in_words(held.on)},
        csv_href=file_of(answer, dates, "pyramid"),
    )
