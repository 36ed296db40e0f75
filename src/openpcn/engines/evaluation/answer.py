"""What an evaluation is answered with: harm first, then everything it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openpcn.engines.evaluation.balance import BalanceLine
from openpcn.engines.evaluation.effects import Effect
from openpcn.engines.evaluation.facts import Better, Outcome
from openpcn.engines.evaluation.targets import TowardsTarget
from openpcn.kernel.wording import signed


class Verdict(StrEnum):
    """What can be said of one outcome."""

    HARM = "harm"
    HARM_NOT_EXCLUDED = "harm is not excluded"
    NO_CHANGE_SHOWN = "no change shown"
    BENEFIT = "benefit"
    BENEFIT_IN_DOUBT = "benefit in doubt"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One outcome: the verdict, the effect, and how much a hidden cause would need."""

    outcome: str
    words: str
    verdict: Verdict
    sentence: str
    effect: Effect
    e_value: float | None
    e_value_of_limit: float | None
    regression_to_the_mean: str


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A check that should find nothing: a date before the start, or an outcome beyond reach."""

    name: str
    effect: Effect
    found_something: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The answer. Its first line speaks of harm, whatever else there is to say."""

    harm: str
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...]
    targets: tuple[TowardsTarget, ...]
    placebo_dates: tuple[Trial, ...]
    negative_controls: tuple[Trial, ...]
    balance: tuple[BalanceLine, ...]
    treated: int
    treated_matched: int
    comparison: int
    methods: tuple[str, ...]


WORST_FIRST = (
    Verdict.HARM,
    Verdict.HARM_NOT_EXCLUDED,
    Verdict.NO_CHANGE_SHOWN,
    Verdict.BENEFIT_IN_DOUBT,
    Verdict.BENEFIT,
)
TOLERABLE = 1.05


def verdict_on(effect: Effect, better: Better, *, sound: bool) -> Verdict:
    """Harm and benefit need an interval on one side; benefit also needs every check to hold.

    Harm is excluded where the interval leaves less than 5% of it.
    """
    worse = -1.0 if better is Better.MORE else 1.0
    low, high = sorted((worse * effect.difference_lower, worse * effect.difference_upper))
    if low > 0:
        return Verdict.HARM
    if high < 0:
        return Verdict.BENEFIT if sound else Verdict.BENEFIT_IN_DOUBT
    if _excludes_harm(effect, better):
        return Verdict.NO_CHANGE_SHOWN
    return Verdict.HARM_NOT_EXCLUDED


def _excludes_harm(effect: Effect, better: Better) -> bool:
    """Whether the interval leaves less than 5% of harm."""
    if better is Better.MORE:
        return effect.ratio_lower is not None and effect.ratio_lower >= 1 / TOLERABLE
    return effect.ratio_upper is not None and effect.ratio_upper <= TOLERABLE


def finding_of(
    outcome: Outcome, effect: Effect, e_values: tuple[float | None, float | None], *, sound: bool
) -> Finding:
    """One outcome in words."""
    verdict = verdict_on(effect, outcome.better, sound=sound)
    return Finding(
        outcome=outcome.name,
        words=outcome.words,
        verdict=verdict,
        sentence=f"{outcome.words}: {verdict.value}. {in_numbers(effect)}",
        effect=effect,
        e_value=e_values[0],
        e_value_of_limit=e_values[1],
        regression_to_the_mean=_fell_by_itself(outcome, effect),
    )


def in_numbers(effect: Effect) -> str:
    """The effect as a ratio and per 1,000 people and year."""
    per = [1000 * x for x in (effect.difference, effect.difference_lower, effect.difference_upper)]
    difference = (
        f"{signed(per[0])} per 1,000 people and year ({effect.level:.0%} interval {signed(per[1])} "
        f"to {signed(per[2])})"
    )
    if effect.ratio is None or effect.ratio_lower is None or effect.ratio_upper is None:
        return f"{difference} against comparison people; too few events for a ratio."
    change = [
        signed(100 * (ratio - 1), 0, "%")
        for ratio in (effect.ratio, effect.ratio_lower, effect.ratio_upper)
    ]
    return f"{change[0]} ({change[1]} to {change[2]}), {difference}, against comparison people."


def harm_in_words(findings: tuple[Finding, ...]) -> str:
    """The first line of the answer."""
    harmful = [one.words for one in findings if one.verdict is Verdict.HARM]
    open_ = [one.words for one in findings if one.verdict is Verdict.HARM_NOT_EXCLUDED]
    if harmful:
        return f"Harm was found: {'; '.join(harmful)}."
    if open_:
        return f"Harm was not found, and is not excluded: {'; '.join(open_)}."
    return "No harm was found, and more than 5% of it is excluded, for every outcome measured."


def _fell_by_itself(outcome: Outcome, effect: Effect) -> str:
    way = "fell" if effect.comparison_change < 0 else "rose"
    return (
        f"Regression to the mean: {begun_small(outcome.words)} of comparison people, as high "
        f"before, {way} by {abs(effect.comparison_change) * 1000:,.0f} per 1,000 people and year "
        "without the intervention. The same change in those who had it is not an effect."
    )


def begun_small(words: str) -> str:
    """Words as they stand inside a sentence: visits to A&E, NHS 111 calls."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
