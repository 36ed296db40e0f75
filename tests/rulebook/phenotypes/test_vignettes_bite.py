"""Vignettes bite: whichever way a rule is changed a little, one of its vignettes notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.windows import Last
from openpcn.rulebook.phenotypes import catalogue, failures, phenotypes

Change = tuple[str, tree.Rule]
Range = tree.Between | tree.Scores
Counted = tree.Recorded | tree.Contacts | tree.Nights
OTHER_EDGE = {"below": "at_most", "at_most": "below", "above": "at_least", "at_least": "above"}
OTHER_SIDE = {"below": "at_least", "at_most": "above", "above": "at_most", "at_least": "below"}

SAME = {
    ("gap_cervical_screening", "lowest 49 age_years"): "at 49 the shorter time has passed first",
    ("cohort_rising_risk", "13 months ip_emergency"): "that month is in the year before as well",
    ("cohort_rising_risk", "13 months ed"): "that month is in the year before as well",
}
"""Changes that nobody can notice, because the rule means the same."""

WHOLE = {one.name: one for one in phenotypes(vignettes=True)}


def changes(rule: tree.Rule) -> Iterator[Change]:
    """The rule with one thing changed: a part left out, turned round, or an edge moved by one."""
    match rule:
        case tree.Not():
            yield "without its not", rule.of
            yield from ((said, tree.Not(of=part)) for said, part in changes(rule.of))
        case tree.All() | tree.AnyOf() | tree.AtLeast():
            yield from changes_of_parts(rule)
        case tree.Bands():
            yield from changes_of_bands(rule)
        case tree.Segments():
            yield from changes_of_order(rule)
        case tree.Sum():
            yield from changes_of_sum(rule)
        case _:
            yield from changes_of_leaf(rule)


def changes_of_parts(rule: tree.All | tree.AnyOf | tree.AtLeast) -> Iterator[Change]:
    if isinstance(rule, tree.AtLeast):
        for number in (rule.number - 1, rule.number + 1):
            yield f"at least {number}", replace(rule, number=number)
    for at, part in enumerate(rule.of):
        before, after = rule.of[:at], rule.of[at + 1 :]
        if before or after:
            yield f"without {named(part)}", replace(rule, of=before + after)
        for said, changed in changes(part):
            yield said, replace(rule, of=(*before, changed, *after))  # type: ignore[arg-type]


def changes_of_sum(rule: tree.Sum) -> Iterator[Change]:
    for at, part in enumerate(rule.of):
        before, after = rule.of[:at], rule.of[at + 1 :]
        heavier = replace(part, weight=part.weight + 1)
        yield f"part {at + 1} one more", replace(rule, of=(*before, heavier, *after))
        for said, when in changes(part.when) if part.weight and len(rule.of) < 50 else ():
            changed = replace(part, when=when)
            yield f"part {at + 1} {said}", replace(rule, of=(*before, changed, *after))


def changes_of_bands(rule: tree.Bands) -> Iterator[Change]:
    for at, band in enumerate(rule.bands):
        for step in (-1, 1) if band.starts_at is not None else ():
            moved = replace(band, starts_at=(band.starts_at or 0) + step)
            bands = (*rule.bands[:at], moved, *rule.bands[at + 1 :])
            yield f"{band.label} from {moved.starts_at}", replace(rule, bands=bands)


def changes_of_order(rule: tree.Segments) -> Iterator[Change]:
    for at in range(len(rule.of) - 1):
        first, second = rule.of[at], rule.of[at + 1]
        swapped = (*rule.of[:at], second, first, *rule.of[at + 2 :])
        yield f"{second.label} before {first.label}", replace(rule, of=swapped)


def changes_of_leaf(leaf: tree.Leaf) -> Iterator[Change]:
    name = named(leaf)
    yield f"not {name}", tree.Not(of=leaf)
    yield from changes_of_window(leaf, name)
    if isinstance(leaf, Counted) and leaf.at_least > 1:
        for number in (leaf.at_least - 1, leaf.at_least + 1):
            yield f"{number} {name}", replace(leaf, at_least=number)
    if isinstance(leaf, tree.Recorded) and leaf.counting == "codes":
        yield f"days {name}", replace(leaf, counting="days")
    if isinstance(leaf, tree.Unresolved):
        yield f"never ends {name}", tree.Recorded(clusters=leaf.clusters, window=leaf.window)
    if isinstance(leaf, tree.Value):
        yield f"edge {name}", replace(leaf, compare=OTHER_EDGE[leaf.compare])  # type: ignore[arg-type]
        yield f"side {name}", replace(leaf, compare=OTHER_SIDE[leaf.compare])  # type: ignore[arg-type]
    if isinstance(leaf, Range):
        for key in ("lowest", "highest"):
            for step in (-1, 1) if getattr(leaf, key) is not None else ():
                moved = getattr(leaf, key) + step
                yield f"{key} {moved} {name}", replace(leaf, **{key: moved})


def changes_of_window(leaf: tree.Leaf, name: str) -> Iterator[Change]:
    window = getattr(leaf, "window", None)
    if window is None:
        return
    if not isinstance(leaf, tree.FirstRecorded | tree.Arrived):
        yield f"any day {name}", replace(leaf, window=None)  # type: ignore[arg-type]
    if isinstance(window, Last):
        unit = "months" if window.months else "days"
        for step in (-1, 1):
            size = getattr(window, unit) + step
            if size:
                yield f"{size} {unit} {name}", replace(leaf, window=replace(window, **{unit: size}))  # type: ignore[arg-type]
        if window.skipping_months:
            yield f"no skip {name}", replace(leaf, window=replace(window, skipping_months=0))  # type: ignore[arg-type]


def named(part: tree.Flag) -> str:
    """What a part looks at, in a word."""
    for key in ("clusters", "settings"):
        if hasattr(part, key):
            return str(getattr(part, key)[0])
    for key in ("definition", "measure", "label", "trait"):
        if hasattr(part, key):
            return str(getattr(part, key))
    return type(part).__name__


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_every_small_change_of_a_rule_is_noticed_by_a_vignette(name: str) -> None:
    one = WHOLE[name]
    needed = catalogue().only([name]).definitions
    unnoticed = []
    for said, rule in changes(one.definition.rule):
        changed = [replace(each, rule=rule) if each.name == name else each for each in needed]
        if not any(failures(one, Catalogue.of(changed))) and (name, said) not in SAME:
            unnoticed.append(said)

    assert unnoticed == []
