"""A practice's rows as its four tables: people under numbers, impossible rows put aside.

What is put aside: rows of nobody, days before birth or after the extract was taken, ends before
starts, and codes that cannot be. Rows may come in any order, and more than once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from openpcn.kernel.clinical_codes import SYSTEMS, tidy_clinical_code, trouble_with
from openpcn.kernel.records import SCHEMAS
from openpcn.sources.records.raw import Tally
from openpcn.workflows.population.codebook import CodeBook
from openpcn.workflows.population.pseudonyms import clinician_numbers, person_numbers
from openpcn.workflows.population.raw_columns import (
    OPEN,
    Bools,
    Ints,
    by_person_and_day,
    day_numbers,
    different,
    from_days,
    mix_equal,
    plain,
    positions,
)

Numbering = Callable[[Iterable[str], bytes], NDArray[np.integer]]
AGAIN = {
    "registration": "registrations that were there already (same days), kept once",
    "event": "events that were there already (same day, code, kind and value), kept once",
    "encounter": "encounters that were there already (same days, setting, role and clinician), "
    "kept once",
}
MIXER = 0x1E3779B97F4A7C15
AFTER = "is dated after the extract was taken"
BEFORE_BIRTH = "is dated before birth"
NOBODY = "is of nobody among the patients"
BACKWARDS = "ends before it starts"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a practice's rows are judged by."""

    extracted_on: date
    key: bytes
    book: CodeBook
    tally: Tally
    unsaid_is_out: bool = True
    """Whether people of whom no opt-out is said are taken as opted out."""
    numbered: dict[str, int] = field(default_factory=dict)
    """The numbers of the practice's people, each worked out once for all tables."""

    def of_people(self, names: Iterable[str], key: bytes) -> Ints:
        """The number of each name."""
        listed = list(names)
        new = [name for name in listed if name not in self.numbered]
        self.numbered.update(zip(new, person_numbers(new, key).tolist(), strict=True))
        return np.array([self.numbered[name] for name in listed], np.int64)


@dataclass(frozen=True, kw_only=True)
class Known:
    """The people of a practice: numbers, rising, and the day of birth's month."""

    numbers: Ints
    born: Ints

    def find(self, numbers: Ints) -> tuple[Ints, Bools]:
        """Where people stand, and whether they are among them."""
        at = np.minimum(np.searchsorted(self.numbers, numbers), max(len(self.numbers) - 1, 0))
        return at, self.numbers[at] == numbers if len(self.numbers) else at < 0

    def find_each(self, names: pa.ChunkedArray, rules: Rules) -> tuple[Ints, Bools]:
        """The same for a column of names; each different name is looked for once."""
        one = names.combine_chunks()
        at, there = self.find(rules.of_people(one.dictionary.to_pylist(), rules.key))
        row = np.asarray(one.indices.fill_null(len(at)).to_numpy())
        return np.append(at, 0)[row], np.append(there, False)[row]


def settle(raw: dict[str, pa.Table], rules: Rules) -> dict[str, pa.Table]:
    """The four tables, in order, with what was put aside in the tally."""
    person, known = settle_people(raw["person"], rules)
    return {
        "person": person,
        "registration": settle_registrations(raw["registration"], known, rules),
        "event": settle_events(raw["event"], known, rules),
        "encounter": settle_encounters(raw["encounter"], known, rules),
    }


