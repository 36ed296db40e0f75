"""Rates by segment for somebody who has written down what they are for; that is kept."""

from __future__ import annotations

from openpcn.domains.accounts.queries import Account
from openpcn.domains.population.actions.purposes import NoPurpose, use_purpose
from openpcn.domains.population.queries.purposes import purpose_of
from openpcn.kernel.errors import Refused
from openpcn.kernel.when import When
from openpcn.workflows.pages.show_overview import show_overview
from openpcn.workflows.population.list_people import flag_called, not_answered
from openpcn.workflows.population.segment_rates import (
    BySegment,
    division_called,
    rates_by_segment,
)
from openpcn.workflows.population.show_groups import Groups, family_of, show_groups


def read_segments(
    viewer: Account | None,
    path: str,
    code: str,
    name: str,
    *,
    by: str,
    when: When,
    is_family: bool = False,
) -> tuple[Groups, tuple[BySegment, ...]]:
    """One group, or all of its family, by segment; NoPurpose where no purpose counts."""
    phenotype, division = flag_called(name), division_called(by)
    purpose = purpose_of(viewer, code)
    if purpose is None or viewer is None:
        raise NoPurpose
    page = show_overview(path, code, when=when)
    only = "" if is_family else name
    groups = show_groups(page, family=family_of(phenotype), use=purpose.use, only=only)
    if groups.areas.is_part_of_network:
        raise Refused(
            "Rates by segment are shown of whole networks and wider areas: beside the network's, "
            "those of one practice would tell small counts of the others.",
            next_step="Open the group on the page of the practice's network.",
        )
    asked = [one.phenotype for one in groups.groups] if is_family else [phenotype]
    found = rates_by_segment(groups, asked, division)
    if not found:
        raise not_answered(name)
    use_purpose(
        about=code,
        what=f"{groups.family if is_family else name} by {division.name}",
        people=groups.people or 0,
        by=viewer,
        did="read rates by segment",
    )
    return groups, found
