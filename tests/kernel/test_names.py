"""Published names in capitals are written as people write them."""

import pytest

from openpcn.kernel.names import as_written, in_text, short


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("G3 PCN", "G3 PCN"),
        ("WILLOWS HEALTH PCN", "Willows Health PCN"),
        ("DR A & B O'BRIEN", "Dr A & B O'Brien"),
        ("MCDONALD'S SURGERY", "McDonald's Surgery"),
        ("VALE OF THE RED HORSE", "Vale of the Red Horse"),
        ("THE SURGERY (ST.JAMES)", "The Surgery (St.James)"),
        ("AL-WAHID", "Al-Wahid"),
        ("GROBY ROAD MEDICAL CENTRE (ID PATCHETT)", "Groby Road Medical Centre (ID Patchett)"),
        ("1ST CARE", "1st Care"),
        ("TOGETHER4HEALTHCARE", "Together4healthcare"),
        ("SWB CIC", "SWB CIC"),
        ("Belgrave & Spinney Hill", "Belgrave & Spinney Hill"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(published: str, written: str) -> None:
    assert as_written(published) == written


@pytest.mark.parametrize(
    "published",
    [
        "NHS LEICESTER, LEICESTERSHIRE AND RUTLAND INTEGRATED CARE BOARD",
        "NHS Leicester, Leicestershire and Rutland ICB",
    ],
)
def test_a_body_is_called_short_by_where_it_is(published: str) -> None:
    assert short(published) == "Leicester, Leicestershire and Rutland"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (
            "ST MARY'S SURGERY (Z90001) had 12 patients and no network.",
            "St Mary's Surgery (Z90001) had 12 patients and no network.",
        ),
        ("WOODLANDS (Z90002), AB1 2CD, has no list.", "Woodlands (Z90002), AB1 2CD, has no list."),
        ("It was NORTH & SOUTH PCN on 2 May.", "It was North & South PCN on 2 May."),
        (
            "The column EXTRACT_DATE has “TYPE CODE”.",
            "The column EXTRACT_DATE has “TYPE CODE”.",
        ),
        ("No practice with the code ZZZ is held.", "No practice with the code ZZZ is held."),
    ],
)
def test_published_names_in_a_sentence_are_written_as_people_write_them(
    published: str, shown: str
) -> None:
    assert in_text(published) == shown
