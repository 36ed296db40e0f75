"""Whether an entry of the directory is fresh: who vouched for it, and when the next look is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from openpcn.domains.community.queries.assets import AssetAnswer
from openpcn.kernel.when import in_words

RECORDED_HOLDS = timedelta(days=183)
LISTED_HOLDS = timedelta(days=366)
"""How long a check counts: half a year for what people record, a year for published lists."""


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """When an entry was last vouched for."""

    words: str
    is_due: bool
    due_on: date | None
    is_flagged: bool = False
    """Somebody found that it is not right."""


def freshness(asset: AssetAnswer, on: date) -> Freshness:
    """How fresh an entry is on a day."""
    if asset.flagged_on is not None:
        words = f"Flagged on {in_words(asset.flagged_on)}: something in it is not right"
        return Freshness(words=words, is_due=True, due_on=asset.flagged_on, is_flagged=True)
    if asset.checked_on is None:
        return Freshness(words="Never checked", is_due=True, due_on=None)
    holds = LISTED_HOLDS if asset.source else RECORDED_HOLDS
    due_on = asset.checked_on + holds
    day = in_words(asset.checked_on)
    words = f"Listed on {day} ({asset.checked_by})" if asset.checked_by else f"Checked on {day}"
    return Freshness(words=words, is_due=due_on < on, due_on=due_on)
