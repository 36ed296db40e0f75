"""docs/definitions.md says what there is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from openpcn.rulebook.phenotypes import phenotypes
from openpcn.rulebook.phenotypes.described import FIRST_THREE, FOURTH
from openpcn.rulebook.phenotypes.operators import OPERATORS
from openpcn.rulebook.phenotypes.steps import JOINS

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "definitions.md").read_text("utf-8")


@pytest.mark.parametrize("word", [*OPERATORS, *JOINS])
def test_every_operator_is_explained(word: str) -> None:
    table = [line for line in TEXT.splitlines() if line.startswith("| `")]

    assert any(f"`{word}`" in line.split("|")[1] for line in table)


def test_the_families_are_counted_as_they_are() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (\d+) \| (\d+) \|$", TEXT, re.MULTILINE)
    every = Counter(one.family for one in phenotypes())
    counted = Counter(one.family for one in phenotypes() if one.counted)

    assert {name: (int(many), int(own)) for name, many, own in rows} == {
        name: (every[name], counted[name]) for name in every
    }


def test_every_kind_of_vignette_is_named() -> None:
    assert [kind for kind in (*FIRST_THREE, *FOURTH) if kind not in TEXT] == []
