"""The survey by deprivation of practices, and the ratings of the Care Quality Commission."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.profiles.sections import ProfileSection
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.profiles.experience import Ratings, Survey
from openpcn.workflows.profiles.periods import period
from openpcn.workflows.profiles.show_profile import Profile


def survey_section(answer: Profile, dates: Dates) -> ProfileSection | None:
    """What patients of a system answered, by the deprivation of practices."""
    held = answer.survey
    if held is None:
        return None
    return ProfileSection(
        id="survey",
        heading=_("Experience, by deprivation of practices"),
        lines=(
            _(
                "The GP Patient Survey: the result of the practice in the middle of each group of "
                "practices. No interval is published with it."
            ),
        ),
        tables=(survey_table(answer, held, dates),),
        notes=(
            _("The questionnaire changed in 2024, so later years are not compared with earlier."),
        ),
        is_wide=True,
    )


def survey_table(answer: Profile, held: Survey, dates: Dates) -> Table:
    """Four questions by four groups."""
    labels = (
        _("Least deprived fifth"),
        _("Second fifth"),
        _("Third fifth"),
        _("Two most deprived fifths"),
        _("England, middle practice"),
    )
    return Table(
        id="survey",
        caption=_("GP Patient Survey, %(period)s")
        % {"period": period(held.starts_on, held.ends_on)},
        columns=(
            Column(label=_("Question")),
            *(Column(label=label, unit="%", is_number=True) for label in labels),
        ),
        rows=tuple(
            Row(cells=(words(one.question), *(share(each) for each in (*one.shares, one.england))))
            for one in held.answers
        ),
        csv_href=dates.link(population(answer), format="csv", of="survey"),
    )


def share(value: float | None) -> Cell:
    """A share of 0 to 1."""
    if value is None:
        return Cell(value=None, text=_("not held"))
    return Cell(value=round(100 * value, 1), text=percent(value))


def ratings_section(answer: Profile, dates: Dates) -> ProfileSection | None:
    """How the practices were rated."""
    held = answer.ratings
    if held is None:
        return None
    years = str(held.first) if held.first == held.last else f"{held.first} {_('to')} {held.last}"
    without = (
        (_("%(count)s without a rating held; that does not mean a bad one.") % {
            "count": held.without
        },)
        if held.without
        else ()
    )  # fmt: skip
    return ProfileSection(
        id="ratings",
        heading=_("Ratings of the Care Quality Commission"),
        lines=(
            _("Overall ratings of the years %(years)s: many are old, and each stands until the "
              "next.") % {"years": years},
        ),
        tables=(ratings_table(answer, held, dates),),
        notes=without,
        is_wide=True,
    )  # fmt: skip


def ratings_table(answer: Profile, held: Ratings, dates: Dates) -> Table:
    """Practices by rating; of few practices, each with its own."""
    if len(answer.page.members) <= 15:
        return practices_table(answer, held, dates)
    rated = sum(held.practices.values()) or 1
    return Table(
        id="ratings",
        caption=_("Practices by rating"),
        columns=(
            Column(label=_("Rating")),
            Column(label=_("Practices"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(rating),
                    count(number),
                    Cell(value=round(100 * number / rated, 1), text=percent(number / rated)),
                )
            )
            for rating, number in held.practices.items()
        ),
        csv_href=dates.link(population(answer), format="csv", of="ratings"),
    )


def practices_table(answer: Profile, held: Ratings, dates: Dates) -> Table:
    """Each practice with its rating."""
    return Table(
        id="ratings",
        caption=_("Practices with their rating"),
        columns=(
            Column(label=_("Practice")),
            Column(label=_("Rating")),
            Column(label=_("Year"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        as_written(one.name),
                        href=dates.link(address("practice", one.code)),
                        code=one.code,
                    ),
                    words(held.of_practice.get(one.code, (_("not held"), 0))[0]),
                    year_cell(held, one.code),
                )
            )
            for one in answer.page.members
        ),
        csv_href=dates.link(population(answer), format="csv", of="ratings"),
    )


def year_cell(held: Ratings, code: str) -> Cell:
    """The year of a rating."""
    if code not in held.of_practice:
        return Cell(value=None, text="")
    return Cell(value=held.of_practice[code][1], text=str(held.of_practice[code][1]))


def population(answer: Profile) -> str:
    """The path of the page."""
    return f"{address(answer.page.subject.kind, answer.page.subject.code)}population/"
