"""Did it help? Refusals, warnings, order and words; and a reduced run of invented interventions."""

from __future__ import annotations

import inspect
from dataclasses import replace

import numpy as np
import pytest

from openpcn.engines import evaluation
from openpcn.engines.evaluation import (
    Better,
    Lever,
    Outcome,
    People,
    Progress,
    Verdict,
    evaluate,
    levers,
)
from openpcn.engines.evaluation.facts import rates
from openpcn.kernel.errors import NotPossible, NotRight
from tests.engines.evaluation.interventions import invent
from tests.engines.evaluation.seen import as_seen


@pytest.fixture(scope="module")
def helpful():
    return as_seen(invent(3, true_ratio=0.6, people=12_000, whole_practices=True))


@pytest.fixture(scope="module")
def harmful():
    return as_seen(invent(4, true_ratio=1.7, people=12_000, whole_practices=True))


@pytest.fixture(scope="module")
def useless():
    return as_seen(invent(5, true_ratio=1.0, people=12_000))


def test_a_helpful_intervention_is_found_and_the_answer_begins_with_harm_all_the_same(
    helpful,
) -> None:
    found = evaluate(*helpful)
    assert next(iter(found.__dataclass_fields__)) == "harm"
    assert found.harm == (
        "No harm was found, and more than 5% of it is excluded, for every outcome measured."
    )
    assert found.warnings == ()
    (finding,) = found.findings
    assert finding.verdict is Verdict.BENEFIT
    assert finding.effect.ratio_lower < 0.6 < finding.effect.ratio_upper
    assert "against comparison people" in finding.sentence
    assert finding.e_value > finding.e_value_of_limit > 1


def test_a_harmful_intervention_is_said_to_harm_in_the_first_line(harmful) -> None:
    found = evaluate(*harmful)
    assert found.harm == "Harm was found: Emergency admissions."
    assert found.findings[0].verdict is Verdict.HARM


def test_people_chosen_for_high_use_fall_back_and_that_is_not_called_an_effect(useless) -> None:
    people, outcomes = useless
    admissions = outcomes[0]
    fell = admissions.after[people.treated].mean() / admissions.before[people.treated].mean()
    assert fell < 0.75
    (finding,) = evaluate(people, outcomes).findings
    assert finding.verdict not in {Verdict.BENEFIT, Verdict.BENEFIT_IN_DOUBT, Verdict.HARM}
    assert "of comparison people, as high before, fell by" in finding.regression_to_the_mean
    assert finding.effect.comparison_change < 0


def test_without_anybody_to_compare_with_there_is_no_answer(helpful) -> None:
    people, outcomes = helpful
    everyone = replace(people, treated=np.ones_like(people.treated))
    with pytest.raises(NotPossible, match="There is nobody to compare with: everyone had"):
        evaluate(everyone, outcomes)
    of_them = people.treated
    alone = People(
        treated=people.treated[of_them],
        practice=people.practice[of_them],
        exact={name: values[of_them] for name, values in people.exact.items()},
        measured={name: values[of_them] for name, values in people.measured.items()},
        years_before=people.years_before[of_them],
        years_after=people.years_after[of_them],
    )
    with pytest.raises(NotPossible, match="is never shown alone"):
        evaluate(alone, [cut(one, of_them) for one in outcomes])
    unlike = replace(people, exact={"chosen": people.treated.astype(str)})
    with pytest.raises(NotPossible, match="no person without the intervention is like"):
        evaluate(unlike, outcomes)


def cut(outcome: Outcome, keep: np.ndarray) -> Outcome:
    return replace(outcome, before=outcome.before[keep], after=outcome.after[keep], earlier=None)


def test_nothing_in_the_engine_answers_without_comparison_people() -> None:
    """Whatever takes outcomes also takes who was treated, and refuses when all were."""
    answering = [
        getattr(evaluation, name)
        for name in evaluation.__all__
        if callable(getattr(evaluation, name)) and not inspect.isclass(getattr(evaluation, name))
    ]
    assert {one.__name__ for one in answering} == {"evaluate", "levers", "towards_target"}
    shown = {field for field in evaluation.Effect.__dataclass_fields__ if "before" in field}
    assert shown == set()


def test_harm_to_one_outcome_comes_before_benefit_to_another(helpful, harmful) -> None:
    people, outcomes = helpful
    chance = np.random.default_rng(1)
    worse = replace(
        outcomes[0],
        name="ed",
        words="Visits to A&E",
        after=outcomes[0].before * 0
        + chance.poisson(np.where(people.treated, 3.0, 1.0)).astype(float),
    )
    found = evaluate(people, [outcomes[0], worse])
    assert [one.outcome for one in found.findings] == ["ed", "ip_emergency"]
    assert found.harm == "Harm was found: Visits to A&E."


def test_more_can_be_better(helpful) -> None:
    people, (admissions, _) = helpful
    checks = replace(admissions, words="Health checks", better=Better.MORE)
    found = evaluate(people, [checks])
    assert found.findings[0].verdict is Verdict.HARM
    swapped = replace(checks, after=np.where(people.treated, 3.0, checks.after))
    assert evaluate(people, [swapped]).findings[0].verdict in {
        Verdict.BENEFIT,
        Verdict.BENEFIT_IN_DOUBT,
    }
    alike = replace(checks, after=np.full(people.treated.size, 1.0))
    flat = replace(alike, before=np.full(people.treated.size, 1.0), earlier=None)
    assert evaluate(people, [flat]).findings[0].verdict is Verdict.NO_CHANGE_SHOWN


