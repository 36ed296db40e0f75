"""The least that any engine has to do: decode the columns of events and encounters, and add up."""

from __future__ import annotations

import json
import sys

import duckdb

from openpcn.workflows.population.running import peak_mb

EVENT = "sum(person_id), sum(code_id), sum(date_diff('day', date '1970-01-01', \"on\")), sum(value)"
ENCOUNTER = (
    "sum(person_id), sum(date_diff('day', date '1970-01-01', starts_on)), "
    "sum(date_diff('day', date '1970-01-01', ends_on)), sum(length(setting)), "
    "sum(length(role)), sum(clinician)"
)

if __name__ == "__main__":
    con = duckdb.connect(config={"threads": 2})
    for table, sums in (("event", EVENT), ("encounter", ENCOUNTER)):
        files = f"{sys.argv[1]}/*/{table}.parquet"
        con.execute(f"select {sums} from read_parquet('{files}', hive_partitioning = false)")
        con.fetchall()
    print(json.dumps({"peak_mb": peak_mb()}))
