"""The glossary page says what GLOSSARY.md says."""

from openpcn.web.presenters.glossary import Term, glossary_terms, terms_in


def test_each_paragraph_that_opens_with_a_word_in_bold_is_a_term() -> None:
    text = "# Glossary\n\nA sentence.\n\n**As at.** The day that a\nquestion is about.\n"
    assert terms_in(text) == (Term(word="As at", meaning="The day that a question is about."),)


def test_marks_of_markdown_are_not_shown() -> None:
    (term,) = terms_in("**LSOA.** A *small* area, see [the ONS](https://example.org).\n")
    assert term.meaning == "A small area, see the ONS."


def test_a_term_can_be_linked_to() -> None:
    assert Term(word="As at", meaning="").anchor == "as-at"


def test_the_words_of_the_project_are_held() -> None:
    words = {term.word for term in glossary_terms()}
    assert {"Network", "Neighbourhood", "As at", "Catchment"} <= words
