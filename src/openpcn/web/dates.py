"""The two dates a page is asked for, read kindly and kept on every link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When, believable, in_words

LONDON = ZoneInfo("Europe/London")
HOW = "Write a date as year, month and day, for example 2025-03-31."


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The day the page is about and the day of knowledge, as asked and as meant."""

    as_at: date
    known_on: date
    as_at_asked: bool = False
    as_known_asked: bool = False

    @property
    def when(self) -> When:
        """The same for a query: knowledge runs to the end of the day asked for."""
        if not self.as_known_asked:
            return When(as_at=self.as_at)
        end = datetime.combine(self.known_on + timedelta(days=1), time(), LONDON)
        return When(as_at=self.as_at, as_known=end.astimezone(UTC) - timedelta(microseconds=1))

    @property
    def asked(self) -> dict[str, str]:
        """The dates as they stand in an address; empty where the reader asked for none."""
        asked = {}
        if self.as_at_asked:
            asked["as_at"] = self.as_at.isoformat()
        if self.as_known_asked:
            asked["as_known"] = self.known_on.isoformat()
        return asked

    def link(self, path: str, **query: str) -> str:
        """The address `path` on these dates."""
        parts = urlsplit(path)
        words = urlencode(self.asked | query)
        text = "&".join(piece for piece in (parts.query, words) if piece)
        return parts._replace(query=text).geturl()

    def in_words(self) -> tuple[str, str]:
        """Both days as people write them."""
        return in_words(self.as_at), in_words(self.known_on)


def read_day(text: str, what: str) -> date:
    """The day somebody typed into an address."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise NotRight(f"“{text[:40]}” is not a day that {what} can be.", next_step=HOW) from None
    if not 1900 <= day.year <= 2100:
        raise NotRight(f"{in_words(day)} lies outside 1900 to 2100.", next_step=HOW)
    return day


def dates_of(request: HttpRequest) -> Dates:
    """The dates that `request` asks for; today and now where it asks for none."""
    today = timezone.localdate(timezone=LONDON)
    as_at, known = request.GET.get("as_at", ""), request.GET.get("as_known", "")
    known_on = read_day(known, "“what we knew”") if known else today
    if known_on > today:
        raise NotRight(
            f"Nobody knows yet what we will know on {in_words(known_on)}.",
            next_step=f"Ask for {in_words(today)} or earlier.",
        )
    return Dates(
        as_at=believable(read_day(as_at, "“as at”"), today=today) if as_at else today,
        known_on=known_on,
        as_at_asked=bool(as_at),
        as_known_asked=bool(known),
    )
