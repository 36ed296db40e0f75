"""One invention and its files for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpcn.workflows.demonstration.invention import Invention, invent
from openpcn.workflows.demonstration.write import write_invention
from tests.support.demonstration import _django_db_helper

__all__ = ["_django_db_helper"]


@pytest.fixture(scope="session")
def invention() -> Invention:
    """The system that the demonstration shows."""
    return invent()


@pytest.fixture(scope="session")
def folder(invention: Invention, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    place = tmp_path_factory.mktemp("demonstration")
    write_invention(place, invention)
    return place
