"""Who was heard: no small number can be worked out, and nothing is compared that is not held."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpcn.domains.engagement.equality import CHARACTERISTICS, NOT_SAID
from openpcn.kernel.disclosure import regime
from openpcn.kernel.when import When
from openpcn.workflows.voices import heard as module
from openpcn.workflows.voices.heard import REGIME, TOTAL, heard, shown_counts
from tests.domains.world import day

AGE, ETHNIC, DISABILITY = (CHARACTERISTICS[k] for k in ("age", "ethnic_group", "disability"))
NOW = When(as_at=day("2026-10-01"))
NUMBERS = st.integers(0, 60) | st.integers(0, 9)


def ranges(shown: dict[str, int | None], counts: dict[str, int], groups: list[str]) -> dict:  # type: ignore[type-arg]
    """What an attacker knows of each withheld group: the total is told elsewhere on the page too.

    A group that is nought is shown, so that a withheld one has somebody in it.
    """
    hidden = [key for key in groups if shown[key] is None]
    rest = sum(counts.values()) - sum(shown[key] or 0 for key in groups)
    return {key: (1, rest - (len(hidden) - 1)) if len(hidden) > 1 else (rest, rest)
            for key in hidden}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    one=st.sampled_from([AGE, ETHNIC, DISABILITY]),
    numbers=st.lists(NUMBERS, min_size=7, max_size=7),
)
def test_a_differencing_attack_finds_no_small_group(one, numbers) -> None:  # type: ignore[no-untyped-def]
    groups = [*one.groups, NOT_SAID]
    counts = dict(zip(groups, numbers, strict=False))
    shown, _ = shown_counts(one, counts)
    if not shown:
        return
    rule = regime(REGIME)
    for key in groups:
        assert shown[key] in (None, counts[key])
        assert shown[key] is None or not rule.withholds(counts[key])
    for key, (low, high) in ranges(shown, counts, groups).items():
        if counts[key] <= rule.threshold:
            assert high - low >= rule.protection


def test_one_small_group_takes_another_with_it() -> None:
    shown, sentence = shown_counts(DISABILITY, {"yes": 3, "no": 90, NOT_SAID: 40})
    assert shown["yes"] is None
    assert sum(each is None for each in shown.values()) >= 2
    assert "withheld" in sentence


def test_where_nothing_can_be_shown_that_is_said() -> None:
    found = heard(DISABILITY, {"yes": 1, "no": 2, NOT_SAID: 1}, {})
    assert found.nothing_shown
    assert "So few people" in found.withheld
    assert {one.verdict for one in found.groups} == {"withheld"}


def test_groups_are_heard_less_more_or_not_clearly_otherwise() -> None:
    yes, no = DISABILITY.groups.values()
    residents = {
        yes: 0.18,
        no: 0.5,
    }
    found = heard(DISABILITY, {"yes": 40, "no": 360, NOT_SAID: 20}, residents)
    assert [one.verdict for one in found.groups] == ["fewer", "more"]
    assert found.groups[0].share == pytest.approx(0.1)
    near = {yes: 0.11, no: 0.89}
    assert {one.verdict for one in heard(DISABILITY, {"yes": 40, "no": 360}, near).groups} == {
        "not clear"
    }


def test_what_is_not_held_is_not_compared() -> None:
    found = heard(CHARACTERISTICS["sex"], {"female": 60, "male": 30, NOT_SAID: 10}, {})
    assert not found.is_held
    assert {one.verdict for one in found.groups} == {"not held"}
    assert {one.residents for one in found.groups} == {None}


def test_shares_need_to_know_who_said() -> None:
    found = heard(DISABILITY, {"yes": 30, "no": 60, NOT_SAID: 3}, {})
    assert any(one.answered is not None and one.share is None for one in found.groups) or all(
        one.verdict == "withheld" for one in found.groups
    )


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


def test_the_total_is_shown_or_withheld_with_the_rest() -> None:
    shown, _ = shown_counts(AGE, {"65": 40, "50": 30, "35": 20})
    assert shown[TOTAL] == 90
    assert shown["0"] == 0
