"""The documents name what there is: commands, settings, verbs, files and words."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from openpcn.cli.main import COMMANDS

CHECKOUT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").glob("**/*.md")]
DOCUMENTS = [document for document in DOCUMENTS if "_site" not in document.parts]


def text_of(*names: str) -> str:
    return "\n".join((CHECKOUT / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_setting_is_described() -> None:
    settings = text_of("src/openpcn/site/settings.py", "src/openpcn/kernel/state.py")
    named = set(re.findall(r'"(OPENPCN_[A-Z_]+)"', settings))
    described = set(re.findall(r"`(OPENPCN_[A-Z_]+)`", text_of("docs/running.md")))
    assert named == described


def test_every_command_is_described_by_the_program_and_none_is_missing() -> None:
    folder = CHECKOUT / "src" / "openpcn" / "cli"
    for command in COMMANDS.values():
        module = command.target.split(":")[0].rpartition(".")[2]
        assert (folder / f"{module}.py").exists() or (folder / module / "__init__.py").exists()


def test_every_command_in_the_documents_exists() -> None:
    shown = re.findall(
        r"^(?:\.venv/bin/)?openpcn (\w+)", text_of("README.md", "docs/running.md"), re.M
    )
    assert shown
    assert set(shown) <= set(COMMANDS)


def test_every_verb_is_described() -> None:
    from building import verbs

    said = text_of("run.py")
    named = set(re.findall(r"verbs\.(\w+)", said))
    assert named == {"serve", "test", "check", "fix", "bench", "soak", "docs", "lock"}
    assert all(callable(getattr(verbs, name)) for name in named)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    needed = [*project["project"]["dependencies"]]
    for group in project["dependency-groups"].values():
        needed += group
    said = text_of("docs/dependencies.md").lower()
    names = {re.split(r"[\[<>=]", one)[0] for one in needed}
    explained = {name for name in names if name in said}
    stubs = {name for name in names if name.startswith("types-") or name.endswith("-stubs")}
    assert names - explained - stubs == set()


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    words = re.findall(r"^\*\*(.+?)\.\*\*", text_of("GLOSSARY.md"), re.MULTILINE)
    assert words == sorted(words, key=str.lower)
    assert len(words) == len(set(words)) > 40


def test_decisions_have_numbers_of_their_own_and_three_parts() -> None:
    decisions = sorted((CHECKOUT / "docs" / "adr").glob("*.md"))
    numbers = [decision.name[:4] for decision in decisions]
    assert len(numbers) == len(set(numbers))
    listed = re.findall(r"^\d+\. \[.+\]\(adr/(.+)\)$", text_of("docs/index.md"), re.MULTILINE)
    assert listed == [decision.name for decision in decisions]
    for decision in decisions:
        heads = re.findall(r"^## (\w+)", decision.read_text(), re.MULTILINE)
        assert heads == ["Context", "Decision", "Consequences"]


def test_the_pages_of_the_documents_are_made() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "building.pages"], cwd=CHECKOUT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (CHECKOUT / "docs" / "_site" / "README.html").exists()
