"""Today and other groupings side by side: what a page of the planner shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from openpcn.engines.formation.measuring import Measures, Terrain, measure
from openpcn.engines.formation.repairing import Move
from openpcn.engines.formation.repairing.mending import outside_band
from openpcn.engines.formation.review import Finding, faults_in
from openpcn.kernel.errors import NotRight
from openpcn.kernel.new_networks import is_new_network
from openpcn.kernel.wording import counted, listed
from openpcn.workflows.planner.ground import Ground
from openpcn.workflows.planner.pictures import extent_of, picture_of, pieces_of
from openpcn.workflows.planner.staff import NOBODY, Staff, staff_touched
from openpcn.workflows.planner.travelling import HomeDistance, home_distances

MENDED_ALONE = 3
"""So many networks to mend are shown without those that they trade practices with."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """Today's map or an option, measured."""

    title: str
    why: str
    what: str
    """Its moves in a sentence."""
    moves: tuple[Move, ...]
    network_of: Mapping[str, str]
    measures: Measures
    focus: Measures
    """The same of the networks in question only."""
    findings: tuple[Finding, ...]
    """About the networks in question."""
    further: str = ""
    """What else would have to change, where that is known."""
    staff: Staff = NOBODY
    """Whose posts a change touches."""
    homes: Mapping[str, HomeDistance] = field(default_factory=dict)
    """How far patients of the networks in question live from their network, where that is held."""
    pieces: Mapping[str, int] = field(default_factory=dict)
    """In how many pieces the catchments of the networks in question lie, where they are drawn."""
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Today and options beside each other, about some networks."""

    ground: Ground
    question: str
    focus: tuple[str, ...]
    """The networks in question, today's first."""
    also: tuple[str, ...] = ()
    """Other networks that gain or lose a practice; only their sizes are shown."""
    today: Column
    options: tuple[Column, ...]
    is_complete: bool
    """Whether every change of so few practices was looked at."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Today and the options."""
        return (self.today, *self.options)


def beside(
    ground: Ground,
    question: str,
    targets: Sequence[str],
    plans: Sequence[tuple[str, Mapping[str, str], Sequence[Move] | None]],
    *,
    is_complete: bool = True,
    with_pictures: bool = True,
) -> Comparison:
    """Today beside any groupings; without moves, those that the grouping implies."""
    land = ground.terrain
    today = ground.situation.today
    held = [(title, plan, moves or moves_of(ground, plan)) for title, plan, moves in plans]
    touched = {
        code
        for _, _, moves in held
        for move in moves
        for code in (move.from_network, move.to_network)
        if code
    }
    every = tuple(dict.fromkeys([*targets, *_in_order(ground, touched)]))
    focus = _focus(question, targets, every)
    first = _column(ground, land, "Today", "", today, (), focus)
    columns = [
        _column(ground, land, _called(question, number), title, plan, moves, focus)
        for number, (title, plan, moves) in enumerate(held, 1)
    ]
    shown = Comparison(
        ground=ground,
        question=question,
        focus=focus,
        also=tuple(code for code in every if code not in focus),
        today=first,
        options=tuple(columns),
        is_complete=is_complete,
    )
    return with_maps(shown, targets) if with_pictures else shown


def _focus(question: str, targets: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    """Of few networks that are mended only these and new ones; else all that change."""
    if question != "mend" or not 0 < len(targets) <= MENDED_ALONE:
        return tuple(every)
    return tuple(code for code in every if code in targets or is_new_network(code))


def with_maps(shown: Comparison, targets: Sequence[str]) -> Comparison:
    """The comparison with a map at the head of each column."""
    strong = tuple(dict.fromkeys([*targets, *shown.focus]))
    changed = sorted({move.practice for one in shown.options for move in one.moves})
    plans = [column.network_of for column in shown.columns]
    extent = extent_of(shown.ground, plans, strong=strong, around=changed)
    drawn = [
        replace(
            column,
            pieces=pieces_of(shown.ground, column.network_of, strong),
            picture=picture_of(
                shown.ground,
                column.network_of,
                strong=strong,
                extent=extent,
                changed=tuple(move.practice for move in column.moves),
                name=f"planner-{number}",
                title=f"{column.title}: {column.why}" if column.why else column.title,
                description=column.what,
            ),
        )
        for number, column in enumerate(shown.columns)
    ]
    return replace(shown, today=drawn[0], options=tuple(drawn[1:]))


def moves_of(ground: Ground, network_of: Mapping[str, str]) -> tuple[Move, ...]:
    """The practices that a grouping has in other networks than today."""
    today = ground.situation.today
    return tuple(
        Move(
            practice=code,
            patients=(ground.practices[code].patients or 0),
            from_network=today.get(code),
            to_network=network,
        )
        for code, network in sorted(network_of.items())
        if code in ground.practices and today.get(code) != network
    )


def by_hand(
    ground: Ground, base: Mapping[str, str], moves: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """A grouping with practices moved by hand, in the order in which they were."""
    then = dict(base)
    for practice, to in moves:
        if practice not in ground.practices:
            raise NotRight(
                f"{practice[:20]} is not among the practices of this area.",
                next_step="Choose one of the list.",
            )
        held = set(then.values()) | set(ground.situation.today.values())
        if to not in held and not is_new_network(to):
            raise NotRight(
                f"{to[:20]} is no network of this area.", next_step="Choose one of the list."
            )
        then[practice] = to
    return then


def moves_in_words(ground: Ground, moves: Sequence[Move]) -> str:
    """Anstey joins G3; Ratby and Markfield join Orion."""
    if len(moves) > 8:
        networks = {move.to_network for move in moves}
        return (
            f"{counted(len(moves), 'practice')} join {counted(len(networks), 'network')} "
            "that they are not in today"
        )
    to: dict[str, list[str]] = {}
    for move in moves:
        to.setdefault(move.to_network, []).append(ground.name(move.practice))
    return "; ".join(
        f"{listed(names)} {_verb(network, len(names))} {ground.name(network)}"
        for network, names in to.items()
    )


def _verb(network: str, number: int) -> str:
    if network.startswith("NEW-"):
        return "forms" if number == 1 else "form"
    return "joins" if number == 1 else "join"


def _in_order(ground: Ground, codes: set[str]) -> list[str]:
    """Networks outside the band today come first, new ones last."""
    out = outside_band(ground.situation, ground.situation.today)
    return sorted(codes, key=lambda code: (code not in out, code.startswith("NEW-"), code))


def _called(question: str, number: int) -> str:
    return {"hand": "By hand", "plan": f"Version {number}", "case": "After"}.get(
        question, f"Option {number}"
    )


def _column(
    ground: Ground,
    land: Terrain,
    title: str,
    why: str,
    network_of: Mapping[str, str],
    moves: Sequence[Move],
    focus: Sequence[str],
) -> Column:
    inside = {code: network for code, network in network_of.items() if network in focus}
    return Column(
        title=title,
        why=why,
        what=moves_in_words(ground, moves),
        moves=tuple(moves),
        network_of=network_of,
        measures=measure(ground.situation, network_of, terrain=land),
        focus=measure(ground.situation, inside, terrain=land),
        findings=faults_in(
            [one for one in ground.situation.practices if one.code in inside],
            inside,
            ground.situation.brief,
        ),
        staff=staff_touched(ground, moves),
        homes=home_distances(ground, inside),
    )
