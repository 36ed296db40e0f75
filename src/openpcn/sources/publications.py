"""What a registrations file has said so far: practices met, publications stacked in it."""

from __future__ import annotations

from datetime import date

from openpcn.kernel.when import in_words
from openpcn.sources.cells import CellNotRight
from openpcn.sources.rows import Tally
from openpcn.sources.tallying import notice


class Met:
    """What a file has said so far: which practices on which days, and which have no patients."""

    def __init__(self) -> None:
        self.days: set[date] = set()
        self.empty: list[str] = []
        self._lines: dict[tuple[str, date], tuple[int, str]] = {}

    def only_once(
        self, code: str, day: date, line: int, *, name: str = "", tally: Tally | None = None
    ) -> None:
        """A practice stands in a publication once."""
        self.days.add(day)
        first_line, first_name = self._lines.setdefault((code, day), (line, name))
        if first_line == line:
            return
        if tally is not None and first_name != name:
            message = f"{code} is {first_name} on line {first_line} and {name} on line {line}."
            notice(tally, "same_code_two_names", message, line=line, about=code)
        raise CellNotRight(f"{code} is on line {first_line} already, for the same day.")

    def notice_vintages(self, tally: Tally) -> None:
        """Several extract dates in one file are several publications."""
        if len(self.days) > 1:
            days = ", ".join(in_words(day) for day in sorted(self.days))
            message = f"The file stacks {len(self.days)} publications; each keeps its day: {days}."
            notice(tally, "stacked_vintages", message)

    def notice_empty(self, tally: Tally) -> None:
        """A practice with nobody registered is kept, and named."""
        for code in self.empty:
            message = f"{code} has a list of no patients."
            notice(tally, "list_of_zero", message, about=code)
