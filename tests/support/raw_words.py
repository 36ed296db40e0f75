"""What no page says: values of a program, and numbers that are not written as people write them."""

from __future__ import annotations

import re
from html import unescape

RAW = {
    "a value of a program": r"\b(nan|NaN|Infinity|Undefined|undefined|True|False)\b",
    "a number with an exponent": r"\b\d+(\.\d+)?E[-+]?\d+\b",
    "words that were to be filled in": r"\{\{|\}\}|\{%|%\([a-z_]+\)|object at 0x",
    "a day as a computer writes it": r"(?<!example )\b(19|20)\d\d-\d\d-\d\d\b",
    "one of several": r"(?<![\d.,/])\b1 (practices|networks|patients|people|posts|years|months|days"
    r"|lines|members|places|neighbourhoods|questions|alliances|services)\b",
    "several of one": r"\b([2-9]|\d{2,}) (practice|network|patient|member|neighbourhood|alliance)\b"
    r"(?! (list|team|group|premises|size))",
    "a word of the database": r"\b(not_known|not_found|care_alliance|back_office)\b",
}
LEFT_OUT = re.compile(r"<(script|style|svg|textarea|head)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def raw_words_in(page: str) -> list[str]:
    """What is said on a page that nobody would say, each with what stands around it."""
    found = []
    for piece in TAG.split(LEFT_OUT.sub(" ", page.partition("<main")[2])):
        text = " ".join(unescape(piece).split())
        for name, pattern in RAW.items():
            if text and (match := re.search(pattern, text)):
                around = text[max(0, match.start() - 30) : match.end() + 30]
                found.append(f"{name}: {around}")
    return found
