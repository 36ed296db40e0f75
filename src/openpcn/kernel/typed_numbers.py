"""Numbers as people type them: commas between thousands, spaces and a pound sign are fine."""

from __future__ import annotations

import re

GROUPED = re.compile(r"\(?[-+]?\d{1,3}(,\d{3})+(\.\d*)?\)?")


def bare_number(text: str) -> str:
    """The number without its decoration; a comma that parts no thousands stays, and is refused.

    “1,5” would otherwise be fifteen, and “40.000,50” forty pounds.
    """
    bare = re.sub(r"[£\s]", "", text)
    return bare.replace(",", "") if GROUPED.fullmatch(bare) else bare
