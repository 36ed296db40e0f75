"""A report as a file: its form by the ending of its name, and there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpcn.kernel.documents import Document
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.documents.html import as_html
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.documents.word import as_word, opened

WORD_ONLY = "A template gives its look to a Word document only."
WORD_INSTEAD = "End the name of the report in .docx, or leave the template out."
Rendering = Callable[[Document], bytes]

FORMS: dict[str, Rendering] = {
    ".pdf": as_pdf,
    ".docx": as_word,
    ".html": lambda document: as_html(document).encode(),
}


def form_of(path: Path) -> str:
    """The ending of a name: .pdf, .docx or .html."""
    ending = path.suffix.lower()
    if not path.name:
        raise NotRight(
            "No file is named.", next_step="Name one that ends in .pdf, .docx (Word) or .html."
        )
    if ending not in FORMS:
        raise NotRight(
            f"“{path.name}” does not say which form the report should have.",
            next_step="End its name in .pdf, .docx (Word) or .html.",
        )
    return ending


def check_place(path: Path, *, template: Path | None = None) -> None:
    """Tell before anything is worked out that a report cannot be written there.

    NotRight: no such form, or a template for a form that has none. NotPossible: no such folder or
    template, or a folder has the name.
    """
    ending = form_of(path)
    if path.is_dir():
        raise NotPossible(f"{path} is a folder.", next_step="Name a file in it.")
    if not path.parent.is_dir():
        raise NotPossible(
            f"{path} cannot be written: {path.parent} is no folder.",
            next_step="Name a file in a folder that is there.",
        )
    if template is None:
        return
    if ending != ".docx":
        raise NotRight(WORD_ONLY, next_step=WORD_INSTEAD)
    opened(look_of(template))


def look_of(template: Path) -> bytes:
    """The bytes of a template."""
    try:
        return template.read_bytes()
    except OSError as trouble:
        raise NotPossible(
            f"{template} cannot be read: {trouble.strerror}.",
            next_step="Name a Word document that is there.",
        ) from trouble


def write_document(document: Document, path: Path, *, template: Path | None = None) -> None:
    """Write a report; an interrupted writing leaves what was there before.

    NotRight: no such form, or a template that gives no look. NotPossible: it cannot be written.
    """
    made = rendered(document, form_of(path), template)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(made)
        unfinished.replace(path)
    except OSError as trouble:
        raise NotPossible(
            f"{path} cannot be written: {trouble.strerror}.",
            next_step="Name a file in a folder that is there and has room.",
        ) from trouble
    finally:
        unfinished.unlink(missing_ok=True)


def rendered(document: Document, form: str, template: Path | None) -> bytes:
    """The bytes of a report in a form."""
    if template is None:
        return FORMS[form](document)
    if form != ".docx":
        raise NotRight(WORD_ONLY, next_step=WORD_INSTEAD)
    return as_word(document, look_of(template))
