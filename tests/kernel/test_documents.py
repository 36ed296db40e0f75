"""A report asks for what a reader of any form needs."""

from __future__ import annotations

import pytest

from openpcn.kernel.documents import Column, Document, Figure, Heading, Paragraph, Part, Table
from openpcn.kernel.errors import NotRight


def document(*parts: Part) -> Document:
    return Document(title="Report", about="A network", parts=parts, footer="Invented")


def test_headings_go_down_one_level_at_a_time() -> None:
    parts = (Heading(text="A"), Heading(text="B", level=2), Paragraph(text="c"), Heading(text="D"))
    assert document(*parts).parts == parts
    for level in (0, 2, 3):
        with pytest.raises(NotRight, match="“A” skips a level"):
            document(Heading(text="A", level=level))


def test_every_row_has_a_cell_for_each_column() -> None:
    columns = (Column(label="Line"), Column(label="Amount", is_number=True))
    Table(caption="Lines", columns=columns, rows=(("a", "1"),), total=("Total", "1"))
    with pytest.raises(NotRight, match="A row of “Lines” has 1 cells, not 2"):
        Table(caption="Lines", columns=columns, rows=(("a",),))
    with pytest.raises(NotRight, match="has 3 cells"):
        Table(caption="Lines", columns=columns, rows=(), total=("a", "b", "c"))


def test_a_figure_says_in_words_what_it_shows() -> None:
    with pytest.raises(NotRight, match="says nothing"):
        Figure(svg="<svg/>", alternative=" ", caption="A bar")
