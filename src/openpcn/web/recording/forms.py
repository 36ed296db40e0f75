"""What somebody wrote into a form, read kindly, with what is the matter beside each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.errors import ChangedMeanwhile, OpenPCNError
from openpcn.kernel.typed_numbers import bare_number


def day_fields(name: str, day: date | None) -> dict[str, str]:
    """A day for the three fields of a form; empty where there is none."""
    if day is None:
        return {}
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


@dataclass
class Form:
    """The words said in a form, and the problems met while reading them."""

    said: Mapping[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, what: str, *, required: bool = True, longest: int = 200) -> str:
        """A line or more of text."""
        value = self.said.get(name, "").strip()
        if required and not value:
            self.problems[name] = _("Enter %(what)s") % {"what": what}
        elif len(value) > longest:
            self.problems[name] = _("Shorten this to %(longest)s characters") % {
                "longest": f"{longest:,}"
            }
        return value

    def choice(self, name: str, what: str, allowed: Iterable[str]) -> str:
        """One of several values."""
        value = self.said.get(name, "")
        if value not in set(allowed):
            self.problems[name] = _("Choose %(what)s") % {"what": what}
        return value

    def day(self, name: str, what: str) -> date:
        """A day written in three fields; any day where it has to be mended, as nothing is done."""
        read = self.day_or_open(name)
        if read is None and name not in self.problems:
            self.problems[name] = _("Enter %(what)s") % {"what": what}
        return read or date.min

    def day_or_open(self, name: str) -> date | None:
        """A day that may be left empty."""
        parts = [self.said.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]
        if not any(parts):
            return None
        try:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        except (ValueError, OverflowError):
            self.problems[name] = _("Enter a day that exists, such as 1 4 2026")
            return None

    def codes(self, name: str, what: str, *, required: bool = True) -> list[str]:
        """Codes, separated by anything."""
        found = [code for code in re.split(r"[\s,;]+", self.said.get(name, "").upper()) if code]
        if required and not found:
            self.problems[name] = _("Enter %(what)s") % {"what": what}
        return list(dict.fromkeys(found))

    def whole(self, name: str, what: str) -> int:
        """A whole number; 0 where it has to be mended, as nothing is done."""
        text = bare_number(self.text(name, what, longest=6))
        if text and not (text.isascii() and text.isdigit()):
            self.problems[name] = _("Enter a whole number, such as 2")
            return 0
        return int(text or 0)

    def decimal(self, name: str, what: str, *, required: bool = True) -> Decimal | None:
        """A number as people type it: commas, spaces and a pound sign are fine."""
        text = bare_number(self.text(name, what, required=required, longest=20))
        try:
            number = Decimal(text) if text else None
        except InvalidOperation:
            number = Decimal("NaN")
        if number is None or number.is_finite():
            return number
        self.problems[name] = _("Enter a number, such as 1,250.50")
        return None

    def number_of(self, name: str) -> int:
        """The number of a record, which the page itself wrote into the form; 0 is nobody's."""
        said = self.said.get(name, "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0

    def several(self, name: str, what: str, among: Iterable[str]) -> list[str]:
        """Which of some values are ticked, each in a box of its own, and at least one."""
        found = [one for one in among if self.is_ticked(f"{name}-{one}")]
        if not found:
            self.problems[name] = _("Choose %(what)s") % {"what": what}
        return found

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.said.get(name) == "yes"

    @property
    def seen(self) -> int:
        """The version that this form was filled from, as `f.seen` wrote it; 0 of none."""
        return self.number_of("seen")

    def act(self, action: Callable[[], Any], *, about: str) -> Any:
        """Do something unless the form has problems; what the action refuses shows at a field.

        That is the field of the fact that the action names, where the form has it, else `about`.
        """
        if self.problems:
            return None
        try:
            return action()
        except OpenPCNError as error:
            asked = {error.about, f"{error.about}-day"} & set(self.said)
            self.problems[error.about if asked else about] = str(error)
            if isinstance(error, ChangedMeanwhile):
                self.said = {**self.said, "seen": str(error.version)}
            return None

    @property
    def summary(self) -> list[dict[str, str]]:
        """The problems, each with a link to its field."""
        return [
            {"text": text, "href": f"#{name}-day" if f"{name}-day" in self.said else f"#{name}"}
            for name, text in self.problems.items()
        ]
