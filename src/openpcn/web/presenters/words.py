"""How figures that may be missing, differences and days are written."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import grouped, percent

LONG_WORD = re.compile(r"\S{41,}")
PIECE = 10
"""Letters after which a word of over 40 may go on in the next line."""


def breakable(text: str) -> str:
    """A text for a cell, whose long words may go on in the next line: a table cannot shrink them.

    What is copied or searched is the text itself.
    """
    if len(text) <= 40 or not LONG_WORD.search(text):
        return text
    parts = (
        Markup("<wbr>").join(word[at : at + PIECE] for at in range(0, len(word), PIECE))
        if LONG_WORD.match(word)
        else escape(word)
        for word in re.split(r"(\s+)", text)
    )
    return Markup("").join(parts)


def number(value: float | None) -> str:
    """A whole number with commas: 47,210."""
    return _("not known") if value is None else grouped(value)


def share(value: float | None, decimals: int = 1) -> str:
    """A share as a percentage: 19.9%."""
    return _("not known") if value is None else percent(value, decimals)


def signed(value: int | None) -> str:
    """A difference with its sign, a true minus: +698, −181, 0."""
    if value is None:
        return _("not held")
    return f"{value:+,d}".replace("-", "−") if value else "0"


def written(day: date | None) -> str:
    """A day as people write it."""
    return _("not known") if day is None else in_words(day)


def month(day: date) -> str:
    """A month as people write it: July 2022."""
    return f"{day:%B %Y}"