def settle_people(rows: pa.Table, rules: Rules) -> tuple[pa.Table, Known]:
    """Everyone once; what nobody said of opt-outs is taken as the rules say."""
    number = numbers_of(rows["person"], rules.key, rules.of_people)
    born, died = day_numbers(rows["birth_month"]), day_numbers(rows["death_on"])
    today = day_of(rules)
    aside = Aside(rows, "person", rules.tally)
    aside.put(born == OPEN, "birth_month is empty")
    aside.put(born > today, AFTER)
    aside.put((died != OPEN) & (died < born), "died before birth")
    first = np.zeros(len(number), dtype=np.bool_)
    usable = np.flatnonzero(aside.kept)
    first[usable[np.unique(number[usable], return_index=True)[1]]] = True
    aside.put(~first, "is a patient who was there already")
    later = aside.kept & (died > today)
    rules.tally.noticed["deaths after the extract was taken, left out"] += int(later.sum())
    order = np.flatnonzero(aside.kept)[np.argsort(number[aside.kept])]
    chosen = rows.take(pa.array(order))
    columns: dict[str, pa.Array] = {
        name: plain(chosen[name]) for name in SCHEMAS["person"].names if name != "person_id"
    }
    columns["person_id"] = pa.array(number[order])
    columns["sex"] = columns["sex"].fill_null("U")
    columns["death_on"] = from_days(np.where(later, OPEN, died)[order])
    out = rules.unsaid_is_out
    for name, unsaid in (("care_home", False), ("optout_national", out), ("optout_local", out)):
        missing = columns[name].null_count
        rules.tally.noticed[f"{name} not given, taken as {'yes' if unsaid else 'no'}"] += missing
        columns[name] = columns[name].fill_null(unsaid)
    table = pa.table(columns, schema=SCHEMAS["person"])
    return table, Known(numbers=number[order], born=born[order])


def settle_registrations(rows: pa.Table, known: Known, rules: Rules) -> pa.Table:
    """Registrations of people who are known; an end that is still to come is open."""
    aside, at, starts, ends = dated(rows, "registration", "starts_on", known, rules)
    ends = np.where(ends > day_of(rules), OPEN, ends)
    order = in_order(aside, [starts, at], [ends])
    columns = {
        "person_id": pa.array(known.numbers[at[order]]),
        "practice_code": plain(rows["practice_code"].take(pa.array(order))),
        "starts_on": from_days(starts[order]),
        "ends_on": from_days(ends[order]),
    }
    return pa.table(columns, schema=SCHEMAS["registration"])


def settle_events(rows: pa.Table, known: Known, rules: Rules) -> pa.Table:
    """Events with codes that can be, under their numbers in the list of codes."""
    aside, at, on, _ = dated(rows, "event", "on", known, rules)
    code = settle_codes(rows, aside, rules)
    value = np.asarray(rows["value"].fill_null(np.nan).to_numpy(), dtype=np.float32)
    kind = np.asarray(rows["kind"].to_numpy(), dtype=np.int64)
    bits = np.ascontiguousarray(value).view(np.int32).astype(np.int64)
    order = in_order(aside, [on, at], [(code << 8) + kind, bits])
    columns = {
        "person_id": pa.array(known.numbers[at[order]]),
        "code_id": pa.array(code[order].astype(np.uint32)),
        "on": from_days(on[order]),
        "value": pa.array(value[order], mask=np.isnan(value[order])),
        "kind": pa.array(kind[order].astype(np.int8)),
    }
    return pa.table(columns, schema=SCHEMAS["event"])


def settle_encounters(rows: pa.Table, known: Known, rules: Rules) -> pa.Table:
    """Encounters; clinicians get numbers like people."""
    aside, at, starts, ends = dated(rows, "encounter", "starts_on", known, rules)
    setting, role = (positions(rows[name]) for name in ("setting", "role"))
    clinician = positions(rows["clinician"])
    order = in_order(aside, [starts, at], [ends, setting, role, clinician])
    chosen = rows.take(pa.array(order))
    number = numbers_of(chosen["clinician"], rules.key, clinician_numbers)
    columns = {
        "person_id": pa.array(known.numbers[at[order]]),
        "starts_on": from_days(starts[order]),
        "ends_on": from_days(ends[order]),
        "setting": plain(chosen["setting"]),
        "role": plain(chosen["role"]),
        "clinician": pa.array(number.astype(np.int32), mask=clinician[order] < 0),
    }
    return pa.table(columns, schema=SCHEMAS["encounter"])


class Aside:
    """Which rows of a table are kept, and why the others are not."""

    def __init__(self, rows: pa.Table, table: str, tally: Tally) -> None:
        self._rows, self._table, self._tally = rows, table, tally
        self.kept = np.ones(len(rows), dtype=np.bool_)

    def put(self, these: Bools, reason: str, values: Callable[[int], str] | None = None) -> None:
        """Put these rows aside, unless they are already."""
        for at in np.flatnonzero(these & self.kept):
            self._tally.reject(
                self._rows["file"][int(at)].as_py(),
                self._rows["row"][int(at)].as_py(),
                f"{self._table} {reason}",
                values(int(at)) if values else "",
            )
        self.kept &= ~these

    def note_again(self, many: int) -> None:
        """Count rows that are the same as another."""
        self._tally.noticed[AGAIN[self._table]] += many


