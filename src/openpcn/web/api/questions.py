"""What every question to the API may say: the two dates, where, which words, which page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Field, Schema

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.structure import SystemAnswer as System
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When, in_words
from openpcn.workflows.facts.tell_source import Told, tell_source
from openpcn.workflows.reviewing.networks import systems_of
from openpcn.workflows.structure.reading import check_question

LONDON = ZoneInfo("Europe/London")
DAY = r"^\d{4}-\d{2}-\d{2}$"
MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"
CODE = r"^[A-Za-z0-9-]{1,40}$"
WORDS = r"^[^\u0000-\u001f]*$"
LARGEST_PAGE = 500

Item = TypeVar("Item")


class Dated(Schema):
    """The two times of a question."""

    as_at: str | None = Field(None, pattern=DAY, description="The day asked about; today")
    as_known: str | None = Field(
        None, pattern=MOMENT, description="By when it was known; now. A day means its end."
    )

    @property
    def when(self) -> When:
        """The question's times, once something is held that could answer."""
        today = datetime.now(LONDON).date()
        day = read_day(self.as_at) if self.as_at else today
        when = When(as_at=day, as_known=read_moment(self.as_known) if self.as_known else None)
        check_question(when, today=today)
        return when


class Placed(Dated):
    """A question about a part of the structure."""

    within: str | None = Field(
        None, pattern=CODE, description="Code of a network, place, sub-ICB location, ICB or region"
    )

    def systems_among(self, held: Iterable[System], when: When) -> list[System]:
        """The systems that are, hold or lie in what the question is about."""
        if self.within is None:
            return list(held)
        inside = set(systems_of(self.within, when=when))
        return [one for one in held if one.code in inside]


class Listed(Placed):
    """A question that is answered with a list, by the page."""

    text: str = Field("", max_length=80, pattern=WORDS, description="Words of a name, or a code")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(100, ge=1, le=LARGEST_PAGE, description="Items on a page")


class Compared(Schema):
    """Two days of a part of the structure."""

    earlier: str = Field(pattern=DAY, alias="from", description="The earlier day")
    later: str = Field(pattern=DAY, alias="to", description="The later day")
    within: str | None = Field(None, pattern=CODE)
    as_known: str | None = Field(None, pattern=MOMENT)

    @property
    def days(self) -> tuple[date, When]:
        """The earlier day, and the times of the later one."""
        when = Dated(as_at=self.later, as_known=self.as_known).when
        return read_day(self.earlier), when


def read_day(text: str) -> date:
    """A day written as 2025-03-31."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotRight(f"{text} is not a day.", next_step="Write it as 2025-03-31.") from None
    if day.year < 1900:
        raise NotRight(f"{in_words(day)} lies before 1900.", next_step="Ask about a later day.")
    return day


def read_moment(text: str) -> datetime:
    """A moment written as 2025-03-31 (its end) or 2025-03-31T12:00, in London unless said."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise NotRight(
            f"{text} is not a moment.", next_step="Write it as 2025-03-31 or 2025-03-31T12:00Z."
        ) from None
    read_day(text[:10])
    if len(text) <= len("2025-03-31"):
        read = datetime.combine(read.date(), time.max)
    aware = read if read.tzinfo else read.replace(tzinfo=LONDON)
    if aware.year > 2200:
        raise NotRight(f"{text} is too far away.", next_step="Ask for an earlier moment.")
    return aware.astimezone(UTC)


def viewer_of(request: HttpRequest) -> Account | None:
    """Who asks; None is the public."""
    return request.user if isinstance(request.user, Account) else None


def told_of(request: HttpRequest) -> Told:
    """The source of the answer to a request, worked out once."""
    told: Told | None = getattr(request, "told", None)
    if told is None:
        asked = request.GET
        dated = Dated(as_at=asked.get("as_at") or asked.get("to"), as_known=asked.get("as_known"))
        told = request.told = tell_source(when=dated.when)  # type: ignore[attr-defined]
    return told


def speaks_of(text: str, *told: str) -> bool:
    """Whether every word of a text occurs in what is told."""
    whole = " ".join(told).casefold()
    return all(word in whole for word in text.casefold().split())


def page_of(
    request: HttpRequest,
    question: Listed,
    when: When,
    found: Sequence[Item],
    shape: Callable[[Item], Any],
) -> dict[str, Any]:
    """One page of what was found; what the asker may not see is not among it."""
    start = (question.page - 1) * question.size
    has_more = start + question.size < len(found)
    asked = {name: value for name, value in request.GET.items() if name != "page"}
    following = f"{request.path}?{urlencode(asked | {'page': question.page + 1})}"
    return {
        "as_at": when.as_at,
        "as_known": when.as_known,
        "total": len(found),
        "page": question.page,
        "size": question.size,
        "next": following if has_more else None,
        "items": [shape(one) for one in found[start : start + question.size]],
    }
