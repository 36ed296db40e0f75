"""The formation rules can be read, and a file that is not right is refused whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openpcn.engines.geography.distances import DETOUR
from openpcn.engines.geography.neighbours import OverlapRule
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.formation import FILE, formation_rules, read_formation_rules
from openpcn.rulebook.reading import shipped
from openpcn.rulebook.statuses import Status


def test_the_band_is_30_000_to_50_000_and_checked() -> None:
    rules = formation_rules()
    assert (rules.smallest.value, rules.largest.value) == (30_000, 50_000)
    assert rules.smallest.status.words == "Checked"
    assert rules.smallest.source.checked_on == date(2026, 11, 21)


def test_the_engines_start_from_the_same_figures() -> None:
    rules = formation_rules()
    assert rules.detour.value == Decimal(str(DETOUR))
    assert rules.overlap_fewest.value == OverlapRule().fewest_patients
    assert float(rules.overlap_share.value) == OverlapRule().area_share == OverlapRule().list_share


def test_every_status_has_the_words_of_a_tag() -> None:
    words = {status.words for status in Status}
    assert words == {"Checked", "To be checked", "Sources conflict", "Worked out", "Not found"}
    assert Status("recalled").words == "To be checked"


@pytest.mark.parametrize(
    ("before", "after", "trouble"),
    [
        ("value = 30000\n", "", "[smallest] value is missing"),
        ("value = 30000", 'value = "many"', "[smallest] value is str, not Decimal"),
        ("value = 30000", "value = true", "[smallest] value is bool, not Decimal"),
        ("value = 30000", "value = 30000\nlowest = 1", "[smallest] lowest is not known"),
        ('status = "verified"', 'status = "sure"', "[smallest] status 'sure' is none of verified"),
        ("checked_on = 2026-11-21\n", "", "[smallest.source] checked_on is missing"),
        (
            "checked_on = 2026-11-21\n",
            'checked_on = "n/a"\n',
            "[smallest.source] checked_on is str, not date",
        ),
        ("[smallest.source]", "[smallest.origin]", "[smallest] origin is not known"),
        ("[smallest]\n", "smallest = 3\n[other]\n", "[smallest] and [smallest.source] are tables"),
    ],
)
def test_a_rule_file_that_is_not_right_is_refused(before: str, after: str, trouble: str) -> None:
    text = shipped(FILE).replace(before, after, 1)
    if after.startswith("smallest = 3"):
        text = text.replace("[smallest.source]", "[other.source]")
    with pytest.raises(NotRight, match="not as it should be") as caught:
        read_formation_rules(text)
    assert trouble in caught.value.message


def test_a_rule_that_is_missing_and_one_that_is_not_ours_are_named() -> None:
    with pytest.raises(NotRight) as caught:
        read_formation_rules(shipped(FILE).replace("[detour", "[detours"))
    assert "[detours] is not a rule we know; [detour] is missing" in caught.value.message


def test_all_that_is_wrong_is_said_together() -> None:
    text = shipped(FILE).replace("value = 30000\n", "").replace("value = 50000", 'value = "x"')
    with pytest.raises(NotRight) as caught:
        read_formation_rules(text)
    assert "[smallest] value is missing" in caught.value.message
    assert "[largest] value is str" in caught.value.message


def test_a_file_that_is_no_toml_names_the_line() -> None:
    with pytest.raises(NotRight, match="line 1"):
        read_formation_rules("thirty thousand")
