"""Named definitions, and a catalogue of them in an order in which each finds what it uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from openpcn.engines.population import tree
from openpcn.engines.population.tree import Leaf, Rule
from openpcn.kernel.errors import NotRight

Kind = Literal["flag", "score", "band", "segment"]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A question that is answered for every person: yes or no, a score, or one label."""

    name: str
    title: str
    kind: Kind
    rule: Rule

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every operator that looks at records or at another definition, in reading order."""
        return tuple(leaves_of(self.rule))

    @cached_property
    def clusters(self) -> frozenset[str]:
        """The code clusters that the rule itself names."""
        return frozenset(name for leaf in self.leaves for name in clusters_of(leaf))

    @cached_property
    def uses(self) -> frozenset[str]:
        """The other definitions that the rule names."""
        named = {leaf.definition for leaf in self.leaves if isinstance(leaf, tree.FromOthers)}
        return frozenset(
            named | ({self.rule.score} if isinstance(self.rule, tree.Bands) else set())
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What a band or segment can answer, lowest or first first."""
        match self.rule:
            case tree.Bands():
                return tuple(band.label for band in self.rule.bands)
            case tree.Segments():
                return (*(segment.label for segment in self.rule.of), self.rule.otherwise)
            case _:
                return ()


@dataclass(frozen=True)
class Catalogue:
    """Definitions, each after those that it uses. Make one with `Catalogue.of`."""

    definitions: tuple[Definition, ...]

    @classmethod
    def of(
        cls, definitions: Iterable[Definition], *, clusters: Collection[str] | None = None
    ) -> Catalogue:
        """Put definitions in order; NotRight for what cannot be answered.

        `clusters` are the names whose codes are held; without them, every name is believed.
        """
        named: dict[str, Definition] = {}
        for definition in definitions:
            if definition.name in named:
                raise NotRight(
                    f"There are two definitions called {definition.name}.",
                    next_step="Give one of them another name.",
                )
            named[definition.name] = definition
        for definition in named.values():
            check_kind(definition)
            check_uses(definition, named)
            if clusters is not None:
                check_clusters(definition, clusters)
        return cls(tuple(in_order(named)))

    @cached_property
    def named(self) -> Mapping[str, Definition]:
        """Each definition by its name."""
        return {definition.name: definition for definition in self.definitions}

    @cached_property
    def clusters(self) -> frozenset[str]:
        """Every code cluster that is asked for."""
        return frozenset().union(*(definition.clusters for definition in self.definitions))

    def only(self, names: Iterable[str]) -> Catalogue:
        """These definitions and whatever they use."""
        wanted: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in self.named:
                raise NotRight(
                    f"There is no definition called {name}.",
                    next_step="Choose one of the catalogue's names.",
                )
            if name not in wanted:
                wanted.add(name)
                waiting.extend(self.named[name].uses)
        return Catalogue(tuple(one for one in self.definitions if one.name in wanted))


def leaves_of(rule: Rule) -> Iterator[Leaf]:
    """The leaves of a rule in the order in which they are written."""
    match rule:
        case tree.Bands():
            return
        case tree.Not():
            yield from leaves_of(rule.of)
        case tree.All() | tree.AnyOf() | tree.AtLeast():
            for part in rule.of:
                yield from leaves_of(part)
        case tree.Sum() | tree.Segments():
            for choice in rule.of:
                yield from leaves_of(choice.when)
        case _:
            yield rule


def clusters_of(leaf: Leaf) -> tuple[str, ...]:
    """The clusters that a leaf names, those that resolve included."""
    match leaf:
        case tree.Unresolved():
            return (*leaf.clusters, *leaf.resolved_by)
        case tree.Recorded() | tree.FirstRecorded() | tree.Value():
            return leaf.clusters
        case _:
            return ()


def kind_of(rule: Rule) -> Kind:
    """What kind of answer a rule gives."""
    match rule:
        case tree.Sum():
            return "score"
        case tree.Bands():
            return "band"
        case tree.Segments():
            return "segment"
        case _:
            return "flag"


def check_kind(definition: Definition) -> None:
    """A definition's kind is the kind of its rule, and its labels differ."""
    kind = kind_of(definition.rule)
    if kind != definition.kind:
        raise NotRight(
            f"{definition.name} says that it is a {definition.kind}, but its rule gives a {kind}.",
            next_step=f"Call it a {kind}, or change the rule.",
        )
    if len(set(definition.labels)) < len(definition.labels):
        raise NotRight(
            f"{definition.name} has a label twice: {', '.join(definition.labels)}.",
            next_step="Give each band or segment its own label.",
        )
    if isinstance(definition.rule, tree.Bands):
        check_bands(definition.name, definition.rule)


def check_bands(name: str, rule: tree.Bands) -> None:
    """Bands start with one that is open below, and then rise."""
    starts = [band.starts_at for band in rule.bands]
    known = [start for start in starts if start is not None]
    if not starts or starts[0] is not None or len(known) < len(starts) - 1:
        raise NotRight(
            f"The first band of {name} must have no start, and every other must have one.",
            next_step="List the bands from low to high, the first without starts_at.",
        )
    if any(low >= high for low, high in pairwise(known)):
        raise NotRight(
            f"The bands of {name} do not rise: {known}.", next_step="List them from low to high."
        )


USED_AS: dict[type, tuple[Kind, ...]] = {
    tree.Uses: ("flag",),
    tree.Scores: ("score",),
    tree.Falls: ("band", "segment"),
}


def check_uses(definition: Definition, named: Mapping[str, Definition]) -> None:
    """Every definition that is used exists, and is of the kind that it is used as."""
    for missing in sorted(definition.uses - named.keys()):
        raise NotRight(
            f"{definition.name} uses {missing}, and there is no such definition.",
            next_step="Add it, or correct the name.",
        )
    used = [
        (leaf.definition, USED_AS[type(leaf)], getattr(leaf, "labels", ()))
        for leaf in definition.leaves
        if isinstance(leaf, tree.FromOthers)
    ]
    if isinstance(definition.rule, tree.Bands):
        used.append((definition.rule.score, ("score",), ()))
    for name, kinds, labels in used:
        other = named[name]
        if other.kind not in kinds:
            raise NotRight(
                f"{definition.name} uses {name} as a {kinds[0]}, but it is a {other.kind}.",
                next_step="Use it as what it is.",
            )
        if unknown := sorted(set(labels) - set(other.labels)):
            raise NotRight(
                f"{definition.name} asks for {', '.join(unknown)} of {name}, "
                f"which has only {', '.join(other.labels)}.",
                next_step="Ask for labels that it has.",
            )


def check_clusters(definition: Definition, clusters: Collection[str]) -> None:
    """Every cluster that is named has codes."""
    for missing in sorted(definition.clusters - set(clusters)):
        raise NotRight(
            f"{definition.name} asks for codes of {missing}, and no such cluster is loaded.",
            next_step="Load it with `openpcn population codes add`, or correct the name.",
        )


def in_order(named: Mapping[str, Definition]) -> Iterator[Definition]:
    """Each definition after what it uses, else by name; a circle is told by its names."""
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> Iterator[Definition]:
        if name in done:
            return
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            raise NotRight(
                f"Definitions use each other in a circle: {circle}.",
                next_step="Take one of these uses away.",
            )
        path.append(name)
        for other in sorted(named[name].uses):
            yield from visit(other)
        path.pop()
        done.add(name)
        yield named[name]

    for name in sorted(named):
        yield from visit(name)
