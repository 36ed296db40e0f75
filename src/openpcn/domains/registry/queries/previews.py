"""How large networks would be in a future, beside how large they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from openpcn.domains.registry.queries.drafts import FutureAnswer
from openpcn.domains.registry.queries.lists import list_totals
from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.when import When


@dataclass(frozen=True, kw_only=True)
class SizeAnswer:
    """One network now and in the future; no code: practices in no network."""

    code: str
    name: str
    practices_now: int
    practices_then: int
    patients_now: int
    patients_then: int

    @property
    def is_changed(self) -> bool:
        """Whether the future touches it."""
        return (self.practices_now, self.patients_now) != (self.practices_then, self.patients_then)


def sizes_in(future: FutureAnswer, *, when: When) -> list[SizeAnswer]:
    """Networks within the future's bounds and those that it brings in, by name."""
    inside = practices(when=when, within=future.within_code)
    place_of = {each.code: each.network_code or "" for each in inside}
    patients = {each.code: each.patients or 0 for each in inside}
    name_of = {each.network_code or "": each.network_name or "" for each in inside}
    after = dict(place_of)
    for change in future.changes:
        after[change.practice_code] = change.network_code or ""
        name_of.setdefault(change.network_code or "", change.network_name or "")
    outside = list_totals(sorted(after.keys() - patients.keys()), when=when)
    patients |= {code: answer.patients for code, answer in outside.items()}
    now, then = tallied(place_of, patients), tallied(after, patients)
    answers = [
        SizeAnswer(
            code=code,
            name=name_of[code],
            practices_now=now[code][0],
            patients_now=now[code][1],
            practices_then=then[code][0],
            patients_then=then[code][1],
        )
        for code in now.keys() | then.keys()
    ]
    return sorted(answers, key=lambda answer: (not answer.code, answer.name, answer.code))


def tallied(network_of: dict[str, str], patients: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Practices and patients of each network."""
    counted: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for practice, network in network_of.items():
        number, total = counted[network]
        counted[network] = (number + 1, total + patients.get(practice, 0))
    return counted
