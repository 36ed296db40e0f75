"""The same tree as SQL: the portable form, and the slow second opinion.

A statement reads the tables person, registration, event and encounter, each with a column
`practice`, and cluster_code(cluster, code_id). It gives one row for each person who is counted:
practice, person_id, and a column for each definition: flags as 0 and 1, labels as their places.
Definitions are asked in batches, because planners are slow with very many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from sqlglot import exp, select
from sqlglot.expressions import Select

from openpcn.engines.population import tree
from openpcn.engines.population.definitions import Catalogue, Definition
from openpcn.engines.population.sql_leaves import (
    WHO,
    as_column,
    between,
    bracketed,
    column,
    day,
    joined_and,
    joined_or,
    negated,
    number,
    whom,
)
from openpcn.engines.population.tree import Flag, Leaf

LookedUp = tree.FromEvents | tree.FromEncounters

TOGETHER = 40
PERSON = (
    "sex",
    "birth_month",
    "lsoa21",
    "imd_decile",
    "ethnicity16",
    "language",
    "interpreter",
    "care_home",
    "optout_national",
    "optout_local",
    "arrived_on",
)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A statement and the definitions whose answers it gives."""

    names: tuple[str, ...]
    statement: Select


def batches(catalogue: Catalogue, as_at: date, *, together: int = TOGETHER) -> Iterator[Batch]:
    """Statements that together answer the catalogue; each works out what it uses itself."""
    names = [one.name for one in catalogue.definitions]
    for start in range(0, len(names), together):
        some = tuple(names[start : start + together])
        yield Batch(names=some, statement=statement(catalogue.only(some), some, as_at))


def statement(catalogue: Catalogue, names: Sequence[str], as_at: date) -> Select:
    """One statement for these definitions of a catalogue: steps, each from those before."""
    leaves = dict.fromkeys(leaf for one in catalogue.definitions for leaf in one.leaves)
    looked_up = [leaf for leaf in leaves if isinstance(leaf, LookedUp)]
    writing = Writing(
        named={one.name: one for one in catalogue.definitions},
        column_of={leaf: f"leaf_{at}" for at, leaf in enumerate(looked_up)},
        as_at=as_at,
    )
    steps = {**first_steps(as_at), **leaf_steps(writing, looked_up)}
    last = "known"
    for level, some in enumerate(levels(catalogue)):
        added = [as_column(writing.answer(one), one.name) for one in some]
        query = select("*").from_(last).select(*added, copy=False)
        last = f"step_{level}"
        steps[last] = query
    answered = select(*WHO, *(column(name) for name in names)).from_(last)
    for name, step in steps.items():
        answered = answered.with_(name, as_=step, copy=False)
    return answered


def leaf_steps(writing: Writing, leaves: Sequence[LookedUp]) -> dict[str, exp.Query]:
    """Everybody counted, with a column of 0 and 1 for each leaf that is looked up."""
    everybody = select(*(f"counted.{name}" for name in (*WHO, *PERSON))).from_("counted")
    if not leaves:
        return {"known": everybody}
    rows: list[exp.Query] = [
        whom(leaf, writing.as_at).select(as_column(number(at), "leaf"), copy=False)
        for at, leaf in enumerate(leaves)
    ]
    found = reduce(lambda some, row: exp.union(some, row, distinct=False, copy=False), rows)
    wide = select(*WHO, *map(leaf_column, range(len(leaves)))).from_("found").group_by(*WHO)
    everybody = everybody.join("wide", using=list(WHO), join_type="left")
    everybody = everybody.select(*(f"wide.{name}" for name in writing.column_of.values()))
    return {"found": found, "wide": wide, "known": everybody}


def leaf_column(at: int) -> exp.Expr:
    """1 where a leaf was found true, else 0."""
    mine = exp.EQ(this=column("leaf"), expression=number(at))
    return as_column(exp.Max(this=exp.Case().when(mine, number(1)).else_(number(0))), f"leaf_{at}")


def first_steps(as_at: date) -> dict[str, exp.Query]:
    """Who is counted, what happened to them and whom they met."""
    registered = (
        select(*WHO)
        .distinct()
        .from_("registration")
        .where(
            exp.LTE(this=column("starts_on"), expression=day(as_at)),
            is_open_or(column("ends_on"), exp.GTE, as_at),
            exp.EQ(this=column("practice_code"), expression=column("practice")),
        )
    )
    counted = (
        select(*WHO, *PERSON)
        .from_("person")
        .join("registered", using=list(WHO))
        .where(is_open_or(column("death_on"), exp.GT, as_at))
    )
    encounter = ("starts_on", "ends_on", "setting", "role", "clinician")
    return {
        "registered": registered,
        "counted": counted,
        "happened": dated("event", "on", ("code_id", "on", "value"), as_at),
        "met": dated("encounter", "starts_on", encounter, as_at),
    }


def is_open_or(found: exp.Column, compare: type[exp.Binary], as_at: date) -> exp.Expr:
    """Whether there is no day, or it compares."""
    missing = exp.Is(this=found, expression=exp.Null())
    return joined_or(missing, compare(this=found.copy(), expression=day(as_at)))


