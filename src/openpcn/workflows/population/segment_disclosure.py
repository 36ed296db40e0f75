"""Which counts of a group by segment may leave, beside the counts that other pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from openpcn.kernel.disclosure import Cell, Publication, Regime
from openpcn.workflows.population.group_tables import TOGETHER, Areas, as_published, decided
from openpcn.workflows.population.standardised_groups import Numbers
from openpcn.workflows.population.storing import EVERYBODY

WITH, WITHOUT = "with", "without"
YES = ("yes",)


@dataclass(frozen=True, kw_only=True)
class MayLeave:
    """Label → people as they may leave; everybody stands under the empty label."""

    sizes: Mapping[str, int | None]
    found: Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """A group by segment: people with it, and everybody, by practice (of all areas) and segment."""

    found: Numbers
    everybody: Numbers
    practices: tuple[str, ...]
    labels: tuple[str, ...]
    rule: Regime

    def may_leave(self, areas: Areas) -> MayLeave:
        """What a page may show.

        The group by practice, the sizes of segments and the number of everybody are on other
        pages; those stand here as there, and the others are withheld as these require.
        """
        return self._page(areas)[0]

    def _page(self, areas: Areas) -> tuple[MayLeave, list[Publication]]:
        """What it may show, and all that its reader then knows, by pieces."""
        inside = [
            Areas(here=one, networks=tuple(n for n in areas.networks if {*n} & {*one}))
            for one in areas.places or areas.networks
            if one != areas.here
        ]
        known = [table for one in inside for table in self._page(one)[1]]
        sizes, whole, group = (
            as_published(counts(numbers, self.practices, by), name, by or YES, areas, self.rule)
            for numbers, name, by in (
                (self.everybody, "", self.labels),
                (self.everybody, EVERYBODY, ()),
                (self.found, "", ()),
            )
        )
        known += self._seen(sizes, whole, group, areas)
        out = decided(self._cells(areas.here), self.rule, known)
        shown = MayLeave(
            sizes={one: sizes.shown[f"{TOGETHER}|{one}"] for one in self.labels}
            | {"": whole.shown[f"{TOGETHER}|yes"]},
            found={one: out.shown[f"{WITH}|{one}"] for one in self.labels}
            | {"": group.shown[f"{TOGETHER}|yes"]},
        )
        return shown, [out, *known]

    def _cells(self, practices: tuple[str, ...]) -> list[Cell]:
        """Those with and those without, by segment."""
        rows = [self.practices.index(one) for one in practices]
        pieces = Pieces(practices, self.labels)
        return [
            Cell(
                key=f"{word}|{label}",
                kind=word,
                count=int(numbers[rows, at].sum()),
                groups=pieces.of(practices, [label], [word]),
            )
            for word, numbers in ((WITH, self.found), (WITHOUT, self.everybody - self.found))
            for at, label in enumerate(self.labels)
        ]

    def _seen(
        self, sizes: Publication, whole: Publication, group: Publication, areas: Areas
    ) -> list[Publication]:
        """What other pages of the same areas show, by pieces."""
        labels, both = self.labels, [WITH, WITHOUT]
        pieces = Pieces(areas.every, labels)
        return [
            seen(sizes, lambda held, label: pieces.of(held, [label], both)),
            seen(whole, lambda held, _label: pieces.of(held, labels, both)),
            seen(group, lambda held, _label: pieces.of(held, labels, [WITH]), each_practice=True),
        ]


class Pieces:
    """The smallest groups of people: one practice, one segment, with or without."""

    def __init__(self, practices: tuple[str, ...], labels: tuple[str, ...]) -> None:
        self.practices, self.labels = practices, labels

    def of(
        self, practices: Iterable[str], labels: Iterable[str], words: Iterable[str]
    ) -> frozenset[str]:
        """The pieces of some practices, segments and words."""
        within = [(practice, label) for practice in practices for label in labels]
        return frozenset(f"{p}|{label}|{word}" for p, label in within for word in words)


def counts(
    numbers: Numbers, practices: tuple[str, ...], labels: tuple[str, ...] = ()
) -> dict[tuple[str, str, str], int]:
    """Practice, definition and answer → people, as tables of groups are made from."""
    if labels:
        return {
            (practice, "", label): int(numbers[row, at])
            for row, practice in enumerate(practices)
            for at, label in enumerate(labels)
        }
    whole = zip(practices, numbers.sum(axis=1).tolist(), strict=True)
    return {(p, name, "yes"): n for p, n in whole for name in ("", EVERYBODY)}


def seen(
    table: Publication,
    pieces_of: Callable[[Iterable[str], str], frozenset[str]],
    *,
    each_practice: bool = False,
) -> Publication:
    """A table of another page by the pieces that it counts: of all together, or each practice."""
    kept = []
    for cell in table.cells:
        practice, _, label = cell.key.partition("|")
        if each_practice or practice == TOGETHER:
            held = sorted({piece.partition("|")[0] for piece in cell.groups})
            kept.append(replace(cell, groups=pieces_of(held, label)))
    return Publication(cells=tuple(kept), regime=table.regime)
