"""A report in typst's language; whatever people wrote is a string in it, never a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from re import compile as pattern
from textwrap import wrap
from typing import assert_never

from openpcn.kernel.documents import (
    Cell,
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
from openpcn.workflows.documents.widths import shares

LOOK = """
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 22mm), footer: context [
  #set text(size: 8pt, fill: rgb("#4c6272"))
  #grid(columns: (1fr, auto), gutter: 8mm, FOOTER, [Page #counter(page).display("1 of 1", both: true)])
])
#set text(font: ("Source Sans 3", "Libertinus Serif", "DejaVu Sans Mono"), size: 10pt, lang: LANG, region: REGION, fill: rgb("#212b32"))
#set par(leading: 0.6em, spacing: 0.9em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#aeb7bd")), inset: (x: 4pt, y: 5pt))
#show table.cell.where(y: 0): it => align(bottom, strong(it))
#show heading: set block(above: 1.4em, below: 0.7em)
#show link: set text(fill: rgb("#005eb8"))
#show figure: set block(breakable: true, above: 1.4em, below: 1.2em)
#show figure.caption: it => block(width: 100%, sticky: true, align(left, it))
#show figure.where(kind: table): set figure.caption(position: top)
#set figure(numbering: none, supplement: none)
"""  # noqa: E501 - a line of typst
NOTES = "#set text(size: 8.5pt)"
LABEL = 12
"""Letters of a line of a heading over numbers, at least."""
FEW_ROWS, FEW_LETTERS = 11, 900
"""A table of no more rows, with no more letters in their longest cells, stays on one page."""
MOST_WHOLE = 600
"""Letters of a cell; the rows of a table with a longer one may part at the end of a page."""
CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f]")
LONG = pattern(r"\S{40,}")
LONGEST = 10
JOIN = '#"; "'
"""A semicolon alone would end typst's expression and not be printed."""
BREAK = "\u200b"
NUMBERS_COME_FROM = "How the numbers came about"


def typst_source(document: Document) -> str:
    """The whole document."""
    language, _, region = document.language.partition("-")
    look = LOOK.replace("FOOTER", quoted(document.footer))
    look = look.replace("LANG", quoted(language)).replace("REGION", quoted(region or "GB"))
    numbers = numbered(document)
    return "\n".join(
        (
            f"#set document(title: {quoted(document.title)}, author: {quoted('OpenPCN')})",
            look,
            "#show title: set text(size: 20pt)",
            "#title()",
            f"#text(fill: rgb({quoted('#4c6272')}), {quoted(document.about)})",
            "",
            *typst_parts(document.parts, numbers),
            *typst_footnotes(numbers),
        )
    )


def typst_parts(parts: Sequence[Part], numbers: Numbers) -> Iterator[str]:
    """Every part; sentences stay on the page of the table that they lead to."""
    for part, following in zip_longest(parts, parts[1:]):
        said = typst_part(part, numbers)
        leads = isinstance(part, Paragraph) and isinstance(following, Table)
        yield sticky(said) if leads else said


def sticky(said: str) -> str:
    """What does not stand alone at the end of a page."""
    return f"#block(sticky: true)[{said}]"


def typst_part(part: Part, numbers: Numbers) -> str:
    """One part."""
    match part:
        case Heading():
            return f"#heading(level: {part.level}, {quoted(part.text)})"
        case Paragraph():
            words = f"strong({quoted(part.text)})" if part.is_strong else quoted(part.text)
            said = f"#par[#{words}{mark_of(part.footnote, numbers)}]"
            return sticky(said) if part.is_strong else said
        case Points():
            return f"#list({', '.join(quoted(item) for item in part.items)})"
        case Table():
            return typst_table(part, numbers)
        case Note():
            return typst_note(part)
        case Figure():
            return typst_figure(part)
    assert_never(part)


def mark_of(note: Footnote | None, numbers: Numbers) -> str:
    """The number of a footnote, which leads to it."""
    if note is None:
        return ""
    at = numbers[note]
    return f"#super(link(label({quoted(f'number-{at}')}), {quoted(f'[{at}]')}))"


