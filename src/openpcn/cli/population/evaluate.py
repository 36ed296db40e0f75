"""`openpcn population evaluate`: whether an intervention helped, against comparison people."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from openpcn.cli.answers import AsJson
from openpcn.kernel.state import state_folder


def verb(
    plan: Annotated[Path, typer.Argument(metavar="PLAN.toml", help="Written beforehand")],
    records: Annotated[Path, typer.Option("--records", metavar="DIR", help="Folder of records")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where JSON and CSV are written")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Judge an intervention against matched comparison people; harm is said first."""
    from openpcn.workflows.population.evaluating import evaluate_plan
    from openpcn.workflows.population.evaluation_answers import as_json as in_json
    from openpcn.workflows.population.evaluation_answers import in_text, write_answer

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    found = evaluate_plan(plan, records, state=state_folder())
    if out is not None:
        write_answer(found, out)
    if as_json:
        import json

        print(json.dumps(in_json(found), indent=2, ensure_ascii=False, default=in_text))
        return
    answer = found.answer
    print(f"{answer.harm}\n")
    for warning in answer.warnings:
        print(f"Warning: {warning}")
    for finding in answer.findings:
        print(f"{finding.sentence}\n  {finding.regression_to_the_mean}")
    for target in answer.targets:
        print(target.sentence)
    for trial in (*answer.placebo_dates, *answer.negative_controls):
        print(trial.sentence)
    print(
        f"\n{found.title}: {answer.treated_matched:,} of {answer.treated:,} people who had it, "
        f"compared with {answer.comparison:,} who did not."
    )
    for why, number in found.left_out.items():
        print(f"Left out, {why}: {number:,}.")
    print("\n".join(filter(None, (found.label, found.not_assured))))
