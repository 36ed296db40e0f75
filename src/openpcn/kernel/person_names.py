"""When two names of people may be one person's: a reason to ask, never a proof."""

from __future__ import annotations

import re
import unicodedata

TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "rev"))


def name_key(name: str) -> tuple[str, ...]:
    """The same for “Dr Ann-Marie Ash”, “ASH, Ann Marie” and “Ánn Marie Ash”."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", bare))
    return tuple(sorted(word for word in words if word not in TITLES))
