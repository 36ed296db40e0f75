"""Frameworks of maturity are read whole, and every mistake in one is named."""

from __future__ import annotations

import pytest

from openpcn.kernel.errors import NotRight
from openpcn.rulebook.maturity import frameworks, read_frameworks

GOOD = """
title = "Steps"
published_on = 2024-01-01
status = "verified"
note = ""
stages = ["Begun", "Done"]
[[domain]]
code = "A"
title = "All of it"
[source]
title = "Paper"
clause = "1"
url = ""
checked_on = 2026-01-01
"""


def mistakes(text: str) -> str:
    with pytest.raises(NotRight) as refused:
        read_frameworks({"it.toml": text})
    return str(refused.value)


def test_the_frameworks_are_dated_and_the_newest_stands_first() -> None:
    held = list(frameworks().values())
    assert len(held) >= 3
    days = [one.published_on for one in held]
    assert days == sorted(days, reverse=True)
    assert frameworks()["village-working-2017"].stages[1] == "Forming primary care homes"
    assert read_frameworks({"it.toml": GOOD})["it"].domains[0].title == "All of it"


def test_every_mistake_is_named() -> None:
    assert "title is missing" in mistakes(GOOD.replace('title = "Steps"', ""))
    wrong = mistakes(
        GOOD.replace('["Begun", "Done"]', '["Begun"]')
        .replace("verified", "sure")
        .replace('code = "A"', "code = 1")
        .replace('clause = "1"', "")
    )
    for said in (
        "stages are two texts or more",
        "status 'sure' is none of",
        "domain 1: code is a whole number, not text",
        "source: clause is missing",
    ):
        assert said in wrong
