"""The form that changes the two dates of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed
from openpcn.web.dates import LONDON, Dates
from openpcn.workflows.facts.show_dates import DayHeld

PARTS = ("day", "month", "year")


@dataclass(kw_only=True)
class DayField:
    """One day to fill in, as three numbers."""

    id: str
    legend: str
    hint: str
    typed: dict[str, str]
    problem: str = ""
    day: date | None = None

    @property
    def parts(self) -> list[dict[str, object]]:
        """The three inputs as the design system's macro wants them."""
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        error = " nhsuk-input--error" if self.problem else ""
        return [
            {
                "name": f"{self.id}-{part}",
                "id": f"{self.id}-{part}",
                "label": labels[part],
                "value": self.typed[part],
                "classes": f"nhsuk-input--width-{4 if part == 'year' else 2}{error}",
            }
            for part in PARTS
        ]


@dataclass(kw_only=True)
class DatesForm:
    """What was typed, what is wrong with it, and where to go on."""

    next: str
    fields: list[DayField]
    days: list[dict[str, str]] = field(default_factory=list)

    @property
    def problems(self) -> list[dict[str, str]]:
        """The error summary."""
        return [
            {"text": one.problem, "href": f"#{one.id}-day"} for one in self.fields if one.problem
        ]

    @property
    def today(self) -> str:
        """The same page with no dates asked for."""
        return on_dates(self.next, {})

    def offer(self, held: Iterable[DayHeld]) -> None:
        """Offer the days that published files are about."""
        self.days = [
            {
                "text": in_words(day.on),
                "what": listed(day.titles),
                "href": on_dates(self.next, {"as_at": day.on.isoformat()}),
            }
            for day in held
        ]

    def answer(self) -> str:
        """The address of the page on the days filled in."""
        return on_dates(
            self.next, {one.id: one.day.isoformat() for one in self.fields if one.day is not None}
        )


def filled_in(query: Mapping[str, str], dates: Dates, path: str) -> DatesForm:
    """The form as `query` fills it; with the page's own dates where nothing was typed yet."""
    typed = "change" in query
    form = DatesForm(
        next=path,
        fields=[
            DayField(
                id="as_at",
                legend=_("As at"),
                hint=_("Who was in which network on this day. For example, 31 3 2025."),
                typed=parts_of(query, "as_at") if typed else as_parts(dates.as_at),
            ),
            DayField(
                id="as_known",
                legend=_("What we knew on (optional)"),
                hint=_("Leave empty for all that is known now."),
                typed=parts_of(query, "as_known")
                if typed
                else as_parts(dates.known_on if dates.as_known_asked else None),
            ),
        ],
    )
    if typed:
        read_fields(form)
    return form


def read_fields(form: DatesForm) -> None:
    """Turn what was typed into days, or say what is wrong with it."""
    as_at, as_known = form.fields
    read_field(as_at, is_needed=True)
    read_field(as_known, is_needed=False)
    if as_known.day and as_known.day > timezone.localdate(timezone=LONDON):
        as_known.problem = _("What we knew cannot lie in the future.")


def read_field(one: DayField, *, is_needed: bool) -> None:
    """Turn three numbers into a day."""
    if not any(one.typed.values()):
        one.problem = _("Enter the day you ask about.") if is_needed else ""
        return
    try:
        one.day = date(*(int(one.typed[part]) for part in reversed(PARTS)))
    except ValueError:
        one.problem = _("There is no such day. Write it as numbers, for example 31 3 2025.")
    else:
        if not 1900 <= one.day.year <= 2100:
            one.problem = _("%(day)s lies outside 1900 to 2100.") % {"day": in_words(one.day)}


def parts_of(query: Mapping[str, str], name: str) -> dict[str, str]:
    """The three numbers typed."""
    return {part: query.get(f"{name}-{part}", "").strip()[:8] for part in PARTS}


def as_parts(day: date | None) -> dict[str, str]:
    """A day as three numbers."""
    return {part: str(getattr(day, part)) if day else "" for part in PARTS}


def on_dates(path: str, asked: Mapping[str, str]) -> str:
    """`path` with its dates replaced by `asked`."""
    parts = urlsplit(path)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in DATE_NAMES]
    return parts._replace(query=urlencode([*kept, *asked.items()])).geturl()


DATE_NAMES = frozenset({"as_at", "as_known"})
