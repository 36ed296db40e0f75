"""A name without what tells nothing apart, so that one body is found under its several names."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
SAYS_NOTHING = frozenset(
    (
        "the", "of", "for", "and", "at", "in", "a", "ltd", "limited", "plc", "cic", "cio", "llp",
        "inc", "charity", "charitable", "trust", "registered", "company", "incorporated", "no",
        "organisation", "association", "assoc", "uk", "reg", "branch",
    )
)  # fmt: skip
SAME = {"saint": "st", "saints": "st", "centre": "ctr", "center": "ctr", "road": "rd"}
BRACKETED = re.compile(r"\([^)]*\)")


def plain_name(name: str) -> str:
    """Small letters without accents, marks and words that say nothing, in alphabetical order.

    "The St. Anne's Café (reg. charity)" and "Saint Annes Cafe CIO" are the same. A name that
    would be left empty, such as one of an emoji, keeps its own characters.
    """
    unmarked = unicodedata.normalize("NFKD", BRACKETED.sub(" ", name)).casefold()
    letters = "".join(each for each in unmarked if not unicodedata.combining(each))
    joined = letters.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    words = [SAME.get(word, word) for word in re.findall(r"[^\W_]+", joined)]
    telling = sorted({word for word in words if word not in SAYS_NOTHING})
    return (" ".join(telling) or " ".join(name.casefold().split()))[:LONGEST]
