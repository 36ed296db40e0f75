"""The console program: words, trouble and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from openpcn.cli import main as program
from openpcn.kernel.errors import NotFound, NotPossible, NotRight, OpenPCNError, Refused


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """A command `say` in a module of its own."""
    module = type(sys)("openpcn_cli_say")
    module.app = typer.Typer()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "openpcn_cli_say", module)
    monkeypatch.setitem(program.COMMANDS, "say", program.Command("openpcn_cli_say:app", "Say"))
    made: typer.Typer = module.app  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(Refused("No."), 3), (NotPossible("No."), 4), (NotFound("No."), 4), (NotRight("No."), 5)],
)
def test_each_family_of_errors_has_its_exit_code(
    answering: typer.Typer, trouble: OpenPCNError, code: int
) -> None:
    @answering.command()
    def say() -> None:
        raise trouble

    with pytest.raises(SystemExit) as left:
        program.main(["say"])
    assert left.value.code == code


def test_trouble_goes_to_stderr_with_its_next_step(
    answering: typer.Typer, capsys: pytest.CaptureFixture[str]
) -> None:
    @answering.command()
    def say() -> None:
        raise NotRight("Line 3 has no code.", next_step="Give it one.")

    with pytest.raises(SystemExit):
        program.main(["say"])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Line 3 has no code. Give it one.\n"


def test_trouble_is_json_where_json_was_asked_for(
    answering: typer.Typer, capsys: pytest.CaptureFixture[str]
) -> None:
    @answering.command()
    def say(as_json: bool = typer.Option(False, "--json")) -> None:
        raise NotRight("Line 3 has no code.", next_step="Give it one.")

    with pytest.raises(SystemExit):
        program.main(["say", "--json"])
    assert json.loads(capsys.readouterr().err) == {
        "error": "NotRight",
        "message": "Line 3 has no code.",
        "next_step": "Give it one.",
    }


def test_our_own_mistake_keeps_its_traceback(answering: typer.Typer) -> None:
    @answering.command()
    def say() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        program.main(["say"])


def test_an_unknown_word_is_told_with_the_words_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        program.main(["netwroks"])
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert "There is no command 'netwroks'." in said
    assert "networks" in said


@pytest.mark.parametrize("words", [["--state", "there"], ["--state=there"]])
def test_every_command_takes_a_state_folder(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENPCN_STATE", "here")
    assert program.take_state_out(["networks", *words, "list"]) == ["networks", "list"]
    assert program.os.environ["OPENPCN_STATE"] == "there"


def test_help_imports_neither_django_nor_a_command() -> None:
    code = (
        "import sys; from openpcn.cli.main import main; main(['--help']); "
        "print([n for n in ('django', 'typer', 'openpcn.cli.up', 'numpy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_read_command_imports_nothing_heavy() -> None:
    code = (
        "import sys; import openpcn.cli.answers as answers; answers.start_django(); "
        "print([n for n in ('shapely', 'numpy', 'ninja', 'pyproj', 'scipy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_state_folder_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = subprocess.run(
        [sys.executable, "-m", "openpcn.cli.main", "upgrade", "--state", str(file / "state")],
        env={"DJANGO_SETTINGS_MODULE": "openpcn.site.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "cannot be used: Not a directory." in done.stderr
    assert "--state" in done.stderr
    assert "Traceback" not in done.stderr
