"""What is recorded of people's illness: coded events by the rules of recording.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openpcn.kernel.records import MEDICATION
from openpcn.workflows.population.generating.assumptions import (
    MEN,
    WOMEN,
    Rule,
    rules,
    settings,
    table,
)
from openpcn.workflows.population.generating.illness import EVERYONE, Illness, any_of
from openpcn.workflows.population.generating.people import YEAR, Bools, People
from openpcn.workflows.population.generating.places import Ints
from openpcn.workflows.population.generating.visits import Visits

SAME_PERSON = 0.8
"""How far a person's values are high or low throughout."""
STAY_RECORDED = 0.85
OTHERS = ""
"""The name of all codes that belong to no cluster."""
SETS = ("CMS_", "EFI_", "ANYDRUG")
"""Clusters that list medicines again; not counted as further ones."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A cluster's codes as numbers of the list of codes, and the kind of its events."""

    numbers: NDArray[np.uint32]
    kind: int


@dataclass(frozen=True, kw_only=True)
class Events:
    """Coded events, one row each."""

    person: Ints
    day: Ints
    code: NDArray[np.uint32]
    value: NDArray[np.float32]
    """Not a number where there is none."""
    kind: NDArray[np.int8]


class Recorder:
    """Collects the events of one practice."""

    def __init__(
        self,
        people: People,
        illness: Illness,
        codes: Mapping[str, Coded],
        chance: np.random.Generator,
    ) -> None:
        self._people, self._illness, self._codes, self._chance = people, illness, codes, chance
        self._level = chance.standard_normal(len(people))
        self._medicines = np.zeros(len(people), dtype=np.int64)
        self._parts: list[tuple[Ints, Ints, NDArray[np.uint32], NDArray[np.float32], int]] = []

    def record(self, visits: Visits, stays: Sequence[int]) -> Events:
        """Everything that the rules give; `stays` are the settings that are hospital stays."""
        listed = set()
        in_hospital = np.flatnonzero(np.isin(visits.setting, stays))
        for rule in sorted(rules(), key=lambda rule: rule.when == "different"):
            if rule.cluster not in self._codes:
                continue
            listed.add(rule.cluster)
            self._follow(rule, visits, in_hospital)
        self._record_others(visits)
        told = table("recording")
        begins = told["stays"]["clusters"]
        frailty = sorted(name for name in set(self._codes) - listed if name.startswith(begins))
        self._record_frailty_of_stays(frailty, told["stays"]["a_stay"], visits, in_hospital)
        for name in sorted(set(self._codes) - listed - set(frailty) - {OTHERS}):
            rule = Rule(cluster=name, of=(EVERYONE,), when="recent", **told["unlisted"])
            self._follow(rule, visits, in_hospital)
        return self._collected()

    def _follow(self, rule: Rule, visits: Visits, in_hospital: Ints) -> None:
        there, since = self._whom(rule)
        if rule.when == "stay":
            at = in_hospital[there[visits.person[in_hospital]]]
            share = rule.share if rule.share < 1 else STAY_RECORDED
            at = at[self._chance.random(len(at)) < share]
            self._add(rule, visits.person[at], visits.starts[at])
            return
        who = np.flatnonzero(there)
        if rule.share < 1:
            who = who[self._chance.random(len(who)) < rule.share]
        if rule.when == "different":
            self._record_different(rule, who)
            return
        who, day = self._when(rule, who, since)
        self._add(rule, who, day)

    def _whom(self, rule: Rule) -> tuple[Bools, Ints]:
        there, since = any_of(self._illness.has, self._illness.since, rule.of)
        for name in rule.without:
            there = there & ~self._illness.has[name]
        first, last = rule.ages
        if first > 0 or last < 100:
            there = there & (self._people.age >= first) & (self._people.age <= last)
        if rule.sex:
            there = there & (self._people.sex == (WOMEN if rule.sex == "F" else MEN))
        return there, since

    def _when(self, rule: Rule, who: Ints, since: Ints) -> tuple[Ints, Ints]:
        today, random = self._people.today, self._chance.random
        if rule.when == "onset":
            late = (random(len(who)) * rule.after_days).astype(np.int64)
            return who, np.minimum(since[who] + late, today)
        if rule.when == "recent":
            back = rule.until_days + random(len(who)) * (rule.days - rule.until_days)
            return who, today - back.astype(np.int64)
        if rule.when == "resolved":
            after = random(len(who)) * (today - since[who])
            return who, np.minimum(since[who] + 1 + after.astype(np.int64), today)
        return self._repeated(rule, who, since)

    def _repeated(self, rule: Rule, who: Ints, since: Ints) -> tuple[Ints, Ints]:
        many = max(1, round(rule.a_year * rule.years))
        if self._codes[rule.cluster].kind == MEDICATION and not rule.cluster.startswith(SETS):
            self._medicines[who] += 1
        nth = np.arange(many)[:, None] + self._chance.random((many, len(who)))
        back = rule.until_days + nth * (YEAR / rule.a_year)
        day = self._people.today - back.astype(np.int64)
        kept = day >= since[who]
        return np.broadcast_to(who, day.shape)[kept], day[kept]

    def _record_different(self, rule: Rule, who: Ints) -> None:
        """As many different codes as the person has medicines, each so many times a year."""
        codes = self._codes[rule.cluster]
        others = np.interp(
            self._people.age, np.arange(0, 100, 10), table("recording")["other_medicines"]["ages"]
        )
        different = self._medicines + self._chance.poisson(others)
        many = np.minimum(different[who], len(codes.numbers))
        person = np.repeat(who, many)
        nth = np.arange(len(person)) - np.repeat(np.cumsum(many) - many, many)
        which = (nth + self._people.numbers[person]) % len(codes.numbers)
        for time in range(round(rule.a_year * rule.years)):
            back = (time + self._chance.random(len(person))) * (YEAR / rule.a_year)
            day = self._people.today - back.astype(np.int64)
            self._keep(person, day, codes.numbers[which], None, codes.kind)

    def _record_frailty_of_stays(
        self, clusters: list[str], a_stay: Mapping[str, float], visits: Visits, in_hospital: Ints
    ) -> None:
        """ICD-10 categories of frailty: more of them at each stay of the frail."""
        has, age = self._illness.has, self._people.age
        mean = np.where(
            age < 18, a_stay["child"], np.where(age < 65, a_stay["adult"], a_stay["fit"])
        )
        for band in ("mild", "moderate", "severe"):
            mean = np.where(has[f"{band.upper()}_FRAIL"], a_stay[band], mean)
        many = self._chance.poisson(mean[visits.person[in_hospital]])
        at = np.repeat(in_hospital, many)
        which = self._chance.integers(0, max(1, len(clusters)), len(at))
        for nth, cluster in enumerate(clusters):
            these = at[which == nth]
            rule = Rule(cluster=cluster, of=(EVERYONE,))
            self._add(rule, visits.person[these], visits.starts[these])

    def _record_others(self, visits: Visits) -> None:
        """Codes of no cluster, at some contacts with the practice."""
        at = np.flatnonzero(visits.setting == list(settings()).index("gp"))
        at = at[self._chance.random(len(at)) < table("recording")["others"]["a_contact"]]
        rule = Rule(cluster=OTHERS, of=(EVERYONE,))
        self._add(rule, visits.person[at], visits.starts[at])

    def _add(self, rule: Rule, person: Ints, day: Ints) -> None:
        codes = self._codes[rule.cluster]
        first_ones = self._chance.random(len(person)) ** 2 * len(codes.numbers)
        value = None if rule.mean is None else self._values(rule, rule.mean, person)
        self._keep(person, day, codes.numbers[first_ones.astype(np.int64)], value, codes.kind)

    def _values(self, rule: Rule, mean: float, person: Ints) -> NDArray[np.float32]:
        noise = self._chance.standard_normal(len(person))
        level = SAME_PERSON * self._level[person] + np.sqrt(1 - SAME_PERSON**2) * noise
        made = np.clip(mean + rule.sd * level, rule.low, rule.high)
        return np.asarray(np.round(made, decimals_of(rule)), dtype=np.float32)

    def _keep(
        self,
        person: Ints,
        day: Ints,
        code: NDArray[np.uint32],
        value: NDArray[np.float32] | None,
        kind: int,
    ) -> None:
        if value is None:
            value = np.full(len(person), np.nan, dtype=np.float32)
        self._parts.append((person, day, code, value, kind))

    def _collected(self) -> Events:
        """All events, without those before arrival or birth and after the last day registered."""
        kind = np.repeat(
            np.array([part[4] for part in self._parts], dtype=np.int8),
            [len(part[0]) for part in self._parts],
        )
        person, day, code, value = (
            np.concatenate([part[column] for part in self._parts]) for column in range(4)
        )
        first = np.maximum(self._people.born, self._people.arrived)
        kept = (day >= first[person]) & (day <= self._people.ends[person])
        order = np.flatnonzero(kept)
        key = person[order].astype(np.int64) * 100_000 + day[order]
        order = order[np.argsort(key, kind="stable")]
        return Events(
            person=person[order],
            day=day[order],
            code=code[order],
            value=value[order],
            kind=kind[order],
        )


def decimals_of(rule: Rule) -> int:
    """How a value is written: ratios to hundredths, small values to tenths, large ones whole."""
    widest = max(abs(rule.low), abs(rule.high))
    return 2 if widest < 2 else 1 if widest <= 61 else 0
