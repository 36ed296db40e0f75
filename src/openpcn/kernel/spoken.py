"""Languages that are spoken somewhere: their code (BCP 47) and what they are called in English."""

from __future__ import annotations

import re

from openpcn.kernel.languages import LANGUAGES

LONGEST = 12
NAMES = {
    **{tag: one.name for tag, one in LANGUAGES.items() if tag != "en-simple"},
    "en": "English", "bg": "Bulgarian", "yue": "Cantonese", "cs": "Czech", "prs": "Dari",
    "nl": "Dutch", "de": "German", "el": "Greek", "ha": "Hausa", "hu": "Hungarian", "ig": "Igbo",
    "kfr": "Kutchi", "ku": "Kurdish", "ckb": "Sorani Kurdish", "lv": "Latvian",
    "ml": "Malayalam", "cmn": "Mandarin", "ne": "Nepali", "rom": "Romani", "ru": "Russian",
    "sn": "Shona", "sk": "Slovak", "sw": "Swahili", "syl": "Sylheti", "tl": "Tagalog",
    "te": "Telugu", "ti": "Tigrinya", "yo": "Yoruba", "bfi": "British Sign Language",
}  # fmt: skip
BY_NAME = {name.casefold(): code for code, name in NAMES.items()} | {
    "bsl": "bfi", "bangla": "bn", "farsi": "fa", "panjabi": "pa", "kachchi": "kfr",
}  # fmt: skip
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
BY_ENGLISH_NAME = tuple(sorted(NAMES.items(), key=lambda pair: (pair[0] != "en", pair[1])))
"""To choose from: English first."""


def language_code(text: str) -> str | None:
    """The code of a language given by its code or its English name; None if it is neither."""
    plain = " ".join(text.split())
    if (code := BY_NAME.get(plain.casefold())) is not None:
        return code
    return plain if CODE.fullmatch(plain) and len(plain) <= LONGEST else None


def language_name(code: str) -> str:
    """What a language is called; its code where we have no name for it."""
    return NAMES.get(code, NAMES.get(code.split("-")[0], code))
