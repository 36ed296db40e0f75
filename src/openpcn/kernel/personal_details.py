"""Details of a person in what somebody wrote: found before it is read by others, and masked.

It finds numbers, addresses and ways of naming oneself; it cannot know every name, so that whoever
publishes still reads. What may be one is found too: a person looks, nothing is thrown away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    NHS_NUMBER = "NHS number"
    PHONE = "telephone number"
    EMAIL = "e-mail address"
    POSTCODE = "postcode"
    BIRTH_DATE = "date of birth"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One detail, from a place in the plain text to another."""

    kind: Kind
    start: int
    end: int


GAP = r"[\s().·\-‐‑–—/]*"
NUMBER = re.compile(rf"(?<!\d)\d(?:{GAP}\d){{9}}(?!\d)")
GROUPED = re.compile(r"\d{3}\D+\d{3}\D+\d{4}")
PHONE = re.compile(rf"(?<![\d])(?:\+{GAP}44|00{GAP}44|0)(?:{GAP}\d){{9,10}}(?!\d)")
DOT = r"(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)"
EMAIL = re.compile(rf"[\w.+'’-]{{1,64}}(?:\s?@\s?|\s?[\[(]\s?at\s?[\])]\s?)[\w-]+(?:{DOT}[\w-]+)+")
POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)", re.IGNORECASE)
MONTH = r"(?:\d{1,2}|(?:of\s)?[a-z]{3,9})"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./-]+{MONTH}[\s./-]+\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
BIRTH_DATE = re.compile(rf"\b(?:born|birth|d\.?o\.?b\.?)\b[^\d\n]{{0,20}}{DAY}", re.IGNORECASE)
NAMED = r"(?:\s+[^\W\d_][\w'’-]*)"
NAME = re.compile(
    rf"(?i:\b(?:my|his|her|their|the patient[’']s)\s+name(?:\s+is|[’']s)\s+)\S+{NAMED}?"
    r"|(?i:\bi\s+am\s+called\s+)\S+"
    r"|\b(?:Mr|Mrs|Ms|Miss|Mx|Master)\b\.?\s+[^\W\d_a-z]\S*"
)
FINDERS = (
    (Kind.EMAIL, EMAIL),
    (Kind.BIRTH_DATE, BIRTH_DATE),
    (Kind.PHONE, PHONE),
    (Kind.POSTCODE, POSTCODE),
    (Kind.NAME, NAME),
)
WEIGHTS = range(10, 1, -1)
"""Of the first nine digits of an NHS number (NHS Data Dictionary, NHS NUMBER, Modulus 11)."""


def plain(text: str) -> str:
    """The text with look-alike signs as the usual ones, and without signs that cannot be seen."""
    shown = (
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in shown
    )


def find_details(text: str) -> tuple[Detail, ...]:
    """What may be a detail of a person, in order of its place in `plain(text)`; none overlap."""
    found: list[Detail] = []
    for one in details_in(plain(text)):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def details_in(text: str) -> Iterator[Detail]:
    """Every match, the surest kinds first."""
    for match in NUMBER.finditer(text):
        if is_nhs_number(match[0]):
            yield Detail(kind=Kind.NHS_NUMBER, start=match.start(), end=match.end())
    for kind, finder in FINDERS:
        for match in finder.finditer(text):
            yield Detail(kind=kind, start=match.start(), end=match.end())


def is_nhs_number(written: str) -> bool:
    """Whether ten digits are an NHS number, or are written as one is."""
    digits = [int(sign) for sign in written if sign.isdigit()]
    check = 11 - sum(n * weight for n, weight in zip(digits, WEIGHTS, strict=False)) % 11
    holds = check != 10 and check % 11 == digits[9]
    return digits[0] != 0 and (holds or GROUPED.fullmatch(written) is not None)


def kinds_of(text: str) -> tuple[Kind, ...]:
    """What kinds of detail a text may hold, each once, in order of their place."""
    return tuple(dict.fromkeys(one.kind for one in find_details(text)))


def masked(text: str) -> str:
    """The text with each detail that was found in brackets by its kind."""
    shown, at = plain(text), 0
    parts = []
    for one in find_details(text):
        parts += [shown[at : one.start], f"[{one.kind}]"]
        at = one.end
    return "".join([*parts, shown[at:]])
