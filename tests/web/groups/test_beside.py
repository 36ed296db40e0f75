"""The population page leads to need summaries, and to groups of people for who may see them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.domains.world import account, county

pytestmark = pytest.mark.django_db
PAGE = "/networks/U90001/population/?as_at=2024-03-01"


def test_groups_are_named_to_who_may_see_them() -> None:
    county()
    public = Client().get(PAGE).content.decode()
    assert "/needs/?as_at=2024-03-01&amp;about=U90001" in public
    assert "Groups of people" not in public
    doctor = Client()
    doctor.force_login(account("doctor", ("clinical_director", "U90001")))
    assert "/networks/U90001/population/groups/" in doctor.get(PAGE).content.decode()
