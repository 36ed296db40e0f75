"""What is wrong with a clinical code is said in words."""

from __future__ import annotations

import pytest

from openpcn.kernel.check_digits import check_digit
from openpcn.kernel.clinical_codes import is_synthetic, tidy_clinical_code, trouble_with


def identifier(payload: str) -> str:
    return payload + check_digit(payload)


INVENTED = identifier("99999900")
LONG = identifier("9999999999999910")
SYNTHETIC = identifier("91234567899")


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("snomed", INVENTED),
        ("dmd", INVENTED),
        ("snomed", SYNTHETIC),
        ("icd10", "A09"),
        ("icd10", "A09X"),
        ("icd10", "M80.05"),
        ("icd10", "U99Z123"),
        ("local", "my code 1"),
    ],
)
def test_a_code_that_can_be_one_has_no_trouble(system: str, code: str) -> None:
    assert trouble_with(system, code) == ""


@pytest.mark.parametrize(
    ("system", "code", "said"),
    [
        ("snomed", "1.23E+17", "power of ten"),
        ("snomed", "1,23E+17", "power of ten"),
        ("icd10", "1E05", "power of ten"),
        ("snomed", INVENTED + ".0", "number with decimals"),
        ("snomed", INVENTED + " ", "blanks"),
        ("snomed", "A99999900", "digits only"),
        ("snomed", "12345", "5 digits"),
        ("snomed", "9" * 19, "19 digits"),
        ("snomed", "0" + INVENTED, "begins with a nought"),
        ("snomed", INVENTED[:-1] + str((int(INVENTED[-1]) + 1) % 10), "check digit"),
        ("snomed", LONG[:15] + "00", "made its last digits noughts"),
        ("snomed", identifier("99999911"), "a description, not a concept"),
        ("snomed", identifier("99999902"), "a relationship, not a concept"),
        ("dmd", identifier("99999955"), "55 where a concept has 00 or 10"),
        ("icd10", "9A0", "ICD-10"),
        ("local", "", "empty"),
    ],
)
def test_a_code_that_cannot_be_one_says_why(system: str, code: str, said: str) -> None:
    assert said in trouble_with(system, code)


def test_synthetic_codes_are_told_from_others() -> None:
    assert is_synthetic("snomed", SYNTHETIC)
    assert is_synthetic("icd10", "A09Z1")
    assert not is_synthetic("snomed", INVENTED)
    assert not is_synthetic("icd10", "A09X")
    assert not is_synthetic("local", "99")


def test_codes_are_compared_without_blanks_and_icd10_without_points() -> None:
    assert tidy_clinical_code("icd10", " i21.0 ") == "I210"
    assert tidy_clinical_code("local", " My.code ") == "My.code"
