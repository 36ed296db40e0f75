"""The colours of tags that say how sure a published figure is; the words go with them."""

from __future__ import annotations

COLOURS = {
    "Checked": "green",
    "To be checked": "yellow",
    "Sources conflict": "orange",
    "Worked out": "blue",
    "Not found": "grey",
    "Recorded": "green",
}
