"""What a change case would do, and the draft notice that would tell the ODS of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpcn.domains.planning.queries.cases import CaseAnswer
from openpcn.kernel.errors import NotRight
from openpcn.kernel.when import When, day_before
from openpcn.workflows.planner.compare import Comparison, beside
from openpcn.workflows.planner.ground import NEW, Ground, ground_of

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
    ground = ground_of(case.within_code, when=when)
    return Consequences(
        ground=ground,
        shown=_shown(ground, case),
        notice=notice_rows(ground, case.moves, case.effective_on),
    )


def moves_for(
    ground: Ground, *, kind: str, about: str, into: str, lines: Sequence[str]
) -> dict[str, str]:
    """Which practice joins which network, from what somebody wrote in the form."""
    today = ground.situation.today
    if kind == "merge":
        members = [code for code, network in today.items() if network == about]
        if not members or into not in set(today.values()) or into == about:
            raise NotRight(
                f"{about or 'Nothing'} cannot merge into {into or 'nothing'}.",
                next_step="Name two different networks of this area by their codes.",
            )
        return dict.fromkeys(members, into)
    if kind in ("leave", "move", "unplaced") and not lines:
        if about not in ground.practices:
            raise NotRight(
                f"{about or 'Nothing'} is not among the practices of this area.",
                next_step="Name the practice that the case is about by its code.",
            )
        return {about: _network(ground, into)}
    moves = {}
    for line in lines:
        practice, _, network = line.partition(" ")
        if practice not in ground.practices:
            raise NotRight(
                f"{practice[:20]} is not among the practices of this area.",
                next_step="Write one practice and one network on each line.",
            )
        moves[practice] = _network(ground, network.strip())
    return moves


def _network(ground: Ground, code: str) -> str:
    if not code or code.startswith(NEW) or code in set(ground.situation.today.values()):
        return code
    raise NotRight(
        f"{code[:20]} is no network of this area.",
        next_step="Use a code of the list, NEW-1 for a new network, or nothing for none.",
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


def notice_rows(
    ground: Ground, moves: Mapping[str, str], effective_on: date | None
) -> tuple[tuple[str, ...], ...]:
    """One row for each practice that would leave or join; days as 2027-04-01."""
    today = ground.situation.today
    first = effective_on.isoformat() if effective_on else ""
    last = day_before(effective_on).isoformat() if effective_on else ""
    rows = []
    for code in sorted(moves):
        home, to = today.get(code, ""), moves[code]
        is_new = to.startswith(NEW)
        rows.append(
            (
                "leaves" if not to else "moves" if home else "joins",
                code,
                ground.name(code) if code in ground.practices else code,
                home,
                ground.name(home) if home else "",
                last if home else "",
                TO_BE_ISSUED if is_new else to,
                ground.name(to) if to else "",
                first if to else "",
            )
        )
    return tuple(rows)
