"""Turn the text of a cell into a code, a number or a day, or say why it is none."""

from __future__ import annotations

import re
from calendar import month_abbr
from datetime import date, datetime

from openpcn.kernel.when import in_words

LARGEST_LIST = 1_000_000
"""No practice in England has had a quarter of this."""
EARLIEST = date(1850, 1, 1)
LONGEST_CODE, LONGEST_NAME, LONGEST_AREA_NAME, LONGEST_LINE = 20, 200, 120, 55
LONGEST_POSTCODE, LONGEST_PHONE, LONGEST_PERSON, LONGEST_ROLE = 10, 30, 120, 40
"""Characters that the registry keeps; longer ones are no such thing."""
CODE = re.compile(r"[A-Z0-9][A-Z0-9._/-]*")

THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
MONTHS = {month.lower(): number for number, month in enumerate(month_abbr) if month}
SHAPES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})([T ].*)?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[ -]?(?P<month>[A-Za-z]{3})[A-Za-z]*[ -]?(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
)


POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")


class CellNotRight(ValueError):
    """A cell does not hold what its column is for; the text is a sentence for the row's reader."""


def code_in(text: str, what: str) -> str:
    """A code that must be there: upper case, without blanks around it."""
    if not (code := text.strip().upper()):
        raise CellNotRight(f"The {what} is blank.")
    if len(code) > LONGEST_CODE:
        raise CellNotRight(f"The {what} is {len(code)} characters long: {shown(text)}.")
    if not (code.isalnum() and code.isascii()) and not CODE.fullmatch(code):
        raise CellNotRight(f"The {what} is {shown(text)}, which no code looks like.")
    return code


def without_blanks(postcode: str) -> str:
    """A postcode as it is compared: LE11AA."""
    return "".join(postcode.split()).upper()


def code_or_none(text: str) -> str | None:
    """A code where there is one."""
    return text.strip().upper() or None


def text_or_none(text: str, *, longest: int = LONGEST_NAME) -> str | None:
    """Words where there are any, with single blanks."""
    words = " ".join(text.split())
    if len(words) > longest:
        raise CellNotRight(f"{shown(words)} is {len(words)} characters long, over {longest}.")
    return words or None


def name_in(text: str, what: str, *, longest: int = LONGEST_NAME) -> str:
    """A name that must be there, kept as text whatever it looks like."""
    if (name := text_or_none(text, longest=longest)) is None:
        raise CellNotRight(f"The {what} is blank.")
    return name


def number_in(text: str, what: str) -> float:
    """A number, with or without commas between thousands."""
    plain = text.strip()
    if "," in plain and THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        number = float("none" if "_" in plain else plain)
    except ValueError:
        raise CellNotRight(f"The {what} is {shown(text)}, which is not a number.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise CellNotRight(f"The {what} is {shown(text)}, which is not a number.")
    return number


def patients_in(text: str, what: str = "number of patients") -> int:
    """A count of patients: a whole number, not below zero, not larger than any practice."""
    try:
        patients = int("none" if "_" in text else text)
    except ValueError:
        if (number := number_in(text, what)) != int(number):
            raise CellNotRight(f"The {what} is {shown(text)}, not a whole number.") from None
        patients = int(number)
    if patients < 0:
        raise CellNotRight(f"The {what} is {patients:,}, below zero.")
    if patients > LARGEST_LIST:
        raise CellNotRight(f"The {what} is {patients:,}, larger than any practice.")
    return patients


def parse_day(text: str) -> date | None:
    """The day in a cell, in any of the ways publishers write one; None if it is not a day."""
    plain = text.strip()
    for shape in SHAPES:
        if found := shape.fullmatch(plain):
            month = found["month"]
            number = MONTHS.get(month[:3].lower(), 0) if month.isalpha() else int(month)
            try:
                return date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                return None
    return None


class Days:
    """Reads days; remembers those met, since a file repeats them, and doubts far-off ones."""

    def __init__(self, latest: date) -> None:
        self.latest = latest
        self._met: dict[str, date] = {}

    def __call__(self, text: str, what: str) -> date:
        """The day that must be in this cell."""
        if (day := self._met.get(text)) is not None:
            return day
        if not text.strip():
            raise CellNotRight(f"The {what} is blank.")
        if (day := parse_day(text)) is None:
            raise CellNotRight(f"The {what} is {shown(text)}, which is not a day.")
        if not EARLIEST <= day <= self.latest:
            raise CellNotRight(f"The {what} is {in_words(day)}, too far away to be believed.")
        self._met[text] = day
        return day

    def or_none(self, text: str, what: str) -> date | None:
        """The day in this cell, or None where it is blank."""
        return self(text, what) if text.strip() else None


def in_order(starts_on: date, ends_on: date | None) -> None:
    """Nothing ends before it starts."""
    if ends_on is not None and ends_on < starts_on:
        raise CellNotRight(
            f"It ends on {in_words(ends_on)}, before it starts on {in_words(starts_on)}."
        )


def shown(text: object) -> str:
    """A cell as a message quotes it: short, on one line."""
    plain = " ".join(str(text).split())
    return f"“{plain[:40]}…”" if len(plain) > 40 else f"“{plain}”"


def as_text(cell: object) -> str:
    """A worksheet cell as the text a person sees in it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
