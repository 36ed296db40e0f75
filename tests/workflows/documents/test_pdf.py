"""Reports as PDF: tagged, whatever people wrote, and never a command of the typesetter."""

from __future__ import annotations

import pytest
import typst

from openpcn.kernel.documents import (
    Column,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    Source,
    Table,
)
from openpcn.workflows.documents import pdf
from openpcn.workflows.documents.typesetting import quoted, typst_source

BAR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
TABLE = Table(
    caption="Lines",
    columns=(Column(label="Line"), Column(label="Amount", is_number=True)),
    rows=(("Core", "£1.00"),),
    total=("Total", "£1.00"),
)


def document(*parts: Part, title: str = "Statement") -> Document:
    return Document(title=title, about="A network", parts=parts, footer="Invented")


def test_every_part_is_set_under_the_rules_for_everybody() -> None:
    made = pdf.as_pdf(
        document(
            Heading(text="Lines"),
            Paragraph(text="Plain."),
            Paragraph(text="Strong.", is_strong=True),
            TABLE,
            Note(
                about="Core:", text="read.", sources=(Source(title="A page", url="https://x.y/a"),)
            ),
            Note(about="More:", text="recalled.", sources=(Source(title="memory"),)),
            Note(about="Other:", text="nothing."),
            Figure(svg=BAR, alternative="A bar that is half full", caption="Half"),
        )
    )
    assert made.startswith(b"%PDF-")
    for sign in (b"/StructTreeRoot", b"/MarkInfo", b"(en-GB)", b"pdfuaid"):
        assert sign in made
    assert b"https://x.y/a" in made


def test_a_skipped_heading_is_refused_by_the_typesetter_too() -> None:
    source = '#set document(title: "a")\n#heading(level: 1, "a")\n#heading(level: 3, "b")'
    with pytest.raises(typst.TypstError, match="PDF/UA-1"):
        pdf.typeset(source)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 200,
        "A practice with a long name " * 8,
        "مركز صحي الأمل",
        "מרפאה Clinic עברית 12",
        '#panic("no") $x$ *a* _b_ `c` \\u{41} "quoted" <label> @ref // comment',
        "tab\tand\x00null\x1b and\r\nline",
    ],
)
def test_no_name_breaks_a_statement(name: str) -> None:
    assert pdf.as_pdf(document(Heading(text=name), TABLE, Paragraph(text=name), title=name))


def test_letters_that_no_typeface_has_are_boxes_and_the_document_says_so() -> None:
    strange = document(Paragraph(text="Café ਪੰਜਾਬ ঢাকা 日本 😀"))
    assert pdf.as_pdf(strange)
    source = typst_source(strange)
    missing = pdf.unshown_scripts(source)
    assert {"GURMUKHI", "BENGALI", "CJK"} <= missing
    boxed = pdf.boxed(source, missing)
    assert "Café □□□□□ □□□□ □□ □" in boxed
    assert pdf.unshown_scripts(typst_source(document(Paragraph(text="Café – £1")))) == set()


def test_what_people_wrote_is_a_string() -> None:
    assert quoted('a"b\\c\nd') == '"a\\"b\\\\c\\nd"'
    assert quoted("y" * 50) == f'"{"y" * 30}\u200b{"y" * 20}"'
    assert quoted("y" * 50, breaks=False) == f'"{"y" * 50}"'


def test_other_trouble_of_the_typesetter_is_not_hidden() -> None:
    with pytest.raises(typst.TypstError):
        pdf.unshown_scripts("é #unknown()")


def test_without_the_fetched_typeface_those_of_the_typesetter_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    pdf.fonts.cache_clear()
    monkeypatch.setattr(pdf, "FONTS", ("nowhere",))
    try:
        assert pdf.as_pdf(document(TABLE))
    finally:
        pdf.fonts.cache_clear()
