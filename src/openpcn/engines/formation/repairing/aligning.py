"""Align networks with neighbourhoods: small changes that put most patients with their neighbours.

What is raised is the share of patients who live in the main neighbourhood of their network: the
one in which most of its patients live. No network is made to miss a rule by more than before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from openpcn.engines.formation.measuring import Members, Situation, Terrain, members_of
from openpcn.engines.formation.repairing.facts import Moves, Option, option
from openpcn.engines.formation.repairing.searching import Search

TITLES = ("One practice changes", "Two practices change", "Three practices change")
WIDEST = 40
"""Changes that are carried on to be made larger by one practice."""


def align(
    situation: Situation,
    network_of: Mapping[str, str],
    *,
    within: Collection[str] | None = None,
) -> tuple[Option, ...]:
    """The best change of one practice, of two and of three; fewer where no more helps.

    All changes of one practice and all pairs are tried; a third practice is added to the best
    pairs. Only practices of the networks in `within`, if given, change.
    """
    land = Terrain(situation)
    work = _Work(land, network_of, within)
    singles = work.singles()
    pairs = work.wider([(step,) for step in singles], singles)
    triples = work.wider([moves for _, moves in pairs[:WIDEST]], singles)
    ranked = [work.ranked([(step,) for step in singles]), pairs, triples]
    options: list[Option] = []
    gain = 0
    for title, found in zip(TITLES, ranked, strict=True):
        if found and found[0][0] > gain:
            gain = found[0][0]
            options.append(option(title, found[0][1], network_of, situation, land))
    return tuple(options)


class _Work:
    """Changes from one map with what each gains."""

    def __init__(
        self, land: Terrain, network_of: Mapping[str, str], within: Collection[str] | None
    ) -> None:
        self.land, self.network_of, self.within = land, network_of, within
        self.members = members_of(network_of, land.practices.keys())
        self.search = Search(land, network_of, targets=())

    def singles(self) -> list[tuple[str, str]]:
        """Every practice with each network that it could join."""
        found = []
        for code in sorted(self.land.near):
            home = self.network_of.get(code)
            if home is None or (self.within is not None and home not in self.within):
                continue
            near = {self.network_of.get(other) for other in self.land.near[code]} - {home, None}
            found += [(code, str(to)) for to in sorted(str(one) for one in near)]
        return found

    def wider(self, held: list[Moves], singles: list[tuple[str, str]]) -> list[tuple[int, Moves]]:
        """The changes with one practice more.

        Moves that share no network do not touch each other: together they gain what each gains
        alone, so that only good ones are put together.
        """
        good = {moves[0] for _, moves in self.ranked([(step,) for step in singles])}
        met: set[Moves] = set()
        for moves in held:
            codes, networks = {code for code, _ in moves}, self._networks(moves)
            is_good = good.issuperset(moves)
            for step in singles:
                if step[0] in codes:
                    continue
                if networks & self._networks((step,)) or (is_good and step in good):
                    met.add(tuple(sorted((*moves, step))))
        return self.ranked(sorted(met))

    def _networks(self, moves: Moves) -> set[str]:
        return {to for _, to in moves} | {self.network_of[code] for code, _ in moves}

    def ranked(self, changes: list[Moves]) -> list[tuple[int, Moves]]:
        """The changes that break nothing, by gain, then by fewest patients."""
        found = []
        for moves in changes:
            gain = self._gain(moves)
            if gain > 0 and self._keeps(moves):
                patients = self.land.patients([code for code, _ in moves])
                found.append((-gain, patients, moves))
        return [(-gain, moves) for gain, _, moves in sorted(found)]

    def _after(self, moves: Moves) -> dict[str, Members]:
        then: dict[str, Members] = {}
        for code, to in moves:
            home = self.network_of[code]
            then[home] = then.get(home, self.members[home]) - {code}
            then[to] = then.get(to, self.members.get(to, frozenset())) | {code}
        return then

    def _gain(self, moves: Moves) -> int:
        measured = self.land.measure
        return sum(
            (measured(now).in_main_neighbourhood if now else 0)
            - measured(self.members[network]).in_main_neighbourhood
            for network, now in self._after(moves).items()
        )

    def _keeps(self, moves: Moves) -> bool:
        return all(
            all(
                now <= was
                for now, was in zip(
                    self.search.faults(members), self.search.faults_of(network), strict=True
                )
            )
            for network, members in self._after(moves).items()
        )
