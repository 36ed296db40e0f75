"""Vacancies by role with percentages, as recorded, and each vacancy for who may mend it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.workforce.vacancies import by_role
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.people_practices import figure
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Column, Link, Row, Table, count, per_cent, words
from openpcn.workflows.workforce.show_people import People


def vacancy_section(answer: People, base: str, dates: Dates) -> Section:
    """The table by role; where nothing is recorded, what would be here and who can."""
    add = dates.link(reverse("vacancy-new", args=[answer.subject.code]))
    links = (Link(text=_("Record a vacancy"), href=add),) if answer.may_record_vacancies else ()
    heading = _("Vacancies by role")
    if not answer.vacancies:
        return Section(
            id="vacancies-section",
            heading=heading,
            empty=(
                _("No vacancy is recorded for this date, which does not say that there is none."),
                _("No national file has vacancies by practice. Practice managers, network managers "
                  "and the primary care lead record posts that nobody is in."),
            ),
            links=links,
        )  # fmt: skip
    return Section(
        id="vacancies-section",
        heading=heading,
        tables=(roles_table(answer, base, dates), each_table(answer, base, dates)),
        links=links,
    )


def roles_table(answer: People, base: str, dates: Dates) -> Table:
    """Role, posts and their share of all that are listed."""
    rows = by_role((one.role_words, one.posts, float(one.fte)) for one in answer.vacancies)
    listed = sum(one.posts for one in rows)
    return Table(
        id="vacancies",
        caption=_("Vacancies by role"),
        caption_hidden=True,
        columns=(
            Column(label=_("Role")),
            Column(label=_("Posts"), is_number=True),
            Column(label=_("Share"), is_number=True, unit="per cent"),
            Column(label=_("FTE"), is_number=True, unit="full-time equivalent"),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(one.role),
                    count(one.posts),
                    per_cent(one.share, percent(one.share)),
                    figure(one.fte, 1),
                )
            )
            for one in rows
        ),
        total=(words(_("All roles")), count(listed), per_cent(1.0, "100%"),
               figure(sum(one.fte for one in rows), 1)),
        note=_("Shares are of the %(n)s listed. As recorded in OpenPCN; practices that "
               "recorded nothing may have vacancies.") % {"n": counted(listed, "post")},
        csv_href=dates.link(base, format="csv", of="vacancies"),
    )  # fmt: skip


def each_table(answer: People, base: str, dates: Dates) -> Table:
    """Every vacancy; whoever may mend it is led to its form."""
    return Table(
        id="each-vacancy",
        caption=_("Each vacancy"),
        columns=(
            Column(label=_("Role")),
            Column(label=_("Where")),
            Column(label=_("Posts"), is_number=True),
            Column(label=_("Since")),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(
                        one.role_words,
                        href=dates.link(reverse("vacancy", args=[one.id]))
                        if one.may_record
                        else "",
                    ),
                    words(as_written(one.organisation_name)),
                    count(one.posts),
                    words(in_words(one.starts_on)),
                )
            )
            for one in answer.vacancies
        ),
        csv_href=dates.link(base, format="csv", of="each-vacancy"),
    )
