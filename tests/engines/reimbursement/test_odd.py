"""What is odd in a list of staff, and which posts are empty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openpcn.engines.reimbursement.odd import odd_in, vacancies
from tests.engines.reimbursement.world import RULES, term

NOVEMBER = date(2023, 11, 22)


def codes(*staff: object) -> list[str]:
    return [odd.code for odd in odd_in(staff)]  # type: ignore[arg-type]


def test_one_post_for_two_people() -> None:
    first, second = term(), term(key="2", person="b", starts_on=date(2023, 5, 1))
    (odd,) = odd_in([second, first])
    assert odd.message == "Two people hold post P1 on 1 May 2023."
    assert odd.keys == ("1", "2")


def test_two_people_may_share_a_full_time_post() -> None:
    assert codes(term(hours="20"), term(key="2", person="b", hours="17.5")) == []
    assert codes(term(hours="20"), term(key="2", person="b", hours="18")) == ["one_post_two_people"]


def test_a_post_that_was_handed_over_is_not_odd() -> None:
    left = term(ends_on=date(2023, 4, 30))
    assert codes(left, term(key="2", person="b", starts_on=date(2023, 5, 1))) == []
    assert codes(term(key="2", person="b", starts_on=date(2023, 5, 1)), left) == []


def test_the_same_person_twice() -> None:
    found = codes(term(hours="10"), term(key="2", hours="10"))
    assert found == ["recorded_twice"]


def test_one_person_in_two_posts_above_full_time() -> None:
    found = odd_in([term(), term(key="2", post="P2", role="coordinator", hours="7.5")])
    assert [odd.code for odd in found] == ["more_than_full_time"]
    assert "45 hours a week on 1 January 2020, in P1 and P2" in found[0].message
    assert codes(term(hours="30"), term(key="2", post="P2", hours="7.5")) == []


def test_new_terms_of_one_record_are_not_odd() -> None:
    before = term(ends_on=date(2023, 4, 30))
    assert codes(before, term(starts_on=date(2023, 5, 1), hours="30")) == []


def test_an_empty_post_could_still_bring_its_maximum() -> None:
    (empty,) = vacancies([term(hours="30", ends_on=date(2023, 8, 31))], RULES, as_at=NOVEMBER)
    assert empty.empty_from == date(2023, 9, 1)
    assert empty.could_be == 4 * Decimal("4200.00")
    assert vacancies([term()], RULES, as_at=NOVEMBER) == ()
    assert vacancies([term(ends_on=date(2022, 8, 31))], RULES, as_at=NOVEMBER) == ()
    taken = [term(ends_on=date(2023, 8, 31)), term(key="2", person="b", starts_on=date(2023, 9, 1))]
    assert vacancies(taken, RULES, as_at=NOVEMBER) == ()


def test_an_empty_post_without_a_maximum_says_that_it_is_not_known() -> None:
    for code in ("dietitian", "plumber"):
        (empty,) = vacancies([term(role=code, ends_on=date(2023, 8, 31))], RULES, as_at=NOVEMBER)
        assert empty.could_be is None
