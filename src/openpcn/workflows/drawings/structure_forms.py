"""The forms of a structure diagram: for a page, a phone, two side by side, a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

BAR = 74.0
FIRST_BAND = 40.0 + BAR + 38.0
"""From the top of a pane to its first place."""
SQUARE = 18.0
STEP = SQUARE + 4
CARD_HEAD = 36.0
ROW = 21.0
CARD_FOOT = 10.0
CARD_GAP = 14.0
BAND_GAP = 30.0


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a pane is divided: places on the left, or above where it is narrow."""

    width: float
    columns: int = 1
    """Of opened networks; with several, what a place holds is said beneath its box."""
    is_narrow: bool = False
    is_packed: bool = False
    """Tall networks first, so that columns end together."""
    letters: float = 13.0
    """Size of practices' names."""

    @property
    def place_left(self) -> float:
        """Left of the places' boxes, from the left of the pane."""
        return 0.0 if self.is_narrow else 34.0

    @property
    def place_width(self) -> float:
        """Width of the places' boxes."""
        return self.width if self.is_narrow else 158.0

    @property
    def content_left(self) -> float:
        """Left of squares and cards."""
        return 12.0 if self.is_narrow else 212.0

    @property
    def content_width(self) -> float:
        """Width left for squares and cards."""
        return self.width - self.content_left

    def per_row(self, *, is_beneath: bool) -> int:
        """How many squares stand in a row."""
        return int((self.place_width if is_beneath else self.content_width) // STEP)


NARROW = Form(width=326.0, is_narrow=True)
SINGLE = Form(width=1184.0, columns=4)
PAPER = Form(width=1640.0, columns=6, is_packed=True, letters=15.5)
"""One system with every network opened, shaped for A4 landscape."""


def pair(moves: int) -> tuple[Form, float]:
    """Each of two panes side by side, and the gap for the lines between them."""
    gap = min(max(60.0, 12.0 * (moves + 1)), 180.0)
    return Form(width=(SINGLE.width - gap) / 2), gap
