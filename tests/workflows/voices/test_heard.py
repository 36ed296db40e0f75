"""Who was heard: no small number can be worked out, and nothing is compared that is not held."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.domains.engagement.equality import CHARACTERISTICS, NOT_SAID, Characteristic
from openpcn.kernel.disclosure import regime
from openpcn.kernel.when import When
from openpcn.workflows.voices import heard as module
from openpcn.workflows.voices.heard import REGIME, heard, shown_counts
from tests.domains.world import day

AGE, ETHNIC, DISABILITY = (CHARACTERISTICS[k] for k in ("age", "ethnic_group", "disability"))
NOW = When(as_at=day("2026-10-01"))
NUMBERS = st.integers(0, 60) | st.integers(0, 9)


def ranges(shown: dict[str, int | None], said: int) -> dict[str, tuple[int, int]]:
    """What an attacker knows of each withheld group, who knows how many said something.

    A group that is nought is shown, so that a withheld one has somebody in it.
    """
    hidden = [key for key, number in shown.items() if number is None]
    rest = said - sum(number or 0 for number in shown.values())
    others = len(hidden) - 1
    return dict.fromkeys(hidden, (1 if others else rest, rest - others))


@settings(max_examples=60, deadline=None)
@given(
    one=st.sampled_from([AGE, ETHNIC, DISABILITY]),
    numbers=st.lists(NUMBERS, min_size=7, max_size=7),
)
def test_a_differencing_attack_finds_no_small_group(
    one: Characteristic, numbers: list[int]
) -> None:
    counts = dict(zip([*one.groups, NOT_SAID], numbers, strict=False))
    shown, _ = shown_counts(one, counts)
    if not shown:
        return
    rule = regime(REGIME)
    said = sum(counts[key] for key in one.groups)
    for key in one.groups:
        assert shown[key] in (None, counts[key])
        assert shown[key] is None or not rule.withholds(counts[key])
    for key, (low, high) in ranges(shown, said).items():
        if counts[key] <= rule.threshold:
            assert high - low >= rule.protection


def test_one_small_group_takes_another_with_it() -> None:
    shown, sentence = shown_counts(ETHNIC, {"asian": 3, "black": 30, "white": 90, NOT_SAID: 2})
    assert shown["asian"] is None
    assert sum(each is None for each in shown.values()) >= 2
    assert shown["mixed"] == 0
    assert "withheld" in sentence


@pytest.mark.parametrize("counts", [{"yes": 3, "no": 90}, {"yes": 1, "no": 2}, {NOT_SAID: 60}])
def test_where_nothing_can_be_shown_that_is_said(counts: dict[str, int]) -> None:
    found = heard(DISABILITY, counts, {})
    assert found.nothing_shown
    assert found.said is None
    assert "So few people said this" in found.withheld
    assert {one.verdict for one in found.groups} == {"withheld"}


def test_groups_are_heard_less_more_or_not_clearly_otherwise() -> None:
    yes, no = DISABILITY.groups.values()
    counts = {"yes": 40, "no": 360, NOT_SAID: 3}
    found = heard(DISABILITY, counts, {yes: 0.18, no: 0.5})
    assert (found.said, found.not_said) == (400, 3)
    assert [one.verdict for one in found.groups] == ["fewer", "more"]
    assert found.groups[0].share == pytest.approx(0.1)
    near = heard(DISABILITY, counts, {yes: 0.11, no: 0.89})
    assert {one.verdict for one in near.groups} == {"not clear"}


def test_what_is_not_held_is_not_compared() -> None:
    found = heard(CHARACTERISTICS["sex"], {"female": 60, "male": 30, NOT_SAID: 10}, {})
    assert not found.is_held
    assert {one.verdict for one in found.groups} == {"not held"}
    assert {one.residents for one in found.groups} == {None}


def figure(area: str, group: str, value: float) -> SimpleNamespace:
    return SimpleNamespace(subject_code=area, category=group, value=value)


def test_residents_count_by_where_the_patients_live(monkeypatch: pytest.MonkeyPatch) -> None:
    yes, no = DISABILITY.groups.values()
    held = [figure("E1", yes, 50), figure("E1", no, 50), figure("E2", yes, 0), figure("E2", no, 80)]
    monkeypatch.setattr(
        module, "figures", lambda *_a, subject_codes, **_k: [one for one in held
                                                              if one.subject_code in subject_codes]
    )  # fmt: skip
    shares = module.residents_of(DISABILITY, {"E1": 300, "E2": 100}, when=NOW)
    assert shares == {yes: pytest.approx(0.375), no: pytest.approx(0.625)}
    assert module.residents_of(DISABILITY, {"E1": 300, "E3": 100}, when=NOW) == {}
    assert module.residents_of(CHARACTERISTICS["sex"], {"E1": 1}, when=NOW) == {}
    assert module.residents_of(DISABILITY, {}, when=NOW) == {}
