"""A report as a Word document that people edit: real headings, heading rows, alternative text.

A template of one's own gives the look; it has to have the styles that are named here.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any, assert_never
from zipfile import BadZipFile

import docx
import typst
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from openpcn.kernel.documents import (
    Cell,
    Column,
    Document,
    Figure,
    Footnote,
    Heading,
    Note,
    Numbers,
    Paragraph,
    Part,
    Points,
    Row,
    Source,
    Table,
    numbered,
    text_of,
)
from openpcn.kernel.errors import NotRight
from openpcn.workflows.documents.pdf import fonts
from openpcn.workflows.documents.typesetting import CONTROL, NUMBERS_COME_FROM, quoted
from openpcn.workflows.documents.widths import shares

STYLES = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "Caption",
    "Table Grid",
)
WIDTH = Mm(165)
PAGE, MARGIN = Mm(210), Mm(20)
SHARP = 200.0
LONGEST_PROPERTY = 255
"""Letters of a property, by Word's own format."""
RIGHT_TO_LEFT = {"R", "AL"}


def as_word(document: Document, template: bytes | None = None) -> bytes:
    """The bytes of a .docx file, in the look of a template where one is given.

    NotRight: the template is no Word document, or lacks a style.
    """
    word = opened(template)
    Writing(word, numbered(document)).write(document)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def opened(template: bytes | None) -> Word:
    """An empty document in the look of the template."""
    if template is None:
        return docx.Document()
    try:
        word = docx.Document(BytesIO(template))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as trouble:
        raise NotRight(
            "The template is not a Word document.",
            next_step="Save it in Word as a document (.docx) and give that file.",
        ) from trouble
    held = {style.name for style in word.styles}
    if lacking := [name for name in STYLES if name not in held]:
        raise NotRight(
            f"The template has no style named {', '.join(lacking)}.",
            next_step="Add these styles to the template, or leave the template out.",
        )
    for block in list(word.element.body):
        if block.tag != qn("w:sectPr"):
            word.element.body.remove(block)
    return word


