"""A report as PDF, made under typst's PDF/UA-1 rules: no part without structure or words.

Letters of scripts that none of the typefaces has are shown as □, and the document says so.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from re import compile as pattern
from typing import Literal

import typst

from openpcn.kernel.documents import Document, Paragraph
from openpcn.workflows.documents.typesetting import typst_source

RULES: Literal["ua-1"] = "ua-1"
FONTS = ("web", "static", "vendor", "source-sans")
NOT_SHOWN = pattern(r'the text `"(.+)"` could not be displayed')
BOX = "□"
NOT_ALL_LETTERS = (
    "Letters that the typefaces of this document do not have are shown as □; the page that it was "
    "taken from has them."
)
MOST_SCRIPTS = 40


def as_pdf(document: Document) -> bytes:
    """The bytes of a tagged PDF."""
    source = typst_source(document)
    if without := unshown_scripts(source):
        told = (*document.parts, Paragraph(text=NOT_ALL_LETTERS))
        changed = Document(
            title=document.title,
            about=document.about,
            parts=told,
            footer=document.footer,
            language=document.language,
        )
        source = boxed(typst_source(changed), without)
    return typeset(source)


def unshown_scripts(source: str) -> set[str]:
    """The scripts that no typeface here has, found by trying."""
    found: set[str] = set()
    if source.isascii():
        return found
    for _ in range(MOST_SCRIPTS):
        try:
            typeset(boxed(source, found))
        except typst.TypstError as trouble:
            told = NOT_SHOWN.search(str(trouble))
            if told is None:
                raise
            found |= {script_of(letter) for letter in told[1]}
        else:
            break
    return found


def boxed(source: str, scripts: set[str]) -> str:
    """A text with a box in place of each letter of some scripts."""
    if not scripts:
        return source
    return "".join(
        BOX if not letter.isascii() and script_of(letter) in scripts else letter
        for letter in source
    )


def script_of(letter: str) -> str:
    """The script of a letter, by the first word of its name: BENGALI, CJK."""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def typeset(source: str) -> bytes:
    """The PDF of a typst source."""
    made = typst.compile(
        source.encode(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        pdf_standards=[RULES],
    )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, not pages of pictures
    return made


@cache
def fonts() -> typst.Fonts:
    """The typefaces of reports: those that the set-up fetched, else those that typst brings."""
    folder = files("openpcn").joinpath(*FONTS)
    held = [str(folder)] if Path(str(folder)).is_dir() else []
    return typst.Fonts(include_system_fonts=False, font_paths=held)
