"""`openpcn up`: trouble is told before anything is done, and all stops when told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from openpcn.cli import up
from openpcn.kernel.errors import NotPossible
from tests.support.postgres import free_port

HOST = "127.0.0.1"


def start(*words: str, state: Path) -> subprocess.Popen[str]:
    around = os.environ | {"DJANGO_SETTINGS_MODULE": "openpcn.site.settings"}
    around.pop("OPENPCN_DATABASE", None)
    return subprocess.Popen(
        [sys.executable, "-m", "openpcn.cli.main", "up", *words, "--state", str(state)],
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_port_in_use_is_told_with_the_next_free_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start("--port", str(port), state=tmp_path / "state")
        _, said = process.communicate(timeout=30)
    assert process.returncode == 4
    assert f"Something else already serves on port {port}" in said
    assert "--port " in said
    assert not (tmp_path / "state").exists()


def test_where_no_port_is_free_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up, "is_free", lambda host, port: False)
    with pytest.raises(NotPossible, match="name another --port"):
        up.check_port(HOST, 8000)


def test_a_folder_of_somebody_elses_files_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    process = start("--reset", "--port", str(free_port()), state=tmp_path)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 4
    assert "so it is not emptied" in said
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_told_to_stop_and_leaves_no_process(
    number: signal.Signals, tmp_path: Path
) -> None:
    port = free_port()
    process = start("--port", str(port), state=tmp_path / "state")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"OpenPCN is at http://{HOST}:{port}\n"
        with urllib.request.urlopen(f"http://{HOST}:{port}/health", timeout=10) as answer:
            assert json.load(answer) == {"status": "well"}
    finally:
        process.send_signal(number)
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert_nobody_answers(port)


def assert_nobody_answers(port: int) -> None:
    for _ in range(50):
        with socket.socket() as asking:
            if asking.connect_ex((HOST, port)):
                return
        time.sleep(0.1)
    pytest.fail("Somebody still answers there.")
