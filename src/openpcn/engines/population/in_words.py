"""Each operator of a definition in words, for a clinician who asks what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpcn.engines.population import tree
from openpcn.engines.population.windows import Window, days_of
from openpcn.kernel.when import in_words as day_in_words
from openpcn.kernel.wording import counted

COMPARED = {"below": "below", "at_most": "at most", "at_least": "at least", "above": "above"}
WHICH = {
    "latest": "The latest value",
    "best_of_last_two": "The higher of the last two values",
    "any": "Some value",
}
MEASURES = {"age_years": "Age in years", "age_months": "Age in months", "imd_decile": "IMD decile"}


def in_words(leaf: tree.Leaf, as_at: date) -> str:
    """A sentence without a full stop."""
    match leaf:
        case tree.Recorded() | tree.Unresolved() | tree.FirstRecorded() | tree.Value():
            return of_events(leaf, as_at)
        case tree.Contacts():
            days = counted(leaf.at_least, "day")
            roles = f" with {either(leaf.roles)}" if leaf.roles else ""
            return f"Contacts ({either(leaf.settings)}){roles} on at least {days}" + within(
                leaf.window, as_at
            )
        case tree.Nights():
            nights = counted(leaf.at_least, "night")
            return f"At least {nights} in hospital" + within(leaf.window, as_at)
        case tree.Discontinuous():
            return (
                f"The clinician seen most had below {leaf.below_percent}% of at least "
                f"{counted(leaf.fewest, 'contact')}" + within(leaf.window, as_at)
            )
        case tree.Uses():
            return f"The definition {leaf.definition} is met"
        case tree.Falls():
            return f"{leaf.definition} is {either(leaf.labels)}"
        case tree.Scores():
            return f"{leaf.definition} is {bounds(leaf.lowest, leaf.highest)}"
        case _:
            return of_person(leaf, as_at)


def of_events(leaf: tree.FromEvents, as_at: date) -> str:
    """A leaf about events."""
    names = either(leaf.clusters)
    match leaf:
        case tree.Recorded(at_least=1):
            return f"A code of {names}" + within(leaf.window, as_at)
        case tree.Recorded(counting="codes"):
            codes = counted(leaf.at_least, "different code")
            return f"At least {codes} of {names}" + within(leaf.window, as_at)
        case tree.Recorded():
            days = counted(leaf.at_least, "day")
            return f"A code of {names} on at least {days}" + within(leaf.window, as_at)
        case tree.FirstRecorded():
            return f"The first code of {names}" + within(leaf.window, as_at)
        case tree.Unresolved():
            when = "on or after" if leaf.same_day_resolves else "after"
            ends = f"no code of {either(leaf.resolved_by)} {when} the latest"
            return f"A code of {names}{within(leaf.window, as_at)}, and {ends}"
        case _:
            limit = f"{COMPARED[leaf.compare]} {leaf.thousandths / 1000:g}"
            return f"{WHICH[leaf.which]} of {names}{within(leaf.window, as_at)} is {limit}"


def of_person(leaf: tree.FromPerson, as_at: date) -> str:
    """A leaf about the person."""
    match leaf:
        case tree.Is():
            return f"Recorded: {leaf.trait.replace('_', ' ')}"
        case tree.OneOf():
            return f"Recorded {leaf.label} is {either(leaf.values)}"
        case tree.Known():
            return f"{leaf.label} is recorded"
        case tree.Between():
            return f"{MEASURES[leaf.measure]} is {bounds(leaf.lowest, leaf.highest)}"
        case _:
            return "First arrived in the country" + within(leaf.window, as_at)


def within(window: Window | None, as_at: date) -> str:
    """The days that count, in words; nothing where every day up to the one asked about does."""
    first, last = days_of(window, as_at)
    if first is None:
        return ""
    return f" from {day_in_words(first)} to {day_in_words(last)}"


def either(names: Sequence[str]) -> str:
    """Names with or between the last two."""
    *some, last = names
    return f"{', '.join(some)} or {last}" if some else last


def bounds(lowest: int | None, highest: int | None) -> str:
    """Two ends in words."""
    if lowest is None:
        return f"{highest} or less" if highest is not None else "any"
    return f"{lowest} to {highest}" if highest is not None else f"{lowest} or more"
