"""What every test starts with: a state folder of its own, no network, and a browser on request."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.support import network

CHECKOUT = Path(__file__).resolve().parents[1]
STATE = Path(tempfile.mkdtemp(prefix="openpcn-tests-"))
atexit.register(shutil.rmtree, STATE, ignore_errors=True)

# Django reads its settings once, so what they depend on is set before any test is collected.
os.environ["OPENPCN_STATE"] = str(STATE)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser and the ORM share the test's thread
network.guard()

pytest_plugins = [
    "tests.support.browser",
    "tests.support.cached",
    "tests.support.prepared",
    "tests.support.site",
]

NEEDS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--postgres` runs the tests that use a database again, on a real PostgreSQL."""
    parser.addoption("--postgres", action="store_true", help="database tests only, on PostgreSQL")


def pytest_configure(config: pytest.Config) -> None:
    """Name the database, then have Django read its settings."""
    if not config.getoption("--postgres"):
        os.environ.pop("OPENPCN_DATABASE", None)
    elif not hasattr(config, "workerinput"):
        from tests.support.postgres import start

        os.environ["OPENPCN_DATABASE"] = start()
    import django

    django.setup()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """One worker has the live site; on PostgreSQL only tests that use a database are kept.

    What a browser does with a page does not hang on the database behind it: those run once.
    """
    for item in items:
        if "live_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live site"))
    if not config.getoption("--postgres"):
        return
    kept = [item for item in items if uses_a_database(item) and not uses_a_browser(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def uses_a_database(item: pytest.Item) -> bool:
    """Whether a test asks for Django's database by mark or by fixture."""
    named = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(named & NEEDS_A_DATABASE)


def uses_a_browser(item: pytest.Item) -> bool:
    """Whether a test opens pages in a browser."""
    return "new_page" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, with every change to the tables recorded as made."""
    from openpcn.workflows.upkeep.making import record_changes

    with django_db_blocker.unblock():
        record_changes()


@pytest.fixture(scope="session")
def published_data() -> Path:
    """The folder of published open data: OPENPCN_PUBLISHED, else ../shared/data beside this."""
    named = os.environ.get("OPENPCN_PUBLISHED")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        said = f"There are no published data in {folder}. Name their folder in OPENPCN_PUBLISHED."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    return folder


@pytest.fixture
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty state folder that commands started by this test will use."""
    folder = tmp_path / "state"
    monkeypatch.setenv("OPENPCN_STATE", str(folder))
    return folder
