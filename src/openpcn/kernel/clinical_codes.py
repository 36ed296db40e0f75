"""What a clinical code looks like in its system, and how spreadsheets damage it.

A SNOMED CT identifier (concepts of SNOMED CT and of dm+d alike) has 6 to 18 digits: a number,
two digits that say what it identifies (00 and 10 a concept, 01 and 11 a description, 02 and 12 a
relationship) and a check digit. Codes are text; as numbers they lose their last digits.
Source: SNOMED International, Release File Specifications, "Representing SNOMED CT identifiers".
"""

from __future__ import annotations

import re

from openpcn.kernel.check_digits import check_digit_holds

SYSTEMS = ("snomed", "dmd", "icd10", "local")
IDENTIFIED = {"00", "10"}
NOT_CONCEPTS = {
    "01": "a description",
    "11": "a description",
    "02": "a relationship",
    "12": "a relationship",
}
SYNTHETIC = "99"
"""What a synthetic code has where others say what they identify; no release may use it."""

SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
FRACTION = re.compile(r"\d+[.,]0+")
ICD10 = re.compile(r"[A-Z]\d\d(\.?[\dX][\dAD]{0,2})?")
SYNTHETIC_ICD10 = re.compile(r"[A-Z]\d\dZ\d+")
LOST_DIGITS = 15
"""A spreadsheet keeps 15 digits of a number and writes noughts for the rest."""


def tidy_clinical_code(system: str, code: str) -> str:
    """A code as it is compared: without blanks around it; ICD-10 in capitals, without points."""
    stripped = code.strip()
    return stripped.replace(".", "").upper() if system == "icd10" else stripped


def damage(code: str) -> str:
    """What a spreadsheet did to this code, or nothing."""
    if SCIENTIFIC.fullmatch(code):
        return "a spreadsheet has written it as a power of ten, and its last digits are lost"
    if FRACTION.fullmatch(code):
        return "a spreadsheet has written it as a number with decimals"
    if code != code.strip():
        return "it has blanks around it"
    return ""


def trouble_with(system: str, code: str) -> str:
    """Why this cannot be a code of its system, in words; nothing where it can be one."""
    if damaged := damage(code):
        return damaged
    if system in {"snomed", "dmd"}:
        return _trouble_with_identifier(code)
    if system == "icd10":
        return _trouble_with_icd10(code)
    return "" if code else "it is empty"


def is_synthetic(system: str, code: str) -> bool:
    """Whether a code is one of ours for demonstration, and cannot be in any release."""
    if system == "icd10":
        return bool(SYNTHETIC_ICD10.fullmatch(code))
    return system in {"snomed", "dmd"} and code.isdigit() and code[-3:-1] == SYNTHETIC


def _trouble_with_identifier(code: str) -> str:
    if not (code.isascii() and code.isdigit()):
        return "it is not made of digits only"
    if not 6 <= len(code) <= 18:
        return f"it has {len(code)} digits, and an identifier has 6 to 18"
    if code.startswith("0"):
        return "it begins with a nought"
    if not check_digit_holds(code):
        return _which_check(code)
    return _trouble_with_part(code[-3:-1])


def _which_check(code: str) -> str:
    if len(code) > LOST_DIGITS and set(code[LOST_DIGITS:]) == {"0"}:
        return "its check digit does not hold: a spreadsheet has made its last digits noughts"
    return "its check digit does not hold"


def _trouble_with_part(part: str) -> str:
    if part in IDENTIFIED or part == SYNTHETIC:
        return ""
    if part in NOT_CONCEPTS:
        return f"it identifies {NOT_CONCEPTS[part]}, not a concept"
    return f"it has {part} where a concept has 00 or 10"


def _trouble_with_icd10(code: str) -> str:
    if ICD10.fullmatch(code) or SYNTHETIC_ICD10.fullmatch(code):
        return ""
    return "it is not written as ICD-10 writes codes (a letter, two digits, and more after a point)"
