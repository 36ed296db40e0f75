"""What every operator means, for one person, as plainly as it can be written.

This is the meaning of a definition. It is slow, reads rows in any order, and shares nothing with
the engines that answer for everybody except the tree and the ends of a window.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.people import Encounter, Event, PersonRecords
from openpcn.engines.population.windows import Window, days_of

Answer = bool | int | str
Answers = dict[str, Answer]


def answer_plainly(catalogue: Catalogue, records: PersonRecords, as_at: date) -> Answers:
    """Every definition's answer for one person: yes or no, a score, or a label."""
    answers: Answers = {}
    for definition in catalogue.definitions:
        answers[definition.name] = answer(definition.rule, records, as_at, answers)
    return answers


def answer(rule: tree.Rule, records: PersonRecords, as_at: date, answers: Answers) -> Answer:
    """One rule's answer, given those of the definitions that it uses."""
    match rule:
        case tree.Sum():
            return sum(one.weight for one in rule.of if is_true(one.when, records, as_at, answers))
        case tree.Bands():
            score = int(answers[rule.score])
            reached = [band for band in rule.bands if lies(score, band.starts_at, None)]
            return reached[-1].label
        case tree.Segments():
            for segment in rule.of:
                if is_true(segment.when, records, as_at, answers):
                    return segment.label
            return rule.otherwise
        case _:
            return is_true(rule, records, as_at, answers)


def is_true(flag: tree.Flag, records: PersonRecords, as_at: date, answers: Answers) -> bool:
    """Whether a flag is true of a person."""

    def holds(part: tree.Flag) -> bool:
        return is_true(part, records, as_at, answers)

    match flag:
        case tree.All():
            return all(holds(part) for part in flag.of)
        case tree.AnyOf():
            return any(holds(part) for part in flag.of)
        case tree.Not():
            return not holds(flag.of)
        case tree.AtLeast():
            return sum(holds(part) for part in flag.of) >= flag.number
        case tree.Uses():
            return answers[flag.definition] is True
        case tree.Falls():
            return answers[flag.definition] in flag.labels
        case tree.Scores():
            return lies(int(answers[flag.definition]), flag.lowest, flag.highest)
        case tree.Is() | tree.OneOf() | tree.Known() | tree.Between() | tree.Arrived():
            return is_true_of_person(flag, records, as_at)
        case tree.Contacts() | tree.Nights() | tree.Discontinuous():
            return is_true_of_encounters(flag, records, as_at)
        case _:
            return is_true_of_events(flag, records, as_at)


def is_true_of_person(flag: tree.FromPerson, records: PersonRecords, as_at: date) -> bool:
    """A flag that looks at the person alone."""
    person = records.person
    match flag:
        case tree.Is():
            return getattr(person, flag.trait) is True
        case tree.OneOf():
            return getattr(person, flag.label) in flag.values
        case tree.Known():
            return getattr(person, flag.label) is not None
        case tree.Arrived():
            return person.arrived_on is not None and inside(person.arrived_on, flag.window, as_at)
        case tree.Between(measure="imd_decile"):
            return person.imd_decile is not None and lies(
                person.imd_decile, flag.lowest, flag.highest
            )
        case _:
            age = months_old(person.birth_month, as_at)
            if flag.measure == "age_years":
                age = age // 12
            return age >= 0 and lies(age, flag.lowest, flag.highest)


def is_true_of_events(flag: tree.FromEvents, records: PersonRecords, as_at: date) -> bool:
    """A flag that looks at coded events."""
    ever = events_with(flag.clusters, records, as_at)
    within = [event for event in ever if inside(event.on, flag.window, as_at)]
    match flag:
        case tree.Recorded(counting="days"):
            return len({event.on for event in within}) >= flag.at_least
        case tree.Recorded():
            return len({event.code for event in within}) >= flag.at_least
        case tree.FirstRecorded():
            return bool(ever) and inside(min(event.on for event in ever), flag.window, as_at)
        case tree.Unresolved():
            resolved = events_with(flag.resolved_by, records, as_at)
            if not within or not resolved:
                return bool(within)
            latest, end = max(e.on for e in within), max(e.on for e in resolved)
            return latest > end or (latest == end and not flag.same_day_resolves)
        case _:
            return value_matches(flag, within)


