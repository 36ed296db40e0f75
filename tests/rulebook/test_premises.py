"""The priorities and the access rules can be read, and each wrong line of them is named."""

from __future__ import annotations

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.access import access_rules, read_access_rules
from openpcn.rulebook.premises import investment_priorities, read_priorities
from openpcn.rulebook.reading import shipped

PREMISES, ACCESS = shipped("premises.toml"), shipped("access.toml")


def test_there_are_nine_priorities_on_eight_lines_of_the_paper() -> None:
    held = investment_priorities()
    assert len(held.priorities) == len(set(held.codes)) == 9
    assert sorted({one.line for one in held.priorities}) == list(range(1, 9))
    assert held.most_points == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("most_points = 3", "", "most_points is missing"),
        ('clause = "Page', 'page = "Page', "page is not known"),
        ('short = "Training"', "", "short is missing"),
        ('status = "partial"', 'status = "nearly"', "status 'nearly' is none of"),
    ],
)
def test_a_wrong_priority_is_named(old: str, new: str, says: str) -> None:
    with pytest.raises(NotRight, match=says):
        read_priorities(PREMISES.replace(old, new, 1))


def test_the_two_schemes_follow_each_other() -> None:
    first, second = (one.scheme for one in access_rules())
    assert first.ends_on is not None
    assert first.ends_on.toordinal() + 1 == second.starts_on.toordinal()
    assert {one.shortest_block for one in access_rules()} == {30}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('counts = "adjusted"', 'counts = "weighted"', "counts 'weighted' is none of"),
        ("rounded_to = 15", "", "rounded_to is missing"),
        ('from = "09:00"', 'from = "18:00"', "from is not before to"),
        ('from = "09:00"', 'from = "nine"', "nine to 17:00 are no times"),
        ("weekday = 5", 'weekday = "Saturday"', "weekday is text"),
        ('status = "verified"', 'status = "sure"', "status 'sure' is none of"),
        ('clause = "4.6"', "", "clause is missing"),
    ],
)
def test_a_wrong_scheme_is_named(old: str, new: str, says: str) -> None:
    with pytest.raises(NotRight, match=says):
        read_access_rules(ACCESS.replace(old, new, 1))
