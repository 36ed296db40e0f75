"""A section of a profile: a chart beside its table, or what would be here and when it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Link
from openpcn.workflows.profiles.pictures import ChartPicture


@dataclass(frozen=True, kw_only=True)
class ProfileSection(Section):
    """A section that may have a chart; its tables stand beside it on a wide page."""

    chart: ChartPicture | None = None
    notes: tuple[str, ...] = ()
    """Beneath all."""
    is_wide: bool = False
    """Tables stand beneath the chart, not beside it."""


def last_day_shown(ends_on: date, dates: Dates) -> date:
    """The last day on which a figure of a period still counts: a year after it, or today."""
    day = ends_on.day if (ends_on.month, ends_on.day) != (2, 29) else 28
    return min(ends_on.replace(year=ends_on.year + 1, day=day), dates.known_on)


def held_on(
    path: str, ends_on: date | None, dates: Dates, *, first: date | None
) -> tuple[str, Link | None]:
    """What to say of a figure that is not held for a day, and a link to a day when it is."""
    if ends_on is None:
        return _("Nothing of it is loaded here."), None
    day = last_day_shown(ends_on, dates)
    words = _("The newest held is of a period that ended on %(day)s.") % {"day": in_words(ends_on)}
    if first is not None and day < first:
        early = _("This organisation is held from %(first)s on only.")
        return f"{words} {early % {'first': in_words(first)}}", None
    text = _("Show %(day)s, when it is held") % {"day": in_words(day)}
    return words, Link(text=text, href=dates.link(path, as_at=day.isoformat()))
