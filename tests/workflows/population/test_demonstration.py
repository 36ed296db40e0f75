"""In the demonstration everybody who may see lists of people finds some."""

from __future__ import annotations

import pytest

from openpcn.domains.accounts.queries import find_account
from openpcn.domains.population.queries.purposes import uses_open_to
from openpcn.domains.population.queries.summaries import summaries
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.when import When
from openpcn.workflows.population.demonstration import AS_AT, whose_records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
WHEN = When(as_at=AS_AT)


def test_records_are_of_a_network_that_a_clinical_director_reads_for_direct_care() -> None:
    code, people = whose_records()
    network = get_organisation(code, when=WHEN).id
    uses = {
        role: [use for use, _ in uses_open_to(find_account(f"demo-{role}"), network)]
        for role in ("clinical-director", "network-manager", "public-health-analyst")
    }

    assert 0 < people < 40_000
    assert uses == {
        "clinical-director": ["care"],
        "network-manager": ["planning"],
        "public-health-analyst": ["planning"],
    }


def test_the_need_summary_waits_for_the_two_who_may_sign_it() -> None:
    for role, party in (
        ("clinical-director", "network"),
        ("director-of-public-health", "public_health"),
    ):
        [found] = summaries(find_account(f"demo-{role}"), when=WHEN)
        assert found.about_code == whose_records()[0]
        assert found.may_sign == {party}
        assert found.priorities
