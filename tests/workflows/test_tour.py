"""The guided tour belongs to the demonstration."""

from __future__ import annotations

import pytest

from openpcn.kernel.errors import NotFound
from openpcn.workflows.tour import begin_tour
from tests.domains.world import county


@pytest.mark.django_db
def test_where_published_data_are_loaded_there_is_no_tour() -> None:
    county()
    with pytest.raises(NotFound, match="belongs to the demonstration"):
        begin_tour()
