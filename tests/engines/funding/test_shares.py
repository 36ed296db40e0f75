"""Practices' own money: it stays with the practice, whichever network it is in."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.engines.funding.entitlements import work_out_funding
from openpcn.engines.funding.facts import Counted, reckoned
from openpcn.engines.funding.rules import Count, Payee
from openpcn.engines.funding.shares import PracticeShare, practice_shares, together
from openpcn.engines.funding.statements import Line
from openpcn.kernel.contract_years import ContractYear
from openpcn.rulebook.funding import funding_rules, years_held

lists = st.decimals(0, 40_000, places=2)
practices = st.lists(lists, min_size=2, max_size=12)


def weighted(number: Decimal) -> Counted:
    return Counted(counts=Count.WEIGHTED, number=number, on=None, is_stand_in=True)


def participation(members: dict[str, Decimal], year: ContractYear) -> Line:
    facts = reckoned(weighted=sum(members.values(), Decimal(0)))
    lines = work_out_funding(facts, funding_rules(year)).lines
    return next(line for line in lines if line.code == "network_participation")


def shares(members: dict[str, Decimal], year: ContractYear) -> dict[str, Decimal | None]:
    held = {code: weighted(number) for code, number in members.items()}
    found = practice_shares(participation(members, year), held)
    return {one.practice: one.amount for one in found}


@settings(max_examples=60)
@given(practices, practices, st.sampled_from(years_held()))
def test_moving_a_practice_between_two_networks_conserves_practices_money(
    here: list[Decimal], there: list[Decimal], year: ContractYear
) -> None:
    one = {f"A{at}": number for at, number in enumerate(here)}
    two = {f"B{at}": number for at, number in enumerate(there)}
    before = shares(one, year) | shares(two, year)
    two["A0"] = one.pop("A0")
    after = shares(one, year) | shares(two, year)
    assert after == before
    assert sum(after.values()) == sum(before.values())  # type: ignore[arg-type]


@settings(max_examples=60)
@given(practices, st.sampled_from(years_held()))
def test_shares_differ_from_the_line_by_their_own_rounding_only(
    lists: list[Decimal], year: ContractYear
) -> None:
    members = {f"A{at}": number for at, number in enumerate(lists)}
    line = participation(members, year)
    assert line.payee is Payee.PRACTICES
    difference = sum(shares(members, year).values()) - line.amount  # type: ignore[arg-type]
    assert abs(difference) <= Decimal("0.005") * (len(members) + 1)


def test_a_practice_whose_list_is_not_held_has_no_amount() -> None:
    line = participation({"A": Decimal(8_000)}, ContractYear(2025))
    known, unknown = practice_shares(line, {"A": weighted(Decimal(8_000)), "B": None})
    assert known.working == "£14,088.00 = 8,000 weighted × £1.761"
    assert (known.amount, known.is_stand_in) == (Decimal("14088.00"), True)
    assert unknown.amount is None
    assert unknown.working == "contractor weighted population of the practice not held × £1.761"
    assert together((known,)) == Decimal("14088.00")
    assert together((known, unknown)) is None
    assert together(()) is None


def test_a_rate_that_is_not_found_gives_no_share() -> None:
    facts = reckoned(beds=100)
    lines = work_out_funding(facts, funding_rules(ContractYear(2026))).lines
    premium = next(line for line in lines if line.code == "care_home_premium")
    beds = Counted(counts=Count.BEDS, number=Decimal(10), on=None)
    (share,) = practice_shares(premium, {"A": beds})
    assert share == PracticeShare(
        practice="A", amount=None, working="rate not found", counted_on=None, is_stand_in=False
    )