class Writing:
    """A document on its way into Word."""

    def __init__(self, word: Word, numbers: Numbers) -> None:
        self.word = word
        self.numbers = numbers

    def write(self, document: Document) -> None:
        """Title, parts, how the numbers came about, and the footer of each page."""
        self.say_about(document)
        self.paragraph(document.title, "Title")
        self.paragraph(document.about, "Subtitle")
        for part in document.parts:
            self.part(part)
        if self.numbers:
            self.paragraph(NUMBERS_COME_FROM, "Heading 1")
        for note, at in self.numbers.items():
            self.footnote(note, at)
        directed(self.word.sections[0].footer.paragraphs[0], document.footer)

    def say_about(self, document: Document) -> None:
        """What a reader's program tells of the file: title and language."""
        about = self.word.core_properties
        about.title = clean(document.title)[:LONGEST_PROPERTY]
        about.author, about.language = "OpenPCN", document.language
        normal = self.word.styles["Normal"].element.get_or_add_rPr()
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), document.language)
        normal.append(language)

    def part(self, part: Part) -> None:
        """One part."""
        match part:
            case Heading():
                self.paragraph(part.text, f"Heading {min(part.level, 3)}")
            case Paragraph():
                paragraph = self.paragraph(part.text, is_strong=part.is_strong)
                self.mark(paragraph, part.footnote)
            case Points():
                for item in part.items:
                    self.paragraph(item, "List Bullet")
            case Table():
                self.table(part)
            case Note():
                self.remark(part.about, part.text, part.sources)
            case Figure():
                self.figure(part)
            case _:
                assert_never(part)

    def paragraph(
        self, text: str, style: str | None = None, *, is_strong: bool = False
    ) -> WordParagraph:
        """A paragraph in a style of the template."""
        return directed(self.word.add_paragraph(style=style), text, is_strong=is_strong)

    def remark(self, about: str, text: str, sources: tuple[Source, ...]) -> WordParagraph:
        """What it is about in bold, the words, and where they can be read."""
        paragraph = self.paragraph(f"{about} ", is_strong=True)
        paragraph.add_run(clean(f"{text} "))
        for at, source in enumerate(sources):
            paragraph.add_run("; " if at else "")
            linked(paragraph, source)
        return paragraph

    def footnote(self, note: Footnote, at: int) -> None:
        """One footnote, where its number leads."""
        paragraph = self.remark(f"[{at}]", note.text, note.sources)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(at))
        start.set(qn("w:name"), f"number-{at}")
        paragraph._p.insert(0, start)
        paragraph._p.append(end)

    def mark(self, paragraph: WordParagraph, note: Footnote | None) -> None:
        """The number of a footnote, which leads to it."""
        if note is None:
            return
        at = self.numbers[note]
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"number-{at}")
        run = paragraph.add_run(f"[{at}]")
        run.font.superscript = True
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, table: Table) -> None:
        """A table whose heading row repeats on each page, beneath its caption."""
        caption = self.paragraph(table.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=0, cols=len(table.columns), style="Table Grid")
        made.autofit = False
        self.row(made, tuple(one.label for one in table.columns), table.columns, is_strong=True)
        repeats = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(repeats)
        for row in table.rows:
            self.row(made, row, table.columns)
        if table.total:
            self.row(made, table.total, table.columns, is_strong=True)
        for column, width in zip(made.columns, self.widths(table), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        self.word.add_paragraph()

    def widths(self, table: Table) -> list[int]:
        """How wide the columns are: together as wide as the text of the page."""
        section = self.word.sections[0]
        text = (
            (section.page_width or PAGE)
            - (section.left_margin or MARGIN)
            - (section.right_margin or MARGIN)
        )
        held = shares(table)
        return [int(text * share / sum(held)) for share in held]

    def row(
        self, table: Any, row: Row, columns: tuple[Column, ...], *, is_strong: bool = False
    ) -> None:
        """The cells of a row; numbers stand to the right."""
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = added.cells
        for place, cell, column in zip(cells, row, columns, strict=True):
            paragraph = directed(place.paragraphs[0], text_of(cell), is_strong=is_strong)
            self.mark(paragraph, cell.footnote if isinstance(cell, Cell) else None)
            if column.is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def figure(self, figure: Figure) -> None:
        """A drawing with its words for who does not see it."""
        shape = self.word.add_picture(BytesIO(painted(figure)), width=WIDTH)
        shape._inline.docPr.set("descr", figure.alternative)
        self.paragraph(figure.caption, "Caption")


def directed(paragraph: WordParagraph, text: str, *, is_strong: bool = False) -> WordParagraph:
    """Put a text into a paragraph, in the direction of its script."""
    run = paragraph.add_run(clean(text))
    run.bold = is_strong or None
    if is_right_to_left(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return paragraph


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs to the left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one for one in directions if one in {"L", *RIGHT_TO_LEFT}), "L") in RIGHT_TO_LEFT


def linked(paragraph: WordParagraph, source: Source) -> None:
    """Where something can be read, as a link where there is an address."""
    run = paragraph.add_run(clean(source.title))
    if not source.url.startswith(("https://", "http://")):
        return
    relation = paragraph.part.relate_to(source.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def clean(text: str) -> str:
    """A text without the control characters that XML does not hold."""
    return CONTROL.sub("", text)


def painted(figure: Figure) -> bytes:
    """The drawing as a picture in dots, which every version of Word shows."""
    drawing = f"image(bytes({quoted(figure.svg, breaks=False)}), format: {quoted('svg')})"
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n#{drawing}"
    made = typst.compile(
        source.encode(), format="png", ppi=SHARP, font_paths=fonts(), ignore_system_fonts=True
    )
    assert isinstance(made, bytes)  # noqa: S101 - one page
    return made
