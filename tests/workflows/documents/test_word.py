"""Reports as Word documents: structure that people can edit, in the look of their own template."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from openpcn.kernel.documents import Heading, Paragraph
from openpcn.kernel.errors import NotRight
from openpcn.workflows.documents.word import STYLES, as_word
from tests.support.report import TABLE, document, every_part


def read(made: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(made))


def test_a_report_has_the_styles_that_people_edit_by() -> None:
    word = read(as_word(every_part()))
    found = [(one.style.name, one.text) for one in word.paragraphs if one.text]
    assert found[:4] == [
        ("Title", "Statement"),
        ("Subtitle", "A network"),
        ("Heading 1", "Lines"),
        ("Normal", "In all 7.[1]"),
    ]
    assert ("List Bullet", "Second; and #more") in found
    assert ("Heading 1", "How the numbers came about") in found
    assert found[-1] == ("Normal", "[2] 2 practices × £0.50 A contract; A letter")
    assert word.sections[0].footer.paragraphs[0].text == "Invented"
    assert word.core_properties.language == "en-GB"


def test_a_table_repeats_its_heading_row_and_sets_numbers_to_the_right() -> None:
    table = read(as_word(every_part())).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["Core", "£1.00[2]"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert all(run.bold for run in table.rows[2].cells[0].paragraphs[0].runs)


def test_a_number_leads_to_how_it_came_about() -> None:
    body = read(as_word(every_part())).element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert anchors == places == {"number-1", "number-2"}


def test_a_drawing_is_a_picture_with_words() -> None:
    shape = read(as_word(every_part())).inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "A bar that is half full"


def test_the_same_report_in_the_look_of_a_template() -> None:
    own = docx.Document()
    own.add_paragraph("What the template said")
    own.styles["Title"].font.name = "Georgia"
    kept = BytesIO()
    own.save(kept)
    word = read(as_word(document(TABLE), kept.getvalue()))
    assert word.styles["Title"].font.name == "Georgia"
    assert word.paragraphs[0].text == "Statement"


def test_a_template_without_the_styles_is_refused_by_their_names() -> None:
    own = docx.Document()
    for name in ("Caption", "Table Grid"):
        own.styles[name].delete()
    kept = BytesIO()
    own.save(kept)
    with pytest.raises(NotRight, match="no style named Caption, Table Grid"):
        as_word(every_part(), kept.getvalue())
    assert len(STYLES) == 8


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04 not a zip", b"<html>", b"\xff" * 100])
def test_what_is_no_word_document_is_refused(template: bytes) -> None:
    with pytest.raises(NotRight, match="not a Word document"):
        as_word(every_part(), template)


@pytest.mark.parametrize("name", ["x" * 300, "a\x00b\x1b", "<w:p>&amp;", "😀"])
def test_no_name_breaks_a_report(name: str) -> None:
    assert as_word(document(Heading(text=name), Paragraph(text=name), title=name))


def test_a_text_from_right_to_left_runs_so() -> None:
    word = read(as_word(document(Paragraph(text="123 مركز صحي"), Paragraph(text="Hope مركز"))))
    arabic, english = word.paragraphs[2:4]
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert english._p.pPr is None
