"""In the demonstration everybody who may see lists of people finds some."""

from __future__ import annotations

import pytest

from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.when import When
from openpcn.workflows.population.demonstration import AS_AT, whose_records

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("demonstration")
def test_records_are_of_the_smallest_network_and_of_one_practice_of_the_largest() -> None:
    (network, practice), people = whose_records()
    held = {one.code: one for one in practices(when=When(as_at=AS_AT))}
    members = [one.patients or 0 for one in held.values() if one.network_code == network]

    assert held[practice].network_code != network
    assert people == sum(members) + (held[practice].patients or 0)
    assert 0 < people < 40_000