def dated(
    rows: pa.Table, table: str, day: str, known: Known, rules: Rules
) -> tuple[Aside, Ints, Ints, Ints]:
    """What is judged alike everywhere: whose it is, and that its days can be."""
    aside = Aside(rows, table, rules.tally)
    at, there = known.find_each(rows["person"], rules)
    aside.put(~there, NOBODY)
    starts = day_numbers(rows[day])
    ends = np.full(len(rows), OPEN)
    if "ends_on" in rows.column_names:
        ends = day_numbers(rows["ends_on"])
    aside.put(starts > day_of(rules), AFTER)
    if len(known.born):
        aside.put(starts < known.born[at], BEFORE_BIRTH)
    aside.put((ends != OPEN) & (ends < starts), BACKWARDS)
    return aside, at, starts, ends


def settle_codes(rows: pa.Table, aside: Aside, rules: Rules) -> Ints:
    """The number of each row's code; rows whose code cannot be are put aside."""
    system, code = (rows[name].combine_chunks() for name in ("system", "code"))
    codes = len(code.dictionary) + 1
    pair = (positions(system) + 1) * codes + positions(code) + 1
    first, which = different(pair, (len(system.dictionary) + 1) * codes)
    chosen = rows.select(["system", "code", "display"]).take(pa.array(first))
    texts = (plain(chosen[name]).to_pylist() for name in chosen.column_names)
    named = [(system, code, display or "") for system, code, display in zip(*texts, strict=True)]
    troubles = [trouble_of(system, code, rules.book) for system, code, _ in named]
    named = [(system, tidy_clinical_code(system, code), display) for system, code, display in named]
    for trouble in dict.fromkeys(filter(None, troubles)):
        these = np.array([one == trouble for one in troubles])
        aside.put(these[which], trouble, lambda at: str(code[at].as_py()))
    usable = [at for at, trouble in enumerate(troubles) if not trouble]
    number = np.zeros(len(named), dtype=np.int64)
    number[usable] = rules.book.numbers(named[at] for at in usable)
    return number[which]


def trouble_of(system: str, code: str, book: CodeBook) -> str:
    """Why a code cannot be used; codes that are held already have been looked at."""
    if system not in SYSTEMS:
        return f"is coded in {system!r}, which is none of {', '.join(SYSTEMS)}"
    if (system, code) in book:
        return ""
    trouble = trouble_with(system, code)
    return f"has a code that cannot be: {trouble}" if trouble else ""


def in_order(aside: Aside, keys: list[Ints], rest: list[Ints]) -> Ints:
    """The kept rows by day within person (keys: day, person), each once.

    Rows of one person and day are brought together by a hash of the rest; whether two are the
    same is told from the columns themselves.
    """
    chosen = np.flatnonzero(aside.kept)
    day, person = (column[chosen] for column in keys)
    sorted_by, again = by_person_and_day(person, day)
    mixed = np.zeros(len(chosen), dtype=np.int64)
    for column in rest:
        mixed = (mixed ^ column[chosen]) * MIXER
    mix_equal(sorted_by, again, mixed)
    order = chosen[sorted_by]
    second = np.flatnonzero(again) + 1
    for column in rest:
        second = second[column[order[second]] == column[order[second - 1]]]
    aside.note_again(len(second))
    return np.delete(order, second)


def numbers_of(column: pa.ChunkedArray, key: bytes, number: Numbering) -> Ints:
    """Numbers for names; each different name is worked out once."""
    one = column.combine_chunks()
    made = number(("" if name is None else name for name in one.dictionary.to_pylist()), key)
    made = np.append(made, 0).astype(np.int64)
    return np.asarray(made[one.indices.fill_null(len(made) - 1).to_numpy()])


def day_of(rules: Rules) -> int:
    """The day of the extract as a number."""
    return rules.extracted_on.toordinal() - date(1970, 1, 1).toordinal()
