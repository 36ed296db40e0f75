"""Services over the organisations of an area: how many of the catalogue their patients can get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpcn.kernel.when import When, in_words
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.services.show_services import Services, show_services
from openpcn.workflows.variation.amounts import Amount, made
from openpcn.workflows.variation.compared import Compared
from openpcn.workflows.variation.groups import Group

SOURCE = "Offers recorded here by networks and their system, each with its own source"


def compare_services(
    page: Overview, path: str, code: str, groups: Sequence[Group], *, when: When
) -> Iterator[Compared]:
    """The share of the catalogue with a recorded place where a practice's patients get it.

    Practices weigh by their patients. An organisation of which nothing is recorded has no value:
    a record that nobody made is no missing service.
    """
    found = show_services(None, path, code, when=when)
    patients = {one.code: float(one.patients) for one in page.members if one.patients}
    offered = counted_offers(found)
    held = {
        each.code: one for each in groups if (one := share_of(each, offered, patients)) is not None
    }
    shares = {code: Amount(amount=one.amount * 100 / len(found.listed), patients=one.patients)
              for code, one in held.items()}  # fmt: skip
    yield from made(
        "services-recorded", "Services of the catalogue with a recorded place", "Services",
        "per cent", in_words(when.as_at), SOURCE, groups, shares,
    )  # fmt: skip


def counted_offers(found: Services) -> dict[str, int]:
    """How many services of the catalogue each practice's patients have a recorded place for."""
    keys = [one.key for one in found.listed]
    return {
        one.practice.code: sum(found.offer(key, one) is not None for key in keys)
        for one in found.members
    }


def share_of(
    group: Group, offered: Mapping[str, int], patients: Mapping[str, float]
) -> Amount | None:
    """Services times patients, and patients; None where nothing is recorded or nobody is held."""
    own = [each for each in group.practices if each in patients]
    if not any(offered.get(each) for each in own):
        return None
    return Amount(
        amount=sum(offered.get(each, 0) * patients[each] for each in own),
        patients=sum(patients[each] for each in own),
    )
