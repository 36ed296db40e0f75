"""Single values of an entry: what each must look like, and what it becomes.

The rules are those of the JSON Schema of Open Referral UK 3.0. What breaks the schema leaves the
service out; what the schema allows and nobody could use is told, and the value is left empty.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from openpcn.sources.open_referral.faults import Told, shown, without_unwritable

Reader = Callable[[Any, str, Told], Any]
"""From a value, the path to it and the faults so far to what is kept, or None."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAY_CODE = re.compile(r"[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)")
LONGEST_TEXT = 20_000
"""Characters; a description of more than this is no description."""
ASK = "Ask the publisher to mend it, then import again."


def uuid(value: Any, at: str, told: Told) -> str | None:
    """An identifier that no other directory uses."""
    if isinstance(value, str) and UUID.fullmatch(lower := value.strip().lower()):
        return lower
    told.refuse(at, f"{shown(value)} is not a UUID.", f"Identifiers must be UUIDs. {ASK}")
    return None


def text(value: Any, at: str, told: Told) -> str | None:
    """Words, without control characters."""
    if not isinstance(value, str):
        told.refuse(at, f"{shown(value)} is not text.", ASK)
        return None
    if len(value) > LONGEST_TEXT:
        told.refuse(at, f"The text has {len(value):,} characters.", f"Shorten it. {ASK}")
        return None
    return without_unwritable(value).strip() or None


def web_address(value: Any, at: str, told: Told) -> str | None:
    """A web address that a person may follow: http or https, never a script."""
    words = text(value, at, told)
    if words is None:
        return None
    if words.lower().startswith("www."):
        told.note(at, f"{shown(words)} has no https:// in front; it was added.", ASK)
        words = f"https://{words}"
    if is_web_address(words):
        return words
    told.refuse(at, f"{shown(words)} is not a web address.", f"It must begin with https://. {ASK}")
    return None


def is_web_address(words: str) -> bool:
    """Whether a text is a whole address of the web."""
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return (
        parts.scheme.lower() in ("http", "https")
        and bool(parts.hostname)
        and not re.search(r"[\s<>\"]", words)
    )


def email(value: Any, at: str, told: Told) -> str | None:
    """An e-mail address."""
    words = text(value, at, told)
    if words is None or EMAIL.fullmatch(words):
        return words
    told.refuse(at, f"{shown(words)} is not an e-mail address.", ASK)
    return None


def number(value: Any, at: str, told: Told) -> float | None:
    """A number; one that was written as text is read and told."""
    if isinstance(value, str):
        try:
            read = float(value)
        except ValueError:
            read = math.nan
        if math.isfinite(read):
            told.note(at, f"{shown(value)} is text and was read as a number.", ASK)
            return read
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    told.refuse(at, f"{shown(value)} is not a number.", ASK)
    return None


def day(value: Any, at: str, told: Told) -> date | None:
    """A day; the standard asks only for text, so another text is told and left out."""
    words = text(value, at, told)
    if words is None:
        return None
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        told.note(at, f"{shown(words)} is not a day; it is left out.", f"Write 2026-01-31. {ASK}")
        return None


def moment(value: Any, at: str, told: Told) -> datetime | None:
    """A moment with its date and time; without a zone it is taken to be UTC."""
    words = text(value, at, told)
    if words is None:
        return None
    try:
        read = datetime.fromisoformat(words)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        told.refuse(at, f"{shown(words)} is not a date and time.", ASK)
        return None


def clock(value: Any, at: str, told: Told) -> time | None:
    """A time of the day; another text is told and left out."""
    words = text(value, at, told)
    if words is None:
        return None
    try:
        return time.fromisoformat(words).replace(tzinfo=None)
    except ValueError:
        told.note(at, f"{shown(words)} is not a time; it is left out.", f"Write 18:30. {ASK}")
        return None


def days_of_the_week(value: Any, at: str, told: Told) -> str | None:
    """MO,TU …, or 1MO for the first Monday of a month; anything else is told and left out."""
    words = text(value, at, told)
    if words is None:
        return None
    codes = [code.strip().upper() for code in words.split(",")]
    if all(DAY_CODE.fullmatch(code) for code in codes):
        return ",".join(codes)
    told.note(at, f"{shown(words)} names no days; it is left out.", f"Write MO,TH. {ASK}")
    return None


def one_of(*allowed: str) -> Reader:
    """One of a few words, and no other."""
    named = f"{', '.join(allowed[:-1])} or {allowed[-1]}"

    def read(value: Any, at: str, told: Told) -> str | None:
        if isinstance(value, str) and value in allowed:
            return value
        told.refuse(at, f"{shown(value)} is not one of {named}.", ASK)
        return None

    return read
