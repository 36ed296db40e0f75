"""What a change case would do, and the draft notice that would tell the ODS of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpcn.domains.planning.queries.cases import CaseAnswer
from openpcn.kernel.errors import NotRight
from openpcn.kernel.new_networks import NEW, is_new_network
from openpcn.kernel.when import When, day_before
from openpcn.rulebook.formation import formation_rules
from openpcn.rulebook.reading import Rule
from openpcn.workflows.planner.compare import Comparison, beside
from openpcn.workflows.planner.ground import Ground, ground_of

NOTICE = (
    "change",
    "practice_code",
    "practice_name",
    "leaves_network_code",
    "leaves_network_name",
    "last_day_there",
    "joins_network_code",
    "joins_network_name",
    "first_day_there",
)
TO_BE_ISSUED = "to be issued"


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """What a case would do to the networks that it touches."""

    ground: Ground
    shown: Comparison
    notice: tuple[tuple[str, ...], ...]
    """Rows of the draft change notice, as NOTICE heads them."""


def consequences_of(case: CaseAnswer, *, when: When) -> Consequences:
    """Sizes, distance, findings and the notice; of a waiver or rationale, today's figures."""
    ground = ground_of_case(case, when=when)
    shown = _shown(ground, case)
    if ground.when != when:
        shown = replace(shown, today=replace(shown.today, title="Before"))
    return Consequences(
        ground=ground,
        shown=shown,
        notice=notice_rows(ground, case.moves, case.effective_on, issued=_issued(case)),
    )


def ground_of_case(case: CaseAnswer, *, when: When) -> Ground:
    """The ground of a case; of one that is recorded, the map that it changed."""
    if case.effective_on and case.recorded and when.as_at >= case.effective_on:
        when = When(as_at=day_before(case.effective_on), as_known=when.as_known)
    return ground_of(case.within_code, when=when)


def rules_for(kind: str) -> tuple[Rule, ...]:
    """The rules of the rulebook that bear on a kind of case, as published."""
    rules = formation_rules()
    match kind:
        case "waiver":
            return (rules.smallest, rules.coverage)
        case "rationale":
            return (rules.largest, rules.single_practice)
        case "leave" | "unplaced":
            return (rules.coverage, rules.smallest, rules.largest)
    return (rules.smallest, rules.largest, rules.contiguity, rules.coverage)


def moves_for(
    ground: Ground, *, kind: str, about: str, into: str, parts: Sequence[str] = ()
) -> dict[str, str]:
    """Which practice joins which network (none: empty text), from what somebody chose."""
    if kind in ("waiver", "rationale"):
        _the_network(ground, about)
        return {}
    if kind == "merge":
        return _merged(ground, about, into)
    if kind == "split":
        return _divided(ground, about, parts)
    _the_practice(ground, about)
    return {about: _network(ground, into)}


def kind_of_moves(ground: Ground, moves: Mapping[str, str]) -> str:
    """The kind of case that moves amount to; empty where there are none."""
    if not moves:
        return ""
    today = ground.situation.today
    if any(is_new_network(to) for to in moves.values()):
        return "split"
    left = {network for code, network in {**today, **moves}.items() if network}
    if {today[code] for code in moves if code in today} - left:
        return "merge"
    return "move" if any(code in today for code in moves) else "unplaced"


def _merged(ground: Ground, about: str, into: str) -> dict[str, str]:
    members = [code for code, network in ground.situation.today.items() if network == about]
    if not members or into not in set(ground.situation.today.values()) or into == about:
        raise NotRight(
            f"{about or 'Nothing'} cannot merge into {into or 'nothing'}.",
            next_step="Choose two different networks of this area.",
        )
    return dict.fromkeys(members, into)


def _divided(ground: Ground, about: str, parts: Sequence[str]) -> dict[str, str]:
    _the_network(ground, about)
    members = {code for code, network in ground.situation.today.items() if network == about}
    if not parts or not set(parts) < members:
        raise NotRight(
            f"{len(set(parts) & members)} of the {len(members)} practices of "
            f"{ground.name(about)} cannot form the new network.",
            next_step="Choose some of its practices, and leave at least one.",
        )
    return dict.fromkeys(sorted(set(parts)), f"{NEW}1")


def _the_practice(ground: Ground, code: str) -> None:
    if code not in ground.practices:
        raise NotRight(
            f"{code[:20] or 'Nothing'} is not among the practices of this area.",
            next_step="Choose one of the list.",
        )


def _the_network(ground: Ground, code: str) -> None:
    if code not in set(ground.situation.today.values()):
        raise NotRight(
            f"{code[:20] or 'Nothing'} is no network of this area.",
            next_step="Choose one of the list.",
        )


def _network(ground: Ground, code: str) -> str:
    if not code or is_new_network(code) or code in set(ground.situation.today.values()):
        return code
    raise NotRight(
        f"{code[:20]} is no network of this area.",
        next_step="Choose one of the list, a new network, or none.",
    )


def _shown(ground: Ground, case: CaseAnswer) -> Comparison:
    about = (case.about_code,) if case.about_kind == "network" else ()
    today = ground.situation.today
    moves = {code: to for code, to in case.moves.items() if code in ground.practices}
    if not moves:
        home = today.get(case.about_code)
        return beside(ground, "case", about or ((home,) if home else ()), [])
    then = {code: network for code, network in {**today, **moves}.items() if network}
    left = [today[code] for code, to in moves.items() if not to and code in today]
    return beside(ground, "case", (*about, *left), [(case.kind_words, then, None)])


def _issued(case: CaseAnswer) -> dict[str, tuple[str, str]]:
    """New networks that have their code by now: code and name."""
    names = {line.network: line.network_name for line in case.recorded}
    return {new: (code, names.get(code, code)) for new, code in case.codes.items()}


def notice_rows(
    ground: Ground,
    moves: Mapping[str, str],
    effective_on: date | None,
    *,
    issued: Mapping[str, tuple[str, str]] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """One row for each practice that would leave or join; days as 2027-04-01."""
    today = ground.situation.today
    first = effective_on.isoformat() if effective_on else ""
    last = day_before(effective_on).isoformat() if effective_on else ""
    rows = []
    for code in sorted(moves):
        home, to = today.get(code, ""), moves[code]
        name = ground.name(to) if to else ""
        told = (TO_BE_ISSUED, name) if is_new_network(to) else (to, name)
        joins = (issued or {}).get(to, told)
        rows.append(
            (
                "leaves" if not to else "moves" if home else "joins",
                code,
                ground.name(code) if code in ground.practices else code,
                home,
                ground.name(home) if home else "",
                last if home else "",
                *joins,
                first if to else "",
            )
        )
    return tuple(rows)