def typst_footnotes(numbers: Numbers) -> tuple[str, ...]:
    """How each number came about, under its own heading."""
    if not numbers:
        return ()
    heading = f"#heading(level: 1, {quoted(NUMBERS_COME_FROM)})"
    return (heading, NOTES, *(typst_footnote(note, at) for note, at in numbers.items()))


def typst_footnote(note: Footnote, at: int) -> str:
    """One footnote, where its number leads."""
    place = f"#metadata(none)#label({quoted(f'number-{at}')})"
    said = f"#strong({quoted(f'[{at}]')}) #{quoted(note.text)}"
    return f"#par[{said} {typst_sources(note.sources)}] {place}"


def typst_table(table: Table, numbers: Numbers) -> str:
    """A table whose heading row repeats on each page; a row of few words stays on one."""
    widths = ", ".join(
        "auto" if column.is_number else f"{share}fr"
        for column, share in zip(table.columns, shares(table), strict=True)
    )
    sides = ", ".join("right" if column.is_number else "left" for column in table.columns)
    head = ", ".join(typst_label(table, at) for at in range(len(table.columns)))
    longest = [max(len(text_of(cell)) for cell in row) for row in table.every_row()]
    parts = "true" if max(longest, default=0) > MOST_WHOLE else "false"
    is_short = len(longest) <= FEW_ROWS and sum(longest) <= FEW_LETTERS
    rows = "\n".join(typst_row(row, numbers) for row in table.rows)
    foot = "".join(f"  strong{typst_cell(cell, numbers)},\n" for cell in table.total or ())
    return (
        f"#[#set table.cell(breakable: {parts})\n"
        f"#show figure: set block(breakable: {'false' if is_short else 'true'})\n"
        f"#figure(kind: table, caption: strong({quoted(table.caption)}), align(left, table(\n"
        f"  columns: ({widths},), align: ({sides},),\n"
        f"  table.header({head}),\n{rows}\n{foot})))]"
    )


def typst_label(table: Table, at: int) -> str:
    """The heading of a column; that of numbers is no wider than it has to be."""
    column = table.columns[at]
    if not column.is_number:
        return quoted(column.label)
    cells = (len(text_of(row[at])) for row in table.every_row())
    lines = wrap(column.label, max(LABEL, *cells), break_long_words=False)
    return f"[{'#linebreak()'.join(f'#{quoted(line)}' for line in lines)}]"


def typst_row(row: Row, numbers: Numbers) -> str:
    """The cells of a row."""
    return "  " + ", ".join(typst_cell(cell, numbers) for cell in row) + ","


def typst_cell(cell: str | Cell, numbers: Numbers) -> str:
    """A cell, with the number of its footnote."""
    mark = mark_of(cell.footnote, numbers) if isinstance(cell, Cell) else ""
    return f"[#{quoted(text_of(cell))}{mark}]"


def typst_note(note: Note) -> str:
    """A remark: what it is about, then the words and where they can be read."""
    said = f"#strong({quoted(note.about)}) #{quoted(note.text)}"
    return f"#par[{said} {typst_sources(note.sources)}]"


def typst_sources(sources: tuple[Source, ...]) -> str:
    """Where something can be read."""
    return JOIN.join(typst_source_of(one) for one in sources)


def typst_source_of(source: Source) -> str:
    """Where something can be read, as a link where there is an address."""
    if source.url.startswith(("https://", "http://")):
        return f"#link({quoted(source.url, breaks=False)}, {quoted(source.title)})"
    return f"#{quoted(source.title)}"


def typst_figure(figure: Figure) -> str:
    """A drawing with its words."""
    image = (
        f"image(bytes({quoted(figure.svg, breaks=False)}), format: {quoted('svg')}, "
        f"alt: {quoted(figure.alternative)}, width: 100%)"
    )
    return f"#figure(caption: {quoted(figure.caption)}, {image})"


def quoted(text: str, *, breaks: bool = True) -> str:
    """A text as a typst string; a word that fits no line may break."""
    plain = CONTROL.sub("", text)
    if breaks:
        plain = LONG.sub(lambda word: broken(word[0]), plain).replace("@", f"@{BREAK}")
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def broken(word: str) -> str:
    """A long word with places where a line may end."""
    return BREAK.join(word[at : at + LONGEST] for at in range(0, len(word), LONGEST))