def value_matches(flag: tree.Value, within: Iterable[Event]) -> bool:
    """Whether the value that counts compares as asked."""
    highest_of: dict[date, int] = {}
    found: list[int] = []
    for event in within:
        value = thousandths(event.value)
        if value is not None:
            found.append(value)
            highest_of[event.on] = max(value, highest_of.get(event.on, value))
    days = sorted(highest_of)
    match flag.which:
        case "any":
            return any(compares(value, flag) for value in found)
        case "latest":
            return bool(days) and compares(highest_of[days[-1]], flag)
        case _:
            best = max((highest_of[day] for day in days[-2:]), default=0)
            return len(days) >= 2 and compares(best, flag)


def compares(value: int, flag: tree.Value) -> bool:
    """Whether thousandths are below, at most, at least or above what is asked."""
    match flag.compare:
        case "below":
            return value < flag.thousandths
        case "at_most":
            return value <= flag.thousandths
        case "at_least":
            return value >= flag.thousandths
        case _:
            return value > flag.thousandths


def is_true_of_encounters(flag: tree.FromEncounters, records: PersonRecords, as_at: date) -> bool:
    """A flag that looks at encounters."""
    met = encounters_in(flag.settings, records, as_at)
    match flag:
        case tree.Nights():
            stays = {(one.setting, one.starts_on, one.ends_on) for one in met}
            nights = [nights_within(flag.window, as_at, start, end) for _, start, end in stays]
            return sum(nights) >= flag.at_least
        case tree.Contacts():
            days = {one.starts_on for one in contacts(flag, met, as_at)}
            return len(days) >= flag.at_least
        case _:
            seen = {(one.starts_on, one.clinician) for one in contacts(flag, met, as_at)}
            days_with = Counter(clinician for _, clinician in seen if clinician is not None)
            most = max(days_with.values(), default=0)
            return len(seen) >= flag.fewest and most * 100 < flag.below_percent * len(seen)


def contacts(
    flag: tree.Contacts | tree.Discontinuous, met: Sequence[Encounter], as_at: date
) -> list[Encounter]:
    """The encounters of a flag that start in its window, with its roles."""
    return [
        one
        for one in met
        if inside(one.starts_on, flag.window, as_at) and (not flag.roles or one.role in flag.roles)
    ]


def nights_within(window: Window | None, as_at: date, starts_on: date, ends_on: date | None) -> int:
    """Nights of one stay that end in the window."""
    first, last = days_of(window, as_at)
    end = min(ends_on or as_at, last)
    start = starts_on if first is None else max(starts_on, date.fromordinal(first.toordinal() - 1))
    return max(0, (end - start).days)


def events_with(clusters: Sequence[str], records: PersonRecords, as_at: date) -> list[Event]:
    """Events of the clusters that count: not before birth, not after the day asked about."""
    return [
        event
        for event in records.events
        if records.person.birth_month <= event.on <= as_at
        and not event.clusters.isdisjoint(clusters)
    ]


def encounters_in(settings: Sequence[str], records: PersonRecords, as_at: date) -> list[Encounter]:
    """Encounters in the settings that count: begun after birth and by the day asked about."""
    return [
        one
        for one in records.encounters
        if records.person.birth_month <= one.starts_on <= as_at and one.setting in settings
    ]


def inside(day: date, window: Window | None, as_at: date) -> bool:
    """Whether a day counts."""
    first, last = days_of(window, as_at)
    return (first is None or first <= day) and day <= last


def lies(value: int, lowest: int | None, highest: int | None) -> bool:
    """Whether a number lies between two, both included; None is open."""
    return (lowest is None or lowest <= value) and (highest is None or value <= highest)


def months_old(birth_month: date, as_at: date) -> int:
    """Completed months since the first of the month of birth; negative before birth."""
    return (as_at.year - birth_month.year) * 12 + as_at.month - birth_month.month


def thousandths(value: float | None) -> int | None:
    """A value rounded to thousandths, half up; nothing where it is no number."""
    if value is None or not math.isfinite(value):
        return None
    return math.floor(value * 1000 + 0.5)
