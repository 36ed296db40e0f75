"""Where the figures of a people page come from."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.web.presenters.provenance import Line
from openpcn.web.presenters.words import written
from openpcn.workflows.facts.show_sources import Source


def staff_provenance(sources: tuple[Source, ...], ends_on: date | None) -> list[Line]:
    """A line for each file; a mean of a year says which year counts."""
    rules = {
        "members": (_("Members"), _("Memberships settled from all files and records held")),
        "practice-staff": (
            _("Staff of practices"),
            _("Sums over the practices that report; ratios with their patients only"),
        ),
        "network-staff": (_("Staff of networks"), _("Sum of full-time equivalents by role")),
        "contracts": (_("Contracts"), _("Contract of the newest payment year held")),
    }
    mean = _("Mean of the year to %(day)s") % {"day": in_words(ends_on) if ends_on else ""}
    return [
        Line(
            figure=rules[one.figure][0],
            source=f"{one.title}, {one.publisher}",
            period=mean if one.figure == "practice-staff" and ends_on else written(one.period_on),
            rule=rules[one.figure][1],
            loaded=in_words(one.loaded_at.date()),
            licence=one.licence,
        )
        for one in sources
    ]
