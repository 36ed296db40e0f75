"""Opt-outs keep records out of planning and research, never out of a person's own care."""

from __future__ import annotations

import itertools

import pytest

from openpcn.kernel.disclosure import OptOuts, Purpose, may_be_used


@pytest.mark.parametrize(("national", "local"), list(itertools.product([False, True], repeat=2)))
def test_direct_care_is_never_touched_and_planning_always(national: bool, local: bool) -> None:
    decided = OptOuts(national=national, local=local)
    assert may_be_used(Purpose.DIRECT_CARE, decided).allowed
    for purpose in (Purpose.PLANNING, Purpose.RESEARCH):
        assert may_be_used(purpose, decided).allowed is not (national or local)


def test_the_reason_says_which_decision_it_was() -> None:
    assert "nationally" in may_be_used(Purpose.PLANNING, OptOuts(national=True)).reason
    assert "told the practice" in may_be_used(Purpose.PLANNING, OptOuts(local=True)).reason
    assert may_be_used(Purpose.RESEARCH, OptOuts()).reason.endswith("opted out of research.")
