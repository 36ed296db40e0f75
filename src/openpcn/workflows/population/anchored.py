"""Whose people count: the practices that were an organisation's on the day of the answers.

The date of a page never decides it, so that no choice of dates shows the people of a practice that
has left, and two pages of one organisation cannot be taken from each other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.timezone import localdate

from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When
from openpcn.workflows.pages.show_overview import Overview, show_overview
from openpcn.workflows.population.site_records import Answers

PATHS = {
    "icb": "systems",
    "place": "places",
    "sub_icb": "places",
    "network": "networks",
    "practice": "practices",
}


def on_day_of(page: Overview, answers: Answers) -> Overview:
    """The same organisation on the day that the answers are of; without members before it began."""
    return on_day(page, answers.as_at)


def on_day(page: Overview, day: date) -> Overview:
    """The same organisation on another day, as is known now."""
    when = When(as_at=day)
    if page.whole.when == when:
        return page
    try:
        return show_overview(PATHS[page.subject.kind], page.subject.code, when=when)
    except NotFound:
        return replace(page, members=())


def practices_of_lists(page: Overview, answers: Answers) -> tuple[str, ...]:
    """Those of which people are listed: the organisation's on the day of the answers, and today."""
    today = on_day(page, localdate())
    still = {one.code for one in today.members}
    then = on_day_of(page, answers).members
    return tuple(sorted(o.code for o in then if o.code in answers.practices and o.code in still))
