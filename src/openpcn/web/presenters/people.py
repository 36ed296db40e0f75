"""The people page: staff of practices and of networks, what no file holds, and role-holders."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.kernel.names import short
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import PATHS, address, called, head_of
from openpcn.web.presenters.people_groups import parts
from openpcn.web.presenters.people_holders import holders
from openpcn.web.presenters.people_networks import network_staff
from openpcn.web.presenters.people_practices import not_held, practice_staff
from openpcn.web.presenters.people_sources import staff_provenance
from openpcn.web.presenters.people_vacancies import vacancy_section
from openpcn.web.presenters.tables import Link, Table
from openpcn.workflows.workforce.show_people import People


def people_page(answer: People, dates: Dates) -> dict[str, Any]:
    """What the template of the people page is given."""
    base = people_path(answer)
    name = short(called(answer.subject.organisation, answer.whole))
    sections = [
        practice_staff(answer, dates, name, base),
        parts(answer, dates, base),
        not_held(answer),
        vacancy_section(answer, base, dates),
        network_staff(answer, base, dates),
        holders(answer, dates),
    ]
    return {
        "head": head_of(
            answer.subject, dates, current="people", whole=answer.whole, members=answer.members
        ),
        "sections": [one for one in sections if one is not None],
        "beside": beside(answer, dates),
        "provenance": staff_provenance(answer.sources, answer.tables.ends_on),
    }


def people_path(answer: People) -> str:
    """Where the page stands."""
    return f"{address(answer.subject.kind, answer.subject.code)}people/"


def beside(answer: People, dates: Dates) -> list[Link]:
    """Other pages about staff."""
    where = (PATHS[answer.subject.kind], answer.subject.code)
    own = [("staff", _("Staff in post")), ("claims", _("Claims for staff"))]
    return [
        *(
            Link(text=text, href=dates.link(reverse(name, args=[answer.subject.code])))
            for name, text in own
            if answer.subject.kind == "network"
        ),
        Link(text=_("Projection"), href=dates.link(reverse("projection", args=where))),
        Link(
            text=_("Training and local schemes"), href=dates.link(reverse("training", args=where))
        ),
        Link(text=_("All tables as Excel"), href=dates.link(people_path(answer), format="xlsx")),
        Link(text=_("All tables as PDF"), href=dates.link(people_path(answer), format="pdf")),
        Link(text=_("All tables as Word"), href=dates.link(people_path(answer), format="docx")),
        Link(
            text=_("The 2016 paper of Leicester, recomputed"),
            href=dates.link(reverse("workforce-2016")),
        ),
    ]


def people_tables_of(answer: People, dates: Dates) -> list[Table]:
    """Every table of the page, for its files."""
    return [table for one in people_page(answer, dates)["sections"] for table in one.tables]
