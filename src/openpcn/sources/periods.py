"""Which days a text is about: a month, a contract year, a year, a day, or what a file name says."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime

from openpcn.sources.cells import MONTHS, parse_day

Span = tuple[date, date]

NOT_IN_A_NUMBER = r"(?<!\d){}(?!\d)"
FULL_DAY = re.compile(
    NOT_IN_A_NUMBER.format(r"((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])")
)
YEAR_AND_MONTH = re.compile(NOT_IN_A_NUMBER.format(r"((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])"))
MONTH_IN_WORDS = re.compile(
    r"(?<![a-z])(" + "|".join(MONTHS) + r")[a-z]*[-_. ]?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
YEAR = re.compile(NOT_IN_A_NUMBER.format(r"((?:19|20)\d\d)"))
PAIR_OF_YEARS = re.compile(r"(?:20)?(\d\d)[-/_ ]?(?:20)?(\d\d)")

FINANCIAL_YEAR_PAIR = "financial year pair"
FINANCIAL_YEAR_END = "financial year end"
LENGTHS = ("day", "month", "year", "financial year")


def day_in_name(name: str) -> date | None:
    """The first day of the period that a file name gives: epraccur_2022-12 is 1 December 2022."""
    if found := FULL_DAY.search(name):
        return _day(found[1], found[2], found[3])
    if found := YEAR_AND_MONTH.search(name):
        return _day(found[1], found[2], "1")
    if found := MONTH_IN_WORDS.search(name):
        return date(int(found[2]), MONTHS[found[1].lower()], 1)
    if found := YEAR.search(name):
        return date(int(found[1]), 1, 1)
    return None


def parse_period(text: str) -> date | None:
    """The first day of a period as a person types it: 2025-03-31, 2025-03, 2025, 1 March 2025."""
    return parse_day(text) or day_in_name(text.strip())


def span_of(length: str, day: date) -> Span:
    """The day, month, year or financial year (April to March) that holds `day`."""
    if length == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if length == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if length == "financial year":
        first = day.year if day.month >= 4 else day.year - 1
        return date(first, 4, 1), date(first + 1, 3, 31)
    return day, day


def span_in(text: str, written_as: str, length: str) -> Span | None:
    """The days that a text is about, written in one of the ways of a mapping file."""
    plain = text.strip()
    if written_as == FINANCIAL_YEAR_PAIR:
        found = PAIR_OF_YEARS.fullmatch(plain)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            return None
        return span_of("financial year", date(2000 + int(found[1]), 4, 1))
    if written_as == FINANCIAL_YEAR_END:
        if not YEAR.fullmatch(plain):
            return None
        return span_of("financial year", date(int(plain), 3, 31))
    try:
        return span_of(length, datetime.strptime(plain, written_as).date())  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
