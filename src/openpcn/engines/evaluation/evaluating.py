"""Did it help? Matches, measures, tries to prove itself wrong, and answers harm first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpcn.engines.evaluation import balance as balancing
from openpcn.engines.evaluation import effects, matching, sensitivity, uncertainty
from openpcn.engines.evaluation.answer import (
    WORST_FIRST,
    Evaluation,
    Finding,
    Trial,
    begun_small,
    finding_of,
    harm_in_words,
    in_numbers,
)
from openpcn.engines.evaluation.balance import BalanceLine, balance
from openpcn.engines.evaluation.effects import Effect, Windows, effect_of
from openpcn.engines.evaluation.facts import Better, Numbers, Outcome, People, check
from openpcn.engines.evaluation.matching import CALIPER, Matched, columns_of, match
from openpcn.engines.evaluation.sensitivity import e_value
from openpcn.engines.evaluation.targets import Lever, towards_target
from openpcn.kernel.errors import NotPossible, NotRight

FEWEST_TREATED = 20
FEWEST_PRACTICES = 10
LEAST_MATCHED = 0.8
METHODS = (
    matching.SOURCE,
    balancing.SOURCE,
    effects.METHOD,
    *uncertainty.SOURCES,
    f"E-value: {sensitivity.SOURCE}",
)


def evaluate(
    people: People,
    outcomes: Sequence[Outcome],
    *,
    targets: Sequence[Lever] = (),
    ratio: int = 3,
    caliper: float = CALIPER,
    level: float = 0.95,
) -> Evaluation:
    """The answer for every outcome, the worst first. Refused without comparison people."""
    check(people, outcomes)
    _check_targets(targets, outcomes)
    matched = match(people, outcomes, ratio=ratio, caliper=caliper)
    if matched.treated_matched < FEWEST_TREATED:
        raise NotPossible(
            f"Only {matched.treated_matched} people who had the intervention are like somebody "
            f"who did not; {FEWEST_TREATED} are the fewest that say anything.",
            next_step="Match on fewer things, or wait until more people have had it.",
        )
    columns = columns_of(people, outcomes)
    lines = balance(people, outcomes, matched)
    measured = {each.name: _after(people, matched, each, columns, level) for each in outcomes}
    placebo = tuple(
        _placebo(people, matched, each, each.earlier, people.years_earlier, level)
        for each in outcomes
        if each.earlier is not None and people.years_earlier is not None
    )
    controls = tuple(
        _trial(each, measured[each.name], "Beyond the reach of the intervention")
        for each in outcomes
        if each.better is Better.CONTROL
    )
    warnings = _warnings(people, matched, lines, (*placebo, *controls))
    findings = _findings(outcomes, measured, sound=not warnings)
    return Evaluation(
        harm=harm_in_words(findings),
        warnings=warnings,
        findings=findings,
        targets=tuple(towards_target(measured[each.outcome], each) for each in targets),
        placebo_dates=placebo,
        negative_controls=controls,
        balance=lines,
        treated=matched.treated_in_all,
        treated_matched=matched.treated_matched,
        comparison=matched.comparison,
        methods=METHODS,
    )


def _check_targets(targets: Sequence[Lever], outcomes: Sequence[Outcome]) -> None:
    named = [each.name for each in outcomes]
    for target in targets:
        if target.outcome not in named:
            raise NotRight(
                f"{target.words} is about {target.outcome}, which is not measured.",
                next_step=f"Name {target.outcome} among the outcomes, or leave the target out.",
            )


def _findings(
    outcomes: Sequence[Outcome], measured: Mapping[str, Effect], *, sound: bool
) -> tuple[Finding, ...]:
    """A finding for each outcome that was meant to change, the worst first."""
    found = [
        finding_of(each, measured[each.name], e_value(measured[each.name]), sound=sound)
        for each in outcomes
        if each.better is not Better.CONTROL
    ]
    return tuple(sorted(found, key=lambda one: WORST_FIRST.index(one.verdict)))


def _after(
    people: People, matched: Matched, outcome: Outcome, columns: Numbers, level: float
) -> Effect:
    windows = Windows(
        before=outcome.before,
        after=outcome.after,
        years_before=people.years_before,
        years_after=people.years_after,
    )
    return effect_of(people, matched, windows, columns, level=level)


def _placebo(
    people: People,
    matched: Matched,
    outcome: Outcome,
    earlier: Numbers,
    years_earlier: Numbers,
    level: float,
) -> Trial:
    """The same people at the start of the window before, when nothing began."""
    windows = Windows(
        before=earlier,
        after=outcome.before,
        years_before=years_earlier,
        years_after=people.years_before,
    )
    effect = effect_of(people, matched, windows, columns_of(people, ()), level=level)
    return _trial(outcome, effect, "At an earlier date, when nothing began")


def _trial(outcome: Outcome, effect: Effect, where: str) -> Trial:
    found = not effect.difference_lower <= 0 <= effect.difference_upper
    said = "a change is found where there can be none" if found else "no change is found, as hoped"
    return Trial(
        name=outcome.name,
        effect=effect,
        found_something=found,
        sentence=f"{where}, {begun_small(outcome.words)}: {said}. {in_numbers(effect)}",
    )


def _warnings(
    people: People, matched: Matched, lines: Sequence[BalanceLine], trials: Sequence[Trial]
) -> tuple[str, ...]:
    """What speaks against believing a benefit."""
    said = [trial.sentence for trial in trials if trial.found_something]
    if poor := [line.name for line in lines if line.is_poor]:
        said.append(f"Those compared are not alike enough in: {'; '.join(poor)}.")
    if matched.treated_matched < LEAST_MATCHED * matched.treated_in_all:
        said.append(
            f"Only {matched.treated_matched:,} of {matched.treated_in_all:,} people who had it "
            "have somebody to compare with; the answer is about those alone."
        )
    treated = people.treated[matched.place]
    fewest = min(
        len(set(people.practice[matched.place][side].tolist())) for side in (treated, ~treated)
    )
    if fewest < FEWEST_PRACTICES:
        said.append(
            f"One side has people of {fewest} practices only; what is peculiar to them cannot be "
            "told from the intervention."
        )
    return tuple(said)
