"""Record an ambition so that it agrees with the indicator that measures it."""

from __future__ import annotations

from dataclasses import replace

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions.ambitions import (
    Description,
    describe_ambition,
    record_ambition,
)
from openpcn.kernel.errors import NotRight
from openpcn.rulebook.indicators import Indicator, get_indicator, indicators
from openpcn.workflows.outcomes.measuring import UNIT_OF


def record(*, organisation: str, description: Description, by: Account) -> int:
    """Record an ambition; its unit and its better way are those of its indicator."""
    return record_ambition(organisation=organisation, description=agreed(description), by=by)


def describe(number: int, *, description: Description, by: Account, seen: int = 0) -> None:
    """Describe an ambition again; `seen` is the version that the form was filled from."""
    describe_ambition(number, description=agreed(description), by=by, seen=seen)


def agreed(said: Description) -> Description:
    """The description in the unit of its indicator."""
    if said.measured_by != "indicator":
        return said
    one = get_indicator(said.indicator)
    if one.direction not in ("neither", said.better):
        raise NotRight(
            f"{one.title}: {one.direction} is better, says the rulebook.",
            next_step="Check which way is better.",
        )
    return replace(said, unit=UNIT_OF[one.shown_as])


def choices() -> list[tuple[str, str]]:
    """The indicators to choose from, by title."""
    return [(one.id, titled(one)) for one in sorted(indicators().values(), key=lambda i: i.title)]


def titled(one: Indicator) -> str:
    """An indicator with its unit."""
    return f"{one.title}, {one.shown_as}"
