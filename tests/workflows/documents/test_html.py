"""Reports as HTML: a file that needs nothing beside it, in which nothing that people wrote runs."""

from __future__ import annotations

import pytest

from openpcn.kernel.documents import Cell, Column, Footnote, Heading, Paragraph, Source, Table
from openpcn.workflows.documents.html import as_body, as_html
from tests.support.report import document, every_part


def test_every_part_is_shown_and_every_number_leads_to_its_working() -> None:
    made = as_html(every_part())
    assert made.startswith("<!DOCTYPE html>")
    assert '<th scope="row" dir="auto">Core</th>' in made
    assert '£1.00<sup><a href="#number-2">[2]</a></sup>' in made
    assert 'id="number-2"' in made
    assert '<a href="https://x.y/a">A contract</a>; A letter' in made
    assert 'alt="A bar that is half full"' in made
    assert '<li dir="auto">Second; and #more</li>' in made
    assert made.count("<h1") == 1
    assert "<footer>Invented</footer>" in made


def test_the_body_has_no_title_of_its_own() -> None:
    body = as_body(every_part())
    assert "<h1" not in body
    assert "<html" not in body
    assert '<h2 class="pcn-heading" dir="auto">Lines</h2>' in body
    assert as_body(document(Paragraph(text="No number"))).count("How the numbers") == 0


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_nothing_that_people_wrote_runs(words: str) -> None:
    note = Footnote(text=words, sources=(Source(title=words, url="javascript:alert(1)"),))
    table = Table(
        caption=words,
        columns=(Column(label=words),),
        rows=((words,), (Cell(text=words, footnote=note),)),
    )
    made = as_html(document(Heading(text=words), Paragraph(text=words), table, title=words))
    assert "<script" not in made
    assert "<img" not in made
    assert "javascript:" not in made