def dated(table: str, name: str, columns: Sequence[str], as_at: date) -> Select:
    """Rows of people who are counted, from their birth to the day asked about."""
    on = column(name)
    return (
        select(*WHO, *(column(one) for one in columns))
        .from_(table)
        .join("counted", using=list(WHO))
        .where(
            exp.LTE(this=on, expression=day(as_at)),
            exp.GTE(this=on.copy(), expression=column("birth_month")),
        )
    )


def levels(catalogue: Catalogue) -> list[list[Definition]]:
    """Definitions in steps, each after those that it uses."""
    depth: dict[str, int] = {}
    steps: list[list[Definition]] = []
    for one in catalogue.definitions:
        depth[one.name] = max((depth[other] + 1 for other in one.uses), default=0)
        if depth[one.name] == len(steps):
            steps.append([])
        steps[depth[one.name]].append(one)
    return steps


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What is known while definitions become columns."""

    named: dict[str, Definition]
    column_of: dict[Leaf, str]
    as_at: date

    def answer(self, one: Definition) -> exp.Expr:
        """A definition's answer as a whole number."""
        match one.rule:
            case tree.Sum() as rule:
                return self.total(rule)
            case tree.Bands() as rule:
                place = number(0)
                case = exp.Case()
                starts = [band.starts_at for band in rule.bands if band.starts_at is not None]
                for at, start in reversed(list(enumerate(starts, 1))):
                    reached = exp.GTE(this=column(rule.score), expression=number(start))
                    case = case.when(reached, number(at))
                return case.else_(place) if starts else place
            case tree.Segments() as rule:
                case = exp.Case()
                for at, segment in enumerate(rule.of):
                    case = case.when(self.truth(segment.when), number(at))
                return case.else_(number(len(rule.of)))
            case rule:
                return self.as_number(rule)

    def total(self, rule: tree.Sum) -> exp.Expr:
        """A sum of weights."""
        added: exp.Expr = number(0)
        for one in rule.of:
            case = exp.Case().when(self.truth(one.when), number(one.weight)).else_(number(0))
            added = exp.Add(this=added, expression=bracketed(case))
        return added

    def as_number(self, flag: Flag) -> exp.Expr:
        """A flag as 0 or 1."""
        return exp.Case().when(self.truth(flag), number(1)).else_(number(0))

    def truth(self, flag: Flag) -> exp.Expr:
        """Whether a flag is true; never unknown."""
        match flag:
            case tree.All():
                return bracketed(joined_and(exp.true(), *map(self.truth, flag.of)))
            case tree.AnyOf():
                return bracketed(joined_or(exp.false(), *map(self.truth, flag.of)))
            case tree.Not():
                return bracketed(negated(bracketed(self.truth(flag.of))))
            case tree.AtLeast():
                ones = tuple(tree.Weighted(weight=1, when=part) for part in flag.of)
                return exp.GTE(
                    this=bracketed(self.total(tree.Sum(of=ones))), expression=number(flag.number)
                )
            case tree.Uses():
                return exp.EQ(this=column(flag.definition), expression=number(1))
            case tree.Falls():
                labels = self.named[flag.definition].labels
                places = [number(labels.index(label)) for label in flag.labels]
                return column(flag.definition).isin(*places)
            case tree.Scores():
                return self.within(column(flag.definition), flag.lowest, flag.highest)
            case tree.Is() | tree.OneOf() | tree.Known() | tree.Between() | tree.Arrived():
                return known(self.of_person(flag))
            case _:
                return known(exp.EQ(this=column(self.column_of[flag]), expression=number(1)))

    def of_person(self, flag: tree.FromPerson) -> exp.Expr:
        """A flag about the person; unknown where the column is."""
        match flag:
            case tree.Is():
                return column(flag.trait)
            case tree.OneOf():
                return column(flag.label).isin(*map(exp.Literal.string, flag.values))
            case tree.Known():
                return negated(exp.Is(this=column(flag.label), expression=exp.Null()))
            case tree.Arrived():
                return between(column("arrived_on"), flag.window, self.as_at)
            case tree.Between(measure="imd_decile"):
                return self.within(column("imd_decile"), flag.lowest or 0, flag.highest)
            case _:
                months = 1 if flag.measure == "age_months" else 12
                lowest = max(0, (flag.lowest or 0) * months)
                highest = None if flag.highest is None else flag.highest * months + months - 1
                return self.within(self.months_old(), lowest, highest)

    def months_old(self) -> exp.Expr:
        """Completed months of age."""
        born = column("birth_month")
        months = exp.Add(
            this=exp.Mul(this=exp.Year(this=born), expression=number(12)),
            expression=exp.Month(this=born.copy()),
        )
        today = number(self.as_at.year * 12 + self.as_at.month)
        return bracketed(exp.Sub(this=today, expression=bracketed(months)))

    def within(self, found: exp.Expr, lowest: int | None, highest: int | None) -> exp.Expr:
        """Whether a number lies between two, both included."""
        tests: list[exp.Expr] = [exp.true()]
        if lowest is not None:
            tests.append(exp.GTE(this=found.copy(), expression=number(lowest)))
        if highest is not None:
            tests.append(exp.LTE(this=found.copy(), expression=number(highest)))
        return bracketed(joined_and(*tests))


def known(flag: exp.Expr) -> exp.Expr:
    """A flag, no where it is not known."""
    return exp.Coalesce(this=bracketed(flag), expressions=[exp.false()])
