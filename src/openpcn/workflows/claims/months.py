"""Months as people name them: 2026-10."""

from __future__ import annotations

import re
from datetime import date

from openpcn.kernel.errors import NotRight


def month_of(text: str) -> date:
    """The first day of a month that is written 2026-10."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) >= 1948:
        return date(int(found[1]), int(found[2]), 1)
    raise NotRight(f"“{text[:20]}” is not a month.", next_step="Write it as 2026-10.")
