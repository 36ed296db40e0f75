"""Figures that may be missing are said, never guessed."""

from pathlib import Path

from openpcn import web
from openpcn.web.presenters.key_facts import against_band
from openpcn.web.presenters.words import breakable, number, share, signed, written


def test_what_is_not_known_is_said_so() -> None:
    assert (number(None), share(None), written(None)) == ("not known",) * 3
    assert signed(None) == "not held"


def test_a_difference_carries_its_sign() -> None:
    assert (signed(698), signed(-1181), signed(0)) == ("+698", "−1,181", "0")


def test_a_size_is_compared_with_the_band_in_words() -> None:
    assert against_band(28_655) == ("1,345 below 30,000 to 50,000", "below")
    assert against_band(30_000) == ("inside 30,000 to 50,000", "")
    assert against_band(50_000) == ("inside 30,000 to 50,000", "")
    assert against_band(50_001) == ("1 above 30,000 to 50,000", "above")


def test_a_long_word_in_a_cell_may_go_on_in_the_next_line() -> None:
    assert breakable("Elm Surgery, in the High Street of the old town") == (
        "Elm Surgery, in the High Street of the old town"
    )
    told = breakable(f"<b> {'a' * 41}")
    assert told == f"&lt;b&gt; {'<wbr>'.join(['a' * 10] * 4)}<wbr>a"
    assert breakable("م" * 199).count("<wbr>") == 19


def test_the_style_lets_long_names_break_outside_tables_and_in_captions() -> None:
    style = (Path(web.__file__).parent / "static/openpcn/site.css").read_text()
    assert "main, .pcn-breadcrumb { overflow-wrap: anywhere; }" in style
    assert ".pcn-table caption { overflow-wrap: anywhere; }" in style
