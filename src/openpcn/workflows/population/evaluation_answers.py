"""The answer of an evaluation on disk: JSON that begins with harm, and two tables."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from openpcn.engines.evaluation import Finding, Trial
from openpcn.workflows.population.evaluating import Evaluated

ANSWER, EFFECTS, BALANCE = "evaluation.json", "effects.csv", "balance.csv"
EFFECT_FIELDS = (
    "what",
    "outcome",
    "words",
    "verdict",
    "difference",
    "difference_lower",
    "difference_upper",
    "ratio",
    "ratio_lower",
    "ratio_upper",
    "e_value",
    "sentence",
)


def as_json(found: Evaluated) -> dict[str, Any]:
    """The whole answer, harm first."""
    answer = asdict(found.answer)
    for plain, target in zip(answer["targets"], found.answer.targets, strict=True):
        plain["sentence"] = target.sentence
    rest = {key: value for key, value in asdict(found).items() if key != "answer"}
    return answer | rest


def write_answer(found: Evaluated, out: Path) -> tuple[Path, ...]:
    """Write the answer as evaluation.json, effects.csv and balance.csv."""
    out.mkdir(parents=True, exist_ok=True)
    places = tuple(out / name for name in (ANSWER, EFFECTS, BALANCE))
    text = json.dumps(as_json(found), indent=2, ensure_ascii=False, default=in_text)
    places[0].write_text(text + "\n", encoding="utf-8")
    answer = found.answer
    rows = [_finding_row(one) for one in answer.findings]
    rows += [_trial_row("earlier date", one) for one in answer.placebo_dates]
    rows += [_trial_row("negative control", one) for one in answer.negative_controls]
    with places[1].open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, EFFECT_FIELDS)
        writer.writeheader()
        writer.writerows(rows)
    with places[2].open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "treated_mean", "comparison_mean", "difference", "unmatched"])
        for line in answer.balance:
            table.writerow(asdict(line).values())
    return places


def in_text(value: Any) -> str:
    """A day as JSON writes it."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _finding_row(one: Finding) -> dict[str, Any]:
    effect = {key: value for key, value in asdict(one.effect).items() if key in EFFECT_FIELDS}
    return effect | {
        "what": "effect",
        "outcome": one.outcome,
        "words": one.words,
        "verdict": one.verdict.value,
        "e_value": one.e_value,
        "sentence": one.sentence,
    }


def _trial_row(what: str, one: Trial) -> dict[str, Any]:
    effect = {key: value for key, value in asdict(one.effect).items() if key in EFFECT_FIELDS}
    verdict = "found something" if one.found_something else "found nothing"
    return effect | {
        "what": what,
        "outcome": one.name,
        "verdict": verdict,
        "sentence": one.sentence,
    }
