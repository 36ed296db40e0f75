"""Readings as people type them, one on a line: a day, then a value or a number of so many."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from openpcn.domains.outcomes.actions.readings import MOST, Entered
from openpcn.kernel.errors import NotRight

LINE = re.compile(r"^(?P<a>\d{1,4})[-/. ](?P<b>\d{1,2})[-/. ](?P<c>\d{1,4})[\s,;:]+(?P<rest>.+)$")
OF = re.compile(r"^(\d[\d,]*)\s*(?:of|/|;)\s*(\d[\d,]*)$")
VALUE = re.compile(r"^-?\d[\d,]*(\.\d+)?\s*%?$")


def read_lines(text: str) -> list[Entered]:
    """The readings of some lines; everything that is wrong is said at once."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise NotRight("There is no reading.", next_step="Write a line for each.")
    if len(lines) > MOST:
        raise NotRight(f"{len(lines):,} lines are too many.", next_step=f"Enter up to {MOST}.")
    found = [read_line(line) for line in lines]
    wrong = [line[:40] for line, one in zip(lines, found, strict=True) if one is None]
    if wrong:
        raise NotRight(
            f"These lines cannot be read: {'; '.join(wrong[:5])}.",
            next_step="Write a day and a value, such as “30 9 2026 4.2” or “2026-09-30 41 of 980”.",
        )
    held = [one for one in found if one is not None]
    days = [one.on for one in held]
    if len(set(days)) < len(days):
        raise NotRight("Two lines are of the same day.", next_step="Keep one of them.")
    return sorted(held, key=lambda one: one.on)


def read_line(line: str) -> Entered | None:
    """One line; None where it cannot be read."""
    parts = LINE.match(line)
    if parts is None:
        return None
    first, second, third = (int(parts[name]) for name in "abc")
    year, month, day = (first, second, third) if len(parts["a"]) == 4 else (third, second, first)
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    rest = parts["rest"].strip()
    if share := OF.match(rest):
        top, bottom = (int(each.replace(",", "")) for each in share.groups())
        return Entered(on=on, numerator=top, denominator=bottom)
    if VALUE.match(rest):
        return Entered(on=on, value=Decimal(re.sub(r"[,%\s]", "", rest)))
    return None
