"""A report as a file: its form by the ending of its name, and there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpcn.kernel.documents import Document
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.workflows.documents.html import as_html
from openpcn.workflows.documents.pdf import as_pdf
from openpcn.workflows.documents.word import as_word

Rendering = Callable[[Document], bytes]

FORMS: dict[str, Rendering] = {
    ".pdf": as_pdf,
    ".docx": as_word,
    ".html": lambda document: as_html(document).encode(),
}


def form_of(path: Path) -> str:
    """The ending of a name: .pdf, .docx or .html."""
    ending = path.suffix.lower()
    if ending not in FORMS:
        raise NotRight(
            f"“{path.name}” does not say which form the report should have.",
            next_step="End its name in .pdf, .docx (Word) or .html.",
        )
    return ending


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
        raise NotRight(
            "A template gives its look to a Word document only.",
            next_step="End the name of the report in .docx, or leave the template out.",
        )
    try:
        return as_word(document, template.read_bytes())
    except OSError as trouble:
        raise NotPossible(
            f"{template} cannot be read: {trouble.strerror}.",
            next_step="Name a Word document that is there.",
        ) from trouble
