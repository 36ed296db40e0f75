"""Files that OpenPCN knows for what they are and does not load."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from openpcn.sources.formats import Glimpse
from openpcn.sources.ods import EPRACCUR_WIDTH, is_ods_row
from openpcn.sources.rows import NotRecognised
from openpcn.sources.tables import place_of

LIST = Path(__file__).with_name("known.toml")
NOT_USED_YET = "OpenPCN knows this kind of file and does not use it yet."


def for_what_it_is(glimpse: Glimpse) -> NotRecognised | None:
    """What a file is that is known and not loaded."""
    if glimpse.rows and all(is_ods_row(row) for row in glimpse.rows if len(row) == EPRACCUR_WIDTH):
        rows = [row for row in glimpse.rows if len(row) == EPRACCUR_WIDTH]
        if rows and not any(row[25].strip() for row in rows):
            return _said("Organisations of the ODS that neither prescribe nor dispense")
    for each in _listed():
        if _is(each, glimpse):
            return _said(each["title"], each.get("reason", NOT_USED_YET))
    return None


@cache
def _listed() -> list[dict[str, Any]]:
    return list(tomllib.loads(LIST.read_text("utf-8"))["known"])


def _is(each: dict[str, Any], glimpse: Glimpse) -> bool:
    if "contains" in each:
        return all(text in glimpse.head for text in each["contains"])
    return all(place_of(heading, glimpse.headings) >= 0 for heading in each["headings"])


def _said(title: str, reason: str = NOT_USED_YET) -> NotRecognised:
    return NotRecognised(nearest=None, known_as=title, differences=(reason,))
