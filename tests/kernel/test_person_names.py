"""Names that may be one person's have one key."""

from __future__ import annotations

from openpcn.kernel.person_names import name_key


def test_titles_order_accents_and_hyphens_do_not_part_one_name() -> None:
    ways = ("Dr Ann-Marie O’Ash", "O'ASH, Ann Marie", "ánn  marie oash", "Mrs. Ann Marie O'Ash")
    assert len({name_key(each) for each in ways}) == 1


def test_other_names_stay_apart() -> None:
    assert name_key("Ann Ash") != name_key("Ann Birch")
    assert name_key("Ann Ash") != name_key("A Ash")
