"""Columns are as wide as their words, within bounds; short tables stay whole."""

from __future__ import annotations

from openpcn.kernel.documents import Column, Paragraph, Table
from openpcn.workflows.documents.typesetting import typst_source
from openpcn.workflows.documents.widths import shares
from tests.support.report import document


def table(*rows: tuple[str, ...], labels: tuple[str, ...] = ("Network", "Found")) -> Table:
    return Table(caption="Findings", columns=tuple(Column(label=one) for one in labels), rows=rows)


def test_a_column_has_the_letters_of_its_longest_cell_between_two_bounds() -> None:
    assert shares(table(("North", "x" * 30))) == (18, 30)
    assert shares(table(("North", "x" * 500))) == (18, 75)
    assert shares(table(("x" * 500,) * 4, labels=("a",) * 4)) == (44,) * 4
    assert shares(table()) == (18, 18)


def test_a_short_table_stays_on_one_page_and_a_long_one_may_part_between_rows() -> None:
    short = typst_source(document(table(("a", "b"))))
    assert "set block(breakable: false)" in short
    assert "set table.cell(breakable: false)" in short
    many = typst_source(document(table(*[("a", "b")] * 30)))
    assert "set block(breakable: false)" not in many
    assert "set table.cell(breakable: false)" in many
    assert "set table.cell(breakable: true)" in typst_source(document(table(("a", "b" * 700))))


def test_sentences_stay_with_the_table_that_they_lead_to() -> None:
    led = typst_source(document(Paragraph(text="These:"), table(("a", "b"))))
    assert '#block(sticky: true)[#par[#"These:"]]' in led
    alone = typst_source(document(Paragraph(text="These:"), Paragraph(text="Those.")))
    assert "sticky: true)[#par" not in alone


def test_the_heading_of_numbers_runs_over_lines() -> None:
    numbers = Table(
        caption="Sizes",
        columns=(Column(label="Name"), Column(label="Mean km to the nearest", is_number=True)),
        rows=(("a", "1.8"),),
    )
    assert '[#"Mean km to"#linebreak()#"the nearest"]' in typst_source(document(numbers))
