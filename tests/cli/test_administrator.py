"""The first account of an installation, from the console."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate

from openpcn.cli.main import main
from openpcn.workflows import upkeep

PHRASE = "a long quiet river"


@pytest.fixture(autouse=True)
def of_this_version(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "upgrade", lambda: None)


def typed(name: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["administrator", name, "--password", PHRASE])
    return int(left.value.code or 0)


def test_the_first_administrator_can_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("boss") == 0
    assert capsys.readouterr().out.startswith("boss can sign in.")
    made = authenticate(username="boss", password=PHRASE)
    assert made is not None
    assert made.is_superuser


def test_a_second_first_administrator_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    typed("boss")
    assert typed("other") == 4
    assert "already" in capsys.readouterr().err
