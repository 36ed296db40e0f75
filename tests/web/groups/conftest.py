"""Records of two invented practices, answered once for all tests of this folder."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from openpcn.workflows.population import storing
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.running import run_population
from tests.workflows.population.test_own_definitions import definition


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with records of two invented practices, and the answers.

    They are written in a piece for each practice, as those of many practices are.
    """
    place = tmp_path_factory.mktemp("state")
    records = place / "population" / "records"
    generate(people=1_500, out=records, only=("Z90001", "Z90002"))
    catalogue, codes = catalogue_and_codes(records)
    answers = place / "population" / "answers"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "ROWS_TOGETHER", 1)
        run_population(records, catalogue, codes, as_at=date(2026, 10, 1), out=answers)
    return place


@pytest.fixture
def _world(db: None) -> None:
    """The county, with a network of two practices."""
    from tests.domains.world import county

    county()


@pytest.fixture
def _with_records(settings: object, state: Path) -> None:
    settings.STATE = state  # type: ignore[attr-defined]


@pytest.fixture
def _without_records(settings: object, tmp_path: Path) -> None:
    settings.STATE = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def _with_own(settings: object, state: Path, tmp_path: Path) -> None:
    """The same records, with two definitions of one's own that have not been answered."""
    own = tmp_path / "definitions"
    own.mkdir()
    (own / "call_asthma.toml").write_text(definition("call_asthma"))
    (own / "damaged.toml").write_text(definition("damaged", cluster="NO_SUCH_COD"))
    (tmp_path / "population").mkdir()
    (tmp_path / "population" / "records").symlink_to(state / "population" / "records")
    shutil.copytree(state / "population" / "answers", tmp_path / "population" / "answers")
    settings.STATE = tmp_path  # type: ignore[attr-defined]
