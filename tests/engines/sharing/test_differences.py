"""What is due and what came in are put side by side, and each difference has a next step."""

from __future__ import annotations

from datetime import date

import pytest

from openpcn.engines.sharing.differences import Due, Received, Standing, State, compare

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
YEAR_ENDS = date(2027, 3, 31)


def compared(due: int, received: int, *, month: date | None = APRIL, on: str) -> Standing:
    dues = [Due(entitlement="core", month=month, pence=due)] if due else []
    came = [Received(entitlement="core", month=month, pence=received)] if received else []
    (found,) = compare(dues, came, year_ends_on=YEAR_ENDS, as_at=date.fromisoformat(on))
    return found


@pytest.mark.parametrize(
    ("due", "received", "month", "on", "state"),
    [
        (500, 500, APRIL, "2026-05-01", State.SETTLED),
        (500, 0, APRIL, "2026-05-31", State.NOT_YET),
        (500, 0, APRIL, "2026-06-01", State.LATE),
        (500, 499, APRIL, "2026-05-01", State.SHORT),
        (500, 501, APRIL, "2026-05-01", State.ABOVE),
        (0, 7, APRIL, "2026-05-01", State.UNEXPLAINED),
        (500, 0, None, "2027-05-01", State.NOT_YET),
        (500, 0, None, "2027-05-02", State.LATE),
    ],
)
def test_an_amount_stands_as_a_person_would_say(
    due: int, received: int, month: date | None, on: str, state: State
) -> None:
    found = compared(due, received, month=month, on=on)
    assert found.state is state
    assert found.difference == received - due
    assert found.state.words
    assert found.state.is_open is (state not in (State.SETTLED, State.NOT_YET))


def test_amounts_for_the_same_thing_are_summed_and_months_come_in_order() -> None:
    found = compare(
        [
            Due(entitlement="core", month=MAY, pence=10),
            Due(entitlement="core", month=APRIL, pence=10),
            Due(entitlement="core", month=APRIL, pence=5),
            Due(entitlement="points", month=None, pence=3),
        ],
        [
            Received(entitlement="core", month=APRIL, pence=9),
            Received(entitlement="core", month=APRIL, pence=6),
        ],
        year_ends_on=YEAR_ENDS,
        as_at=MAY,
    )
    assert [(one.month, one.due, one.received) for one in found] == [
        (APRIL, 15, 15),
        (MAY, 10, 0),
        (None, 3, 0),
    ]
