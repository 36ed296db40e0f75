"""What every page with a comparison is given."""

from __future__ import annotations

from typing import Any

from openpcn.web.dates import Dates
from openpcn.web.planner import wording
from openpcn.web.planner.tables import groups_of, marks_of
from openpcn.workflows.planner.compare import Comparison


def comparison_words(shown: Comparison, dates: Dates) -> dict[str, Any]:
    """The comparison, its lines, its legend, and how it was measured."""
    ground = shown.ground
    return {
        "shown": shown,
        "ground": ground,
        "dates": dates,
        "crumbs": wording.crumbs_of(ground, dates),
        "groups": groups_of(shown),
        "standing": wording.standing_words(shown.today, wording.band_of(shown.ground)),
        "marks": marks_of(shown),
        "band": wording.band_of(ground),
        "rule": ground.situation.brief.neighbour_rule,
        "lived_on": ground.lived_on,
    }
