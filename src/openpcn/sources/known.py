"""Files that OpenPCN knows for what they are and does not load."""

from __future__ import annotations

from openpcn.sources.formats import Glimpse
from openpcn.sources.rows import NotRecognised


def for_what_it_is(_glimpse: Glimpse) -> NotRecognised | None:
    """What a file is that is known and not loaded."""
    return None
