"""Details of a person are found however they are written, and ordinary words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpcn.kernel.personal_details import Kind, find_details, kinds_of, masked, plain


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My number is 943 476 5919.", Kind.NHS_NUMBER),
        ("9434765919", Kind.NHS_NUMBER),
        ("943-476-5918 was misread", Kind.NHS_NUMBER),
        ("943\u200b476\u200b5919", Kind.NHS_NUMBER),
        ("９４３ ４７６ ５９１９", Kind.NHS_NUMBER),
        ("٩٤٣ ٤٧٦ ٥٩١٩", Kind.NHS_NUMBER),
        ("Ring me on 0116 496 0123", Kind.PHONE),
        ("+44 7700 900123", Kind.PHONE),
        ("(01632) 960001", Kind.PHONE),
        ("Write to ana.b@mail.example please", Kind.EMAIL),
        ("ana.b (at) mail [dot] example", Kind.EMAIL),
        ("I live at QX10 1AA", Kind.POSTCODE),
        ("qx101aa", Kind.POSTCODE),
        ("born on 3rd May 1951", Kind.BIRTH_DATE),
        ("DOB: 03/05/1951", Kind.BIRTH_DATE),
        ("date of birth 1951-05-03", Kind.BIRTH_DATE),
        ("My name is Ana 🦄", Kind.NAME),
        ("I am called Ana", Kind.NAME),
        ("Mrs Ólafsdóttir waited", Kind.NAME),
    ],
)
def test_a_detail_is_found(text: str, kind: Kind) -> None:
    assert kind in kinds_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We waited 45 minutes on 3 May 2026, twice in 2025/26.",
        "The phones open at 8:00 and 14:30; 1,234 of 47,210 of us rang.",
        "Order 1234567890123 never came.",
        "Invoice 1234567890",
        "Miss appointments, and you miss out. I am born free.",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert find_details(text) == ()


def test_what_is_found_is_masked_and_the_rest_stays() -> None:
    said = "Ring 0116 496 0123, or write to a@b.example. Thanks."
    assert masked(said) == "Ring [telephone number], or write to [e-mail address]. Thanks."
    assert kinds_of(masked(said)) == ()


def test_one_stretch_is_one_detail() -> None:
    assert kinds_of("0116 496 0123") == (Kind.PHONE,)
    assert len(find_details("call +44 116 496 0123")) == 1


@given(st.text(max_size=60))
def test_masking_leaves_nothing_that_was_found(text: str) -> None:
    found = find_details(text)
    assert all(0 <= one.start < one.end <= len(plain(text)) for one in found)
    assert (masked(text) == plain(text)) == (found == ())


@given(st.text(alphabet="ab \n", max_size=20), st.text(alphabet="ab \n", max_size=20))
def test_a_number_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert Kind.NHS_NUMBER in kinds_of(f"{before} 943 476 5919 {after}")
