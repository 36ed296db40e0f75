"""Everything that the review found, with the smallest change that would mend it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.web.dates import Dates
from openpcn.web.presenters.attention import attention
from openpcn.web.presenters.heads import head_of
from openpcn.web.presenters.overview import notice
from openpcn.web.presenters.provenance import provenance
from openpcn.workflows.pages.show_overview import Overview


def attention_page(page: Overview, dates: Dates) -> dict[str, Any]:
    """What the template of the findings page is given."""
    return {
        "head": head_of(
            page.subject,
            dates,
            current="attention",
            title=_("What needs attention"),
            whole=page.whole,
            members=page.members,
        ),
        "notice": notice(page, dates),
        "attention": attention(page, dates, at_most=None),
        "neighbour_rule": page.whole.ground.neighbour_rule,
        "provenance": provenance(page.sources, page.whole),
    }
