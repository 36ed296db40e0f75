"""Which counts of a group by segment may leave, beside the counts that other pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from openpcn.kernel.disclosure import Cell, Publication, Regime, publish
from openpcn.kernel.errors import Refused
from openpcn.workflows.population.segment_people import Numbers
from openpcn.workflows.population.show_groups import TOGETHER, nothing_of, published
from openpcn.workflows.population.storing import EVERYBODY

WITH, WITHOUT = "with", "without"


@dataclass(frozen=True, kw_only=True)
class MayLeave:
    """Label → people as they may leave; everybody stands under the empty label."""

    sizes: Mapping[str, int | None]
    found: Mapping[str, int | None]


def what_may_leave(
    found: Numbers,
    everybody: Numbers,
    *,
    practices: tuple[str, ...],
    labels: tuple[str, ...],
    rule: Regime,
) -> MayLeave:
    """People of a group, and everybody, by practice and segment, as segments of all together.

    The group by practice, the sizes of the segments and the number of everybody are on other
    pages; those stand here as they stand there, and the others are withheld as these require.
    """
    pieces = Pieces(practices, labels)
    sizes = published(counts(everybody, practices, labels), "", labels, practices, rule)
    whole = published(counts(everybody, practices), EVERYBODY, ("yes",), practices, rule)
    group = published(counts(found, practices), "", ("yes",), practices, rule)
    cells = [
        Cell(
            key=f"{word}|{label}",
            kind=word,
            count=int(numbers[:, at].sum()),
            groups=pieces.of(practices, [label], [word]),
        )
        for word, numbers in ((WITH, found), (WITHOUT, everybody - found))
        for at, label in enumerate(labels)
    ]
    before = (
        seen(sizes, lambda _practices, label: pieces.of(practices, [label], [WITH, WITHOUT])),
        seen(whole, lambda _practices, _label: pieces.of(practices, labels, [WITH, WITHOUT])),
        seen(group, lambda held, _label: pieces.of(held, labels, [WITH]), each_practice=True),
    )
    try:
        shown = publish(cells, rule, beside=before).shown
    except Refused:
        shown = nothing_of(cells, rule).shown
    return MayLeave(
        sizes={label: sizes.shown[f"{TOGETHER}|{label}"] for label in labels}
        | {"": whole.shown[f"{TOGETHER}|yes"]},
        found={label: shown[f"{WITH}|{label}"] for label in labels}
        | {"": group.shown[f"{TOGETHER}|yes"]},
    )


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
