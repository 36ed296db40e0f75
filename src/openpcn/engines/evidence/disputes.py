"""Claims about one thing that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from openpcn.engines.evidence.claims import Claim
from openpcn.engines.evidence.working import rounded


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """One thing with more than one number, the smallest first."""

    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The name of the first claim that a source makes itself; a page leads here by it."""
        return min(self.claims, key=lambda one: (one.is_worked_out, one.id)).id

    @property
    def range(self) -> str:
        """How a page shows the number: 59 to 63."""
        return f"{self.claims[0].written} to {self.claims[-1].written}"

    @property
    def sentence(self) -> str:
        """What is disputed: Practices, Leicester City CCG, April 2016: 59 or 60 or 63."""
        about = ", ".join(filter(None, self.claims[0].quantity))
        told = " or ".join(dict.fromkeys(one.written for one in self.claims))
        return f"{about}: {told}"


def disputes(claims: Iterable[Claim]) -> tuple[Dispute, ...]:
    """Where claims about one thing differ by more than the rounding of the coarser explains."""
    ordered = sorted(claims, key=lambda one: (one.quantity, one.value, one.id))
    groups = (tuple(group) for _, group in groupby(ordered, key=lambda one: one.quantity))
    return tuple(Dispute(claims=group) for group in groups if not agree(group))


def agree(claims: tuple[Claim, ...]) -> bool:
    """Whether the smallest and the largest are one number, as the coarsest prints it."""
    places = min(one.places for one in claims)
    return rounded(claims[0].value, places) == rounded(claims[-1].value, places)
