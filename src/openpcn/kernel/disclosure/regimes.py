"""The rules by which counts of people are withheld and rounded, as data with their sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from openpcn.kernel.errors import NotPossible


@dataclass(frozen=True, kw_only=True)
class Regime:
    """One rule. `threshold` is the largest count withheld; shown ones are rounded to `base`."""

    name: str
    threshold: int
    noughts_shown: bool
    base: int
    words: str
    source: str

    @property
    def protection(self) -> int:
        """How wide an interval around a withheld count must stay for whoever works backwards.

        It is as wide as the withheld range itself, so that totals and differences tell no more
        about a small count than that it is small.
        """
        return self.threshold - (1 if self.noughts_shown else 0)

    def withholds(self, count: int) -> bool:
        """Whether a count is too small to be shown."""
        return 0 < count <= self.threshold or (count == 0 and not self.noughts_shown)

    def rounded(self, count: int) -> int:
        """A count as it is shown: to the nearest multiple of `base`, halves upwards."""
        return (count + self.base // 2) // self.base * self.base

    def known_from(self, shown: int) -> tuple[int, int]:
        """The counts that a shown number can stand for, lowest and highest."""
        if shown == 0:
            return 0, 0
        return (
            max(shown - self.base // 2, self.threshold + 1),
            shown + (self.base - 1) // 2,
        )


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime by name."""
    text = files("openpcn.kernel.disclosure").joinpath("regimes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return MappingProxyType({name: Regime(name=name, **table) for name, table in tables.items()})


def regime(name: str) -> Regime:
    """The regime of a name."""
    if name not in regimes():
        raise NotPossible(
            f"There is no disclosure rule {name!r}.",
            next_step=f"Choose one of {', '.join(regimes())}.",
        )
    return regimes()[name]
