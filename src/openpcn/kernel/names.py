"""Published names in capitals, written as people write them."""

from __future__ import annotations

import re
from functools import lru_cache


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


KEPT = words_of(
    "PCN PCNS NHS GP GPS ICB ICS CCG CIC LLP LLR UK II III IV VI APMS NE SE UEA HMYOI YOI "
    "UTC A&E OOH MSK"
)
SMALL = words_of("and of the in on at by for upon under with near le la de en y to")
PIECE = re.compile(r"[A-Z0-9&]+(?:['’][A-Z]+)*|[^A-Z0-9&]+")
CAPITALS = re.compile(
    r"(?<![\w“'])[A-Z][A-Z'’.-]+(?:(?:[ &,/-]| - | & )+[A-Z][A-Z'’.-]*)+(?![\w”])"
    r"|(?<![\w“'])[A-Z][A-Z'’-]{4,}(?= \([A-Z]\d)"
)
"""Two words or more in capitals, or one before its code in brackets."""
SCOTS = re.compile(r"^(Mc)([a-z])")
APOSTROPHE = re.compile(r"^([DO])(['’])([a-z])")


@lru_cache(maxsize=50_000)
def as_written(name: str) -> str:
    """A name as people write it; one that is not all capitals stands as published."""
    if name != name.upper():
        return name
    pieces = PIECE.findall(" ".join(name.split()))
    words = [piece if not piece[0].isalnum() else word(piece) for piece in pieces]
    return "".join(
        piece.lower() if piece.lower() in SMALL and after_a_space(words, place) else piece
        for place, piece in enumerate(words)
    )


def in_text(text: str) -> str:
    """A sentence in which published names are written as people write them; quotes stand."""
    return CAPITALS.sub(lambda found: as_written(found[0]), text)


def after_a_space(words: list[str], place: int) -> bool:
    """Small words are small inside a name, not after a bracket, a dash or a colon."""
    return place > 0 and words[place - 1] == " "


def word(piece: str) -> str:
    """One word of a name."""
    if ORDINAL.match(piece):
        return piece.lower()
    if piece in KEPT or (any(letter.isdigit() for letter in piece) and len(piece) < 9):
        return piece
    if not any(letter in "AEIOUY" for letter in piece) and piece not in TITLES:
        return piece
    if len(piece) == 2 and piece not in SHORT:
        return piece
    lowered = piece.capitalize()
    lowered = SCOTS.sub(lambda found: found[1] + found[2].upper(), lowered)
    return APOSTROPHE.sub(lambda found: found[1] + found[2] + found[3].upper(), lowered)


ORDINAL = re.compile(r"^\d+(ST|ND|RD|TH)$")
TITLES = words_of("DR DRS MR MRS MS ST RD SQ LTD NTH STH CTR MED SURG PCT HTH GRP PTNRS")
SHORT = (
    words_of("AL AM AN AS BE DE DO DU ED EL GO HE IF IS IT JO LA LE LO MY NO OR OX SO UP US WE YE")
    | {word.upper() for word in SMALL}
    | TITLES
)
"""Two letters that are a word; any other two are initials."""


def short(name: str) -> str:
    """The name of a body without what every such body is called."""
    written = as_written(name)
    written = re.sub(r"^NHS ", "", written)
    return re.sub(r" (Integrated Care Board|ICB|CCG)$", "", written)
