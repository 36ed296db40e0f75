"""What the published files hold of the place and year of the 2016 paper."""

from __future__ import annotations

from datetime import date

from openpcn.domains.registry.queries.organisations import find_organisation
from openpcn.domains.registry.queries.structure import practices
from openpcn.engines.workforce.tables import GroupTable
from openpcn.kernel.when import When
from openpcn.workflows.workforce.gathering import staff_history
from openpcn.workflows.workforce.people_tables import table_of

PLACE, YEAR = "04C", 2016
"""The commissioner of the paper, and the published year that its April figures stand in."""


def same_place_published() -> GroupTable | None:
    """The table of the place in that year; None where it is not loaded."""
    when = When(as_at=date(YEAR, 3, 31))
    if find_organisation(PLACE, when=when) is None:
        return None
    codes = frozenset(one.code for one in practices(when=when, within=PLACE))
    found = staff_history({YEAR: codes}, when=when).years.get(YEAR)
    return table_of("Published", found, found) if found else None
