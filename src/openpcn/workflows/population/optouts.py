"""Who has opted out: left out of lists and counts for planning, and never of direct care."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from openpcn.kernel.disclosure import OptOuts, Purpose, may_be_used
from openpcn.workflows.population.partitions import check_partition
from openpcn.workflows.population.site_records import Answers, people_table, records_folder
from openpcn.workflows.population.storing import EVERYBODY

PURPOSES = {"care": Purpose.DIRECT_CARE, "planning": Purpose.PLANNING}
Counts = Mapping[tuple[str, str, str], int]
"""Practice, definition and answer → people."""


def optouts_of(practices: Collection[str]) -> dict[int, OptOuts]:
    """The people of some practices who opted out of anything, by their number."""
    found: dict[int, OptOuts] = {}
    wanted = ds.field("optout_national") | ds.field("optout_local")
    columns = ["person_id", "optout_national", "optout_local"]
    for code in sorted(practices):
        check_partition(records_folder(), code)
        file = records_folder() / f"practice={code}" / "person.parquet"
        for row in ds.dataset(file).to_table(columns=columns, filter=wanted).to_pylist():
            found[row["person_id"]] = OptOuts(
                national=row["optout_national"], local=row["optout_local"]
            )
    return found


def left_out(practices: Collection[str], purpose: Purpose) -> list[int]:
    """The numbers of those whose records may not be used for a purpose; none for direct care."""
    if purpose is Purpose.DIRECT_CARE:
        return []
    optouts = optouts_of(practices)
    return [who for who, out in optouts.items() if not may_be_used(purpose, out).allowed]


def those_who_count(
    answers: Answers, practices: Collection[str], use: str, columns: Collection[str]
) -> pa.Table:
    """Columns of the registered people of some practices, for a use, without who opted out."""
    table = people_table(answers, practices, [*columns, "person_id"])
    out = left_out(practices, PURPOSES[use])
    return table.filter(pc.invert(pc.is_in(table["person_id"], pa.array(out, pa.int64()))))


def without(
    counts: Counts,
    answers: Answers,
    practices: Collection[str],
    names: Collection[str],
    out: list[int],
) -> Counts:
    """Counts of some definitions, less the people who are left out."""
    if not out:
        return counts
    choices = [name for name in names if name in answers.kinds]
    words = sorted({f"flags_{answers.bit_of[name][0]}" for name in names if name in answers.bit_of})
    columns = ["practice_code", "person_id", *words, *choices]
    table = people_table(answers, practices, columns)
    table = table.filter(pc.is_in(table["person_id"], pa.array(out, pa.int64())))
    fewer = Counter[tuple[str, str, str]]()
    for key, n in counted(table, answers, names):
        fewer[key] += n
    return {key: n - fewer[key] for key, n in counts.items()}


def counted(
    table: pa.Table, answers: Answers, names: Collection[str]
) -> Iterator[tuple[tuple[str, str, str], int]]:
    """People by practice, definition and answer, among the rows of some people."""
    codes = table["practice_code"].combine_chunks().cast(pa.string()).dictionary_encode()
    practice, texts = codes.indices.to_numpy(), codes.dictionary.to_pylist()
    for name, label, true in [
        (EVERYBODY, "yes", np.ones(len(table), bool)),
        *truths(table, answers, names),
    ]:
        for at, n in enumerate(np.bincount(practice[true], minlength=len(texts))):
            if n:
                yield (texts[at], name, label), int(n)


def truths(
    table: pa.Table, answers: Answers, names: Collection[str]
) -> Iterator[tuple[str, str, np.ndarray]]:
    """Each answer of each definition, with whom it is true of."""
    for name in names:
        if name in answers.bit_of:
            word, place = answers.bit_of[name]
            flags = table[f"flags_{word}"].to_numpy().astype(np.uint64)
            yield name, "yes", (flags >> np.uint64(place)) & np.uint64(1) == 1
        elif name in answers.kinds:
            labels = table[name].cast(pa.string())
            for label in labels.unique().to_pylist():
                yield name, label, pc.equal(labels, label).to_numpy()
