"""The whole site as a person starts it, once for a run, with the demonstration in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.postgres import free_port

PATIENCE = 120


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running site: its address and its state folder."""

    url: str
    state: Path


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`openpcn up --demo` on a port of its own; what journeys change, later journeys see."""
    state = tmp_path_factory.mktemp("site") / "state"
    port = free_port()
    log = state.parent / "log.txt"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "openpcn.cli.main", "up", "--demo", "--port", str(port)],
            env=os.environ
            | {"OPENPCN_STATE": str(state), "DJANGO_SETTINGS_MODULE": "openpcn.site.settings"},
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, process, log)
        yield Site(url=url, state=state)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the site says that it is well."""
    for _ in range(PATIENCE * 5):
        if process.poll() is not None:
            pytest.fail(f"The site ended at once:\n{log.read_text()}", pytrace=False)
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"The site did not start in {PATIENCE} s:\n{log.read_text()}", pytrace=False)
