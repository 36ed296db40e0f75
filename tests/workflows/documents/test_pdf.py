"""Reports as PDF: tagged, whatever people wrote, and never a command of the typesetter."""

from __future__ import annotations

import pytest
import typst

from openpcn.kernel.documents import Heading, Paragraph
from openpcn.workflows.documents import pdf
from openpcn.workflows.documents.typesetting import quoted, typst_source
from tests.support.report import TABLE, document, every_part


def test_every_part_is_set_under_the_rules_for_everybody() -> None:
    made = pdf.as_pdf(every_part())
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
    assert quoted("y" * 45) == f'"{chr(0x200B).join(["y" * 10] * 4)}\u200b{"y" * 5}"'
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
