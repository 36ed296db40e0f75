"""The same catalogue as pandas users write it: one filter and group for each thing looked for.

The first word is the folder of pandas' packages, which are looked for after ours.
Only the parts that take the time are asked: every leaf about events, answered as a set of people.
What follows from them (scores, bands, segments) is left out, in pandas' favour.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

sys.path.append(sys.argv[1])
import pandas as pd

from openpcn.engines.population import tree
from openpcn.engines.population.windows import days_of


def people_of(leaf: tree.FromEvents, events: pd.DataFrame, codes: dict, as_at: date) -> int:
    """How many people a leaf about events is true of."""
    wanted = sorted({code for name in leaf.clusters for code in codes[name]})
    ever = events[events["code_id"].isin(wanted)]
    first, last = days_of(getattr(leaf, "window", None), as_at)
    within = ever[ever["on"] <= np.datetime64(last)]
    if first is not None:
        within = within[within["on"] >= np.datetime64(first)]
    match leaf:
        case tree.Recorded(counting="days"):
            days = within.drop_duplicates(["person_id", "on"]).groupby("person_id").size()
            return int((days >= leaf.at_least).sum())
        case tree.Recorded():
            found = within.drop_duplicates(["person_id", "code_id"]).groupby("person_id").size()
            return int((found >= leaf.at_least).sum())
        case tree.FirstRecorded():
            began = ever.groupby("person_id")["on"].min()
            return int((began >= np.datetime64(first)).sum())
        case tree.Unresolved():
            ends = sorted({code for name in leaf.resolved_by for code in codes[name]})
            stood = within.groupby("person_id")["on"].max()
            ended = events[events["code_id"].isin(ends)].groupby("person_id")["on"].max()
            return int((~(ended.reindex(stood.index) > stood)).sum())
        case tree.Value():
            valued = within[within["value"].notna()]
            latest = valued.groupby("person_id")["value"].last()
            return int((latest >= leaf.thousandths / 1000).sum())


def main() -> None:
    """Answer every leaf for some practices, and print what it cost."""
    from benchmarks._population.workload import AS_AT, clusters
    from openpcn.rulebook import phenotypes

    catalogue = phenotypes.catalogue()
    codes = clusters(catalogue.clusters)
    leaves = dict.fromkeys(leaf for one in catalogue.definitions for leaf in one.leaves)
    of_events = [leaf for leaf in leaves if isinstance(leaf, tree.FromEvents)]
    started, rows, found = time.process_time(), 0, 0
    for file in sys.argv[2:]:
        events = pd.read_parquet(Path(file))
        events["on"] = pd.to_datetime(events["on"])
        events = events[events["on"] <= np.datetime64(AS_AT)]
        rows += len(events)
        found += sum(people_of(leaf, events, codes, AS_AT) for leaf in of_events)
    spent = time.process_time() - started
    print(json.dumps({"events": rows, "cpu_seconds": round(spent, 2), "found": found}))


if __name__ == "__main__":
    main()