def test_an_effect_on_what_is_beyond_reach_puts_a_benefit_in_doubt(helpful) -> None:
    people, (admissions, unrelated) = helpful
    moved = replace(unrelated, after=np.where(people.treated, 0.0, unrelated.after + 1.0))
    found = evaluate(people, [admissions, moved])
    assert found.negative_controls[0].found_something
    assert found.findings[0].verdict is Verdict.BENEFIT_IN_DOUBT
    assert "a change is found where there can be none" in found.warnings[0]


def test_people_who_differed_long_before_are_found_by_the_earlier_date(helpful) -> None:
    people, (admissions, _) = helpful
    other = replace(admissions, earlier=np.where(people.treated, 6.0, admissions.earlier))
    found = evaluate(people, [other])
    assert found.placebo_dates[0].found_something
    assert found.findings[0].verdict is Verdict.BENEFIT_IN_DOUBT


def test_few_practices_poor_balance_and_people_without_a_like_are_warned_of() -> None:
    made = invent(8, true_ratio=0.5, people=6000, practices=6, whole_practices=True)
    people, outcomes = as_seen(made)
    poorer = people.measured["deprivation"] + 4 * people.treated
    people = replace(people, measured=people.measured | {"deprivation": poorer})
    strict, lax = (evaluate(people, outcomes, caliper=reach) for reach in (0.01, 5))
    assert "One side has people of 3 practices only" in " ".join(strict.warnings)
    said = " ".join(strict.warnings)
    assert "have somebody to compare with; the answer is about those alone" in said
    assert strict.treated_matched < strict.treated
    assert "Those compared are not alike enough in: age; conditions; deprivation" in lax.warnings[0]
    assert any(line.is_poor for line in lax.balance)


def test_too_few_people_are_refused() -> None:
    people, outcomes = as_seen(invent(8, true_ratio=1, people=400))
    with pytest.raises(NotPossible, match="20 are the fewest that say anything"):
        evaluate(people, outcomes)
    with pytest.raises(NotPossible, match="Nobody had the intervention"):
        evaluate(replace(people, treated=np.zeros_like(people.treated)), outcomes)


def test_events_that_never_happen_have_a_difference_and_no_ratio(useless) -> None:
    people, outcomes = useless
    nothing = np.zeros(people.treated.size)
    never = replace(outcomes[0], before=nothing, after=nothing, earlier=None)
    target = Lever(words="Fewer", outcome=never.name, change=-0.3, source="test")
    found = evaluate(people, [never], targets=[target])
    assert found.findings[0].e_value is None
    assert "too few events for a ratio" in found.findings[0].sentence
    assert found.findings[0].verdict is Verdict.HARM_NOT_EXCLUDED
    assert found.targets[0].progress is Progress.CANNOT_TELL
    assert found.targets[0].sentence == "Fewer: cannot be told yet; there are too few events."


def test_a_target_is_measured_against_and_never_promised(helpful) -> None:
    people, outcomes = helpful
    third, tiny, most = (
        Lever(words=words, outcome="ip_emergency", change=change, source="test")
        for words, change in (("A third", -0.35), ("A little", -0.05), ("Nearly all", -0.95))
    )
    found = evaluate(people, outcomes, targets=[third, tiny, most]).targets
    assert [one.progress for one in found] == [
        Progress.CANNOT_TELL,
        Progress.REACHED,
        Progress.NOT_REACHED,
    ]
    assert "Measured against comparison people" in found[1].sentence
    assert found[0].share_lower < found[0].share < found[0].share_upper
    for lever in levers().values():
        assert -0.34 < lever.change <= -0.3


def test_targets_that_make_no_sense_are_refused(helpful) -> None:
    people, outcomes = helpful
    lever = Lever(words="All gone", outcome="ip_emergency", change=-1.5, source="test")
    with pytest.raises(NotRight, match=r"All gone: a rate cannot change by -1\.5"):
        evaluate(people, outcomes, targets=[lever])
    with pytest.raises(NotRight, match="about beds, which is not measured"):
        evaluate(people, outcomes, targets=[replace(lever, outcome="beds")])


def test_facts_that_cannot_be_are_refused(helpful) -> None:
    people, outcomes = helpful
    with pytest.raises(NotRight, match="No outcome is named"):
        evaluate(people, [])
    with pytest.raises(NotRight, match="Every outcome is a control"):
        evaluate(people, [outcomes[1]])
    with pytest.raises(NotRight, match="ip_emergency after has 3 people; there are 12000"):
        evaluate(people, [replace(outcomes[0], after=np.ones(3))])
    for wrong in (-1.0, np.nan):
        age = people.measured["age"].copy()
        age[7] = wrong
        with pytest.raises(NotRight, match="age has a number that is not known or below nought"):
            evaluate(replace(people, measured=people.measured | {"age": age}), outcomes)


def test_the_same_facts_give_the_same_answer(useless) -> None:
    assert evaluate(*useless) == evaluate(*useless)


def test_people_who_leave_early_count_for_the_time_they_were_there() -> None:
    assert rates(np.array([1.0, 1, 0]), np.array([0.5, 1, 0])).tolist() == [2, 1, 0]


def test_a_reduced_run_of_invented_interventions_holds_the_truth() -> None:
    """The thousand of each kind are run by `run.py soak evaluation`."""
    held, benefit = [], []
    for whole in (False, True):
        for true_ratio in (0.8, 1.0, 1.25):
            for seed in range(14):
                made = invent(5000 + seed, true_ratio=true_ratio, whole_practices=whole)
                finding = evaluate(*as_seen(made)).findings[0]
                effect = finding.effect
                held.append(effect.ratio_lower <= true_ratio <= effect.ratio_upper)
                if true_ratio >= 1:
                    benefit.append(finding.verdict is Verdict.BENEFIT)
    assert np.mean(held) >= 0.88
    assert np.mean(benefit) <= 0.08
