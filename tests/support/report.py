"""A short report with every kind of part in it."""

from __future__ import annotations

from openpcn.kernel.documents import (
    Cell,
    Column,
    Document,
    Figure,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Part,
    Points,
    Source,
    Table,
)

BAR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
WORKED = Footnote(
    text="2 practices × £0.50",
    sources=(Source(title="A contract", url="https://x.y/a"), Source(title="A letter")),
)
READ = Footnote(text="As published.")
TABLE = Table(
    caption="Lines",
    columns=(Column(label="Line"), Column(label="Amount", is_number=True)),
    rows=(("Core", Cell(text="£1.00", footnote=WORKED)),),
    total=("Total", Cell(text="£1.00", footnote=WORKED)),
)


def document(*parts: Part, title: str = "Statement") -> Document:
    """A report of these parts."""
    return Document(title=title, about="A network", parts=parts, footer="Invented")


def every_part() -> Document:
    """A report with each kind of part."""
    return document(
        Heading(text="Lines"),
        Paragraph(text="In all 7.", footnote=READ),
        Paragraph(text="Strong.", is_strong=True),
        Points(items=("First", "Second; and #more")),
        TABLE,
        Note(about="Core:", text="read.", sources=(Source(title="A page", url="https://x.y/b"),)),
        Note(about="Other:", text="nothing."),
        Figure(svg=BAR, alternative="A bar that is half full", caption="Half"),
    )
