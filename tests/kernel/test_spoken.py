"""Languages by what people write."""

from __future__ import annotations

import pytest

from openpcn.kernel.spoken import BY_ENGLISH_NAME, language_code, language_name


@pytest.mark.parametrize(
    ("written", "code"),
    [("Gujarati", "gu"), (" bsl ", "bfi"), ("pt-BR", "pt-BR"), ("Klingonese", None), ("x", None)],
)
def test_a_language_is_told_by_its_name_or_its_code(written: str, code: str | None) -> None:
    assert language_code(written) == code


def test_a_language_is_called_by_its_english_name_or_else_by_its_code() -> None:
    assert [language_name(each) for each in ("ur", "pt-BR", "zza")] == ["Urdu", "Portuguese", "zza"]


def test_english_is_offered_first() -> None:
    assert BY_ENGLISH_NAME[0] == ("en", "English")
