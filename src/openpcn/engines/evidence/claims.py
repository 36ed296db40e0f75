"""A published number as somebody claimed it: of what, about whom, when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One number of one source."""

    id: str
    of: str
    """What is counted or measured, in words: practices."""
    about: str
    """Whom or what it is about: Leicester City CCG."""
    when: str
    """For which time, in words: April 2016."""
    value: Decimal
    """With as many decimals as the source prints."""
    unit: str
    words: str
    """What the source says."""
    source: str
    place: str
    """Page, heading or paragraph of the source; the working where the number was worked out."""
    status: str
    """A word of the rulebook's statuses, of whether the source says so: verified, partial."""
    checked_on: date
    """When somebody last looked."""
    url: str = ""
    is_worked_out: bool = False

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return max(0, -int(self.value.as_tuple().exponent))

    @property
    def quantity(self) -> tuple[str, str, str]:
        """What must be the same for two claims to be about one thing."""
        return self.of, self.about, self.when

    @property
    def written(self) -> str:
        """The number as a page writes it: 391,859; a year without a comma."""
        return str(self.value) if self.unit == "year" else f"{self.value:,f}"
