"""Charlson scores of 100,000 random people with ICD-10 codes: the packages of others.

Run in the environment of a package: `comorbidipy FILE SCORES`, `pycomorb FILE SCORES`, or
`mapping FILE` for the codes that comorbidipy looks for. Times are of scoring, without importing
or reading.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def mapping(to: str) -> None:
    """Write comorbidipy's codes and weights."""
    calculator = comorbidipy()
    name = "charlson_icd10_quan"
    told = {"codes": calculator.mapping[name], "weights": calculator.weights[name]["charlson"]}
    Path(to).write_text(json.dumps(told))


def comorbidipy():
    """The package, which looks in pandas for a warning that has moved since."""
    import pandas.core.common

    pandas.core.common.SettingWithCopyWarning = Warning
    import comorbidipy.calculator

    return comorbidipy.calculator


def with_comorbidipy(flat: str) -> tuple[float, dict[int, int]]:
    """Seconds, and each person's score."""
    import warnings

    import pandas as pd

    warnings.simplefilter("ignore")
    calculator, frame = comorbidipy(), pd.read_parquet(flat)[["id", "code"]]
    started = time.perf_counter(), time.process_time()
    scored = calculator.comorbidity(frame, age=None, weighting="charlson")
    seconds = time.process_time() - started[1]
    scores = scored["comorbidity_score"].astype(int)
    return seconds, dict(zip(scored["id"].tolist(), scores.tolist(), strict=True))


def with_pycomorb(flat: str) -> tuple[float, dict[int, int]]:
    """Seconds, and each person's score."""
    import polars as pl
    from pycomorb import comorbidity

    frame = pl.read_parquet(flat)
    started = time.process_time()
    scored = comorbidity("charlson", frame, implementation="quan")
    seconds = time.process_time() - started
    table = scored[0] if isinstance(scored, tuple) else scored
    (name,) = [c for c in table.columns if c != "id" and "age" not in c.lower()][:1]
    return seconds, dict(zip(table["id"].to_list(), map(int, table[name].to_list()), strict=True))


if __name__ == "__main__":
    if sys.argv[1] == "mapping":
        mapping(sys.argv[2])
    else:
        score = {"pycomorb": with_pycomorb, "comorbidipy": with_comorbidipy}[sys.argv[1]]
        spent, found = score(sys.argv[2])
        Path(sys.argv[3]).write_text(json.dumps(found))
        print(json.dumps({"cpu_seconds": round(spent, 3), "people": len(found)}))
