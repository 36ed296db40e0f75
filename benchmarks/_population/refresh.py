"""One practice again: its extract as CSV read, judged, and its partition replaced on the disk.

What is included: reading and parsing the files, numbering people, judging every row and code,
sorting, Parquet, waiting for the disk, the exchange of the folders and the manifest. The process
is warm and the files are in the memory of the system; the first round is not counted.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from openpcn.workflows.population.generate import generate
from openpcn.workflows.population.loading import load_records

PRACTICE = "Z90041"
ON = date(2026, 10, 1)
ROUNDS = 9
COLUMNS = {
    "person": """person_id patient_id, sex, strftime(birth_month, '%Y-%m') birth_month, death_on,
        lsoa21, imd_decile, ethnicity16, language, interpreter, care_home, optout_national,
        optout_local, arrived_on from held""",
    "registration": "person_id patient_id, starts_on, ends_on from held",
    "event": """person_id patient_id, "on", system, code, display, value, kind
        from held join code using (code_id)""",
    "encounter": "person_id patient_id, starts_on, ends_on, setting, role, clinician from held",
}


def write_extract(folder: Path) -> None:
    """The extract of an invented practice of about 8,000 people."""
    with tempfile.TemporaryDirectory() as made:
        records = Path(made)
        generate(people=60_000, out=records, only=(PRACTICE,))
        database = duckdb.connect()
        database.sql(f"create view code as select * from '{records}/code.parquet'")
        for table, wanted in COLUMNS.items():
            held = f"'{records}/practice={PRACTICE}/{table}.parquet'"
            database.sql(
                f"copy (select '{PRACTICE}' practice_code, {wanted.replace('held', held)}) "
                f"to '{folder}/{table}.csv' (header)"
            )


def main() -> None:
    """Load it again and again, and print the median."""
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    folder = words.parse_args().folder
    extract, records = folder / "extract", folder / "refreshed"
    if not extract.exists():
        extract.mkdir(parents=True)
        write_extract(extract)
    wall, cpu = [], []
    for _ in range(ROUNDS):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        done = load_records(extract, into=records, extracted_on=ON, key=b"k" * 32, synthetic=True)
        wall.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    [one] = done.practices
    told = {
        "people": one.people,
        "events": one.events,
        "encounters": one.encounters,
        "bytes": sum(file.stat().st_size for file in extract.iterdir()),
        "seconds": sorted(wall[1:])[len(wall) // 2 - 1],
        "cpu_seconds": sorted(cpu[1:])[len(cpu) // 2 - 1],
        "least_seconds": min(wall),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
