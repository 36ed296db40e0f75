"""A site that is taken back, brought back, and known as it was in between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from openpcn.domains.accounts.models import Account
from openpcn.domains.premises.actions.sites import (
    Description,
    bring_back,
    describe_site,
    record_site,
    withdraw_site,
)
from openpcn.domains.premises.queries.sites import SiteAnswer, sites, sites_taken_back
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.when import When
from tests.domains.world import account, county, day, ident, on

pytestmark = pytest.mark.django_db
FIRST = Description(name="Alder House", source="Survey", starts_on=day("2023-04-01"))
LATER = replace(FIRST, name="Alder Centre", starts_on=day("2024-04-01"))


@pytest.fixture
def manager() -> Account:
    county()
    return account("manager", ("practice_manager", "Z90001"))


def held(when: When) -> list[SiteAnswer]:
    return sites([ident("Z90001")], when=when)


def test_a_site_comes_back_with_all_that_was_said_of_it(manager: Account) -> None:
    number = record_site(owner="Z90001", description=FIRST, by=manager)
    describe_site(number, description=LATER, by=manager)
    with pytest.raises(NotPossible, match="This site stands"):
        bring_back(number, by=manager)
    withdraw_site(number, by=manager)
    meanwhile = timezone.now()
    assert [one.name for one in sites_taken_back(manager, [ident("Z90001")])] == ["Alder Centre"]
    bring_back(number, by=manager)
    assert sites_taken_back(manager, [ident("Z90001")]) == []
    assert [one.name for one in held(on("2023-06-01"))] == ["Alder House"]
    assert [one.name for one in held(on("2024-06-01"))] == ["Alder Centre"]
    assert held(When(as_at=day("2024-06-01"), as_known=meanwhile)) == []


def test_nobody_brings_back_the_site_of_another(manager: Account) -> None:
    number = record_site(owner="Z90001", description=FIRST, by=manager)
    withdraw_site(number, by=manager)
    other = account("other", ("practice_manager", "Z90002"))
    assert sites_taken_back(other, [ident("Z90001")]) == []
