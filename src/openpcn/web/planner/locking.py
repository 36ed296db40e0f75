"""Practices named in locks: by name, by code, or as the list offers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from django.http import QueryDict

from openpcn.kernel.errors import NotRight
from openpcn.web.planner.asking import practices_in
from openpcn.workflows.planner.ground import Ground

LOCK_ROWS = 3
"""Empty lines that the form offers for each kind of lock."""
IN_BRACKETS = re.compile(r"\(([A-Z0-9]{3,12})\)\s*$")


def lines_said(said: QueryDict, name: str) -> list[str]:
    """Each lock as one line: a practice, and what it is together with or apart from."""
    return [
        f"{one}, {other}"
        for one, other in zip_longest(
            said.getlist(name), said.getlist(f"{name}-with"), fillvalue=""
        )
    ]


def lock_rows(said: QueryDict) -> dict[str, list[tuple[str, str]]]:
    """What was written in the locks, and empty lines for more."""
    rows = {}
    for name in ("stays", "together", "apart"):
        held = [pair for pair in _pairs(said, name) if any(pair)]
        rows[name] = [*held, *[("", "")] * max(1, LOCK_ROWS - len(held))]
    return rows


def _pairs(said: QueryDict, name: str) -> list[tuple[str, str]]:
    return list(zip_longest(said.getlist(name), said.getlist(f"{name}-with"), fillvalue=""))


def locks(ground: Ground, lines: Sequence[str]) -> list[list[str]]:
    """Groups of two practices or more, one a line; practices stand apart by commas."""
    found = [practices_said(ground, line) for text in lines for line in text.splitlines()]
    return [group for group in found if len(group) > 1]


def practices_said(ground: Ground, line: str) -> list[str]:
    """The codes of the practices that a line names."""
    named = [part.strip() for part in re.split(r"[,;]", line) if part.strip()]
    return [code for part in named for code in _said(ground, part)]


def _said(ground: Ground, part: str) -> list[str]:
    held = {code: name for code, name, _network in practices_in(ground)}
    bracketed = IN_BRACKETS.search(part.upper())
    codes = [bracketed[1]] if bracketed else part.upper().split()
    if all(code in held for code in codes):
        return codes
    same = [code for code, name in held.items() if name.casefold() == part.casefold()]
    if len(same) == 1:
        return same
    raise NotRight(
        f"The locks name “{part[:60]}”, which is not among the practices."
        if not same
        else f"{len(same)} practices are called “{part[:60]}”.",
        next_step="Choose practices of this area from the list that opens as you type.",
    )
