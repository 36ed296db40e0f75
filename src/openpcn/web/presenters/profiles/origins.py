"""Where the figures of indicators come from, as lines of the table at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.web.presenters.provenance import Line
from openpcn.workflows.profiles.origins import Origin
from openpcn.workflows.profiles.periods import period


def origin_lines(origins: Iterable[Origin]) -> list[Line]:
    """One line for each source and period."""
    return [line(one) for one in dict.fromkeys(origins)]


def line(one: Origin) -> Line:
    """One source."""
    return Line(
        figure=one.figure,
        source=f"{one.source}, {one.publisher}",
        period=period(one.starts_on, one.ends_on),
        rule=one.note,
        loaded=in_words(one.loaded_at.date()) if one.loaded_at else _("not known"),
        licence=one.licence,
    )


def statement(origins: Iterable[Origin]) -> str:
    """The sources in one line, for a download."""
    said = (
        f"{one.source}, {one.publisher}, {period(one.starts_on, one.ends_on)}" for one in origins
    )
    return "; ".join(dict.fromkeys(said))
