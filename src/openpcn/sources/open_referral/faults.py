"""What is wrong with an entry of a feed: where, what, and who can do what about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters, which no database keeps."""
SHOWN = 60
"""Characters of a value that are shown in a message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing wrong with one entry, in words."""

    entry: int
    """Which entry of the feed, counted from 1; 0 is the feed as a whole."""
    service: str
    """The service's name and id as far as they are known."""
    field: str
    """The path to the value, such as organization.email; empty for the whole entry."""
    message: str
    next_step: str
    stops: bool
    """Whether the service is left out because of it; otherwise it is only told."""


class Told:
    """Collects the faults of one entry while it is read."""

    def __init__(self, entry: int, service: str) -> None:
        self.entry, self.service = entry, service
        self.faults: list[Fault] = []

    def refuse(self, field: str, message: str, next_step: str) -> None:
        """Leave the service out because of this."""
        self._keep(field, message, next_step, stops=True)

    def note(self, field: str, message: str, next_step: str) -> None:
        """Take the service, and say this of it."""
        self._keep(field, message, next_step, stops=False)

    @property
    def stops(self) -> bool:
        """Whether the service is left out."""
        return any(fault.stops for fault in self.faults)

    def _keep(self, field: str, message: str, next_step: str, *, stops: bool) -> None:
        self.faults.append(
            Fault(
                entry=self.entry,
                service=self.service,
                field=field,
                message=message,
                next_step=next_step,
                stops=stops,
            )
        )


def shown(value: Any) -> str:
    """A value as a message quotes it: short, and on one line."""
    text = " ".join(without_unwritable(str(value)).split())
    return f"“{text[: SHOWN - 1]}…”" if len(text) > SHOWN else f"“{text}”"


def without_unwritable(text: str) -> str:
    """A text with a blank for each character that no database keeps."""
    return UNWRITABLE.sub(" ", text)
