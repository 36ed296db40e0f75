"""A report in typst's language; whatever people wrote is a string in it, never a command."""

from __future__ import annotations

from collections.abc import Iterable
from re import compile as pattern
from typing import assert_never

from openpcn.kernel.documents import (
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    Source,
    Table,
)

LOOK = """
#set page(paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 22mm), footer: context [
  #set text(size: 8pt, fill: rgb("#4c6272"))
  #grid(columns: (1fr, auto), gutter: 8mm, FOOTER, [Page #counter(page).display("1 of 1", both: true)])
])
#set text(font: ("Source Sans 3", "Libertinus Serif", "DejaVu Sans Mono"), size: 10pt, lang: LANG, region: REGION, fill: rgb("#212b32"))
#set par(leading: 0.6em, spacing: 0.9em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#aeb7bd")), inset: (x: 4pt, y: 5pt))
#show table.cell.where(y: 0): strong
#show heading: set block(above: 1.4em, below: 0.7em)
#show link: set text(fill: rgb("#005eb8"))
#show figure: set block(breakable: true)
#show figure.caption: it => block(width: 100%, sticky: true, align(left, it))
#show figure.where(kind: table): set figure.caption(position: top)
#set figure(numbering: none, supplement: none)
"""  # noqa: E501 - a line of typst
CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f]")
LONG = pattern(r"\S{40,}")
LONGEST = 30
JOIN = '#"; "'
"""A semicolon alone would end typst's expression and not be printed."""
BREAK = "\u200b"


def typst_source(document: Document) -> str:
    """The whole document."""
    language, _, region = document.language.partition("-")
    look = LOOK.replace("FOOTER", quoted(document.footer))
    look = look.replace("LANG", quoted(language)).replace("REGION", quoted(region or "GB"))
    return "\n".join(
        (
            f"#set document(title: {quoted(document.title)}, author: {quoted('OpenPCN')})",
            look,
            "#show title: set text(size: 20pt)",
            "#title()",
            f"#text(fill: rgb({quoted('#4c6272')}), {quoted(document.about)})",
            "",
            *(typst_part(part) for part in document.parts),
        )
    )


def typst_part(part: Part) -> str:
    """One part."""
    match part:
        case Heading():
            return f"#heading(level: {part.level}, {quoted(part.text)})"
        case Paragraph():
            words = f"strong({quoted(part.text)})" if part.is_strong else quoted(part.text)
            return f"#par({words})"
        case Table():
            return typst_table(part)
        case Note():
            return typst_note(part)
        case Figure():
            return typst_figure(part)
    assert_never(part)


def typst_table(table: Table) -> str:
    """A table whose heading row repeats on each page."""
    widths = ", ".join("auto" if column.is_number else "1fr" for column in table.columns)
    sides = ", ".join("right" if column.is_number else "left" for column in table.columns)
    head = ", ".join(quoted(column.label) for column in table.columns)
    rows = "\n".join(cells(row) for row in table.rows)
    total = table.total or ()
    foot = "".join(f"  strong({quoted(cell)}),\n" for cell in total)
    return (
        f"#figure(kind: table, caption: strong({quoted(table.caption)}), align(left, table(\n"
        f"  columns: ({widths},), align: ({sides},),\n"
        f"  table.header({head}),\n{rows}\n{foot})))"
    )


def typst_note(note: Note) -> str:
    """A remark: what it is about, then the words and where they can be read."""
    said = f"#par[#strong({quoted(note.about)}) #{quoted(note.text)}"
    sources = JOIN.join(typst_source_of(one) for one in note.sources)
    return f"{said} {sources}]" if sources else f"{said}]"


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


def cells(row: Iterable[str]) -> str:
    """The cells of a row."""
    return "  " + ", ".join(quoted(cell) for cell in row) + ","


def quoted(text: str, *, breaks: bool = True) -> str:
    """A text as a typst string; a word that fits no line may break."""
    plain = CONTROL.sub("", text)
    if breaks:
        plain = LONG.sub(lambda word: broken(word[0]), plain)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def broken(word: str) -> str:
    """A long word with places where a line may end."""
    return BREAK.join(word[at : at + LONGEST] for at in range(0, len(word), LONGEST))
