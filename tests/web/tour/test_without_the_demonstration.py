"""Where the demonstration is not held there is no tour."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tour/", "/tour/1/", "/tour/handout/"])
def test_the_tour_says_where_it_is_to_be_found(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "The guided tour belongs to the demonstration" in answer.content.decode()
