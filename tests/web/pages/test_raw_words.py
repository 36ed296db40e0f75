"""The checker of words finds what it is there for."""

from __future__ import annotations

import pytest

from tests.support.raw_words import raw_words_in


@pytest.mark.parametrize(
    "said", ["nan", "£0E-8", "1 practices", "2 practice in all", "on 2026-10-01", "%(n)s posts",
             "not_known"],
)  # fmt: skip
def test_what_nobody_would_say_is_found(said: str) -> None:
    assert len(raw_words_in(f"<main><p>{said}</p></main>")) == 1


@pytest.mark.parametrize(
    "said", ["None is recorded.", "1 practice", "21 practices", "1 October 2026",
             "72 practice lists", "for example 2026-10-01"],
)  # fmt: skip
def test_what_people_say_is_not(said: str) -> None:
    assert raw_words_in(f"<title>nan</title><main><p>{said}</p></main>") == []
