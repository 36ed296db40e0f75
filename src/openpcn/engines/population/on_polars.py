"""The third opinion: the same tree asked of Polars, one practice after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl

from openpcn.engines.population import tree
from openpcn.engines.population.answers import PracticeAnswers, from_columns
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.polars_leaves import inside, rows_of_encounters, rows_of_events
from openpcn.engines.population.reading import Partition
from openpcn.engines.population.tree import Flag, Leaf


def answer_with_polars(
    catalogue: Catalogue, codes: Codes, as_at: date, partitions: Iterable[Partition]
) -> Iterator[PracticeAnswers]:
    """Each practice's answers, whatever the order of the rows in its files."""
    for partition in partitions:
        people = counted(partition, as_at)
        events = dated(partition, people, "event", "on", as_at)
        encounters = dated(partition, people, "encounter", "starts_on", as_at)
        found: dict[Leaf, str] = {}
        for leaf in dict.fromkeys(leaf for one in catalogue.definitions for leaf in one.leaves):
            if isinstance(leaf, tree.FromEvents):
                rows = rows_of_events(leaf, events, codes, as_at)
            elif isinstance(leaf, tree.FromEncounters):
                rows = rows_of_encounters(leaf, encounters, as_at)
            else:
                continue
            found[leaf] = f"leaf {len(found)}"
            people = people.with_columns(pl.col("row").is_in(rows.implode()).alias(found[leaf]))
        writing = Writing(catalogue, found, as_at)
        for one in catalogue.definitions:
            people = people.with_columns(writing.answer(one.rule).alias(one.name))
        columns = {one.name: people[one.name].to_numpy() for one in catalogue.definitions}
        ids = people["person_id"].to_numpy()
        yield from_columns(catalogue, partition.practice, ids, columns)


def counted(partition: Partition, as_at: date) -> pl.DataFrame:
    """Everybody registered on the day and alive, numbered."""
    listed = pl.read_parquet(partition.file("registration"), hive_partitioning=False).filter(
        (pl.col("practice_code") == partition.practice)
        & (pl.col("starts_on") <= as_at)
        & (pl.col("ends_on").is_null() | (pl.col("ends_on") >= as_at))
    )
    people = pl.read_parquet(partition.file("person"), hive_partitioning=False)
    alive = people.filter(pl.col("death_on").is_null() | (pl.col("death_on") > as_at))
    return alive.join(listed, on="person_id", how="semi").with_row_index("row")


def dated(
    partition: Partition, people: pl.DataFrame, table: str, on: str, as_at: date
) -> pl.DataFrame:
    """Rows of people who are counted, from their birth to the day asked about."""
    rows = pl.read_parquet(partition.file(table), hive_partitioning=False)
    who = people.select("person_id", "row", "birth_month")
    return rows.join(who, on="person_id").filter(
        (pl.col(on) <= as_at) & (pl.col(on) >= pl.col("birth_month"))
    )


@dataclass(frozen=True)
class Writing:
    """What is known while definitions become columns."""

    catalogue: Catalogue
    column_of: dict[Leaf, str]
    as_at: date

    def answer(self, rule: tree.Rule) -> pl.Expr:
        """A definition's answer: a flag, a score, or the place of a label."""
        match rule:
            case tree.Sum():
                return self.total(rule)
            case tree.Bands():
                starts = [band.starts_at for band in rule.bands if band.starts_at is not None]
                reached = [(pl.col(rule.score) >= start).cast(pl.Int32) for start in starts]
                return pl.sum_horizontal(pl.lit(0), *reached)
            case tree.Segments():
                place = pl.lit(len(rule.of))
                for at, segment in reversed(list(enumerate(rule.of))):
                    place = pl.when(self.truth(segment.when)).then(at).otherwise(place)
                return place
            case _:
                return self.truth(rule)

    def total(self, rule: tree.Sum) -> pl.Expr:
        """A sum of weights."""
        parts = [self.truth(one.when).cast(pl.Int32) * one.weight for one in rule.of]
        return pl.sum_horizontal(pl.lit(0, pl.Int32), *parts)

    def truth(self, flag: Flag) -> pl.Expr:
        """Whether a flag is true; never unknown."""
        match flag:
            case tree.All():
                return reduce(pl.Expr.and_, map(self.truth, flag.of), pl.lit(True))
            case tree.AnyOf():
                return reduce(pl.Expr.or_, map(self.truth, flag.of), pl.lit(False))
            case tree.Not():
                return self.truth(flag.of).not_()
            case tree.AtLeast():
                ones = tuple(tree.Weighted(weight=1, when=part) for part in flag.of)
                return self.total(tree.Sum(of=ones)) >= flag.number
            case tree.Uses():
                return pl.col(flag.definition)
            case tree.Falls():
                labels = self.catalogue.named[flag.definition].labels
                places = [labels.index(label) for label in flag.labels]
                return pl.col(flag.definition).is_in(places)
            case tree.Scores():
                return within(pl.col(flag.definition), flag.lowest, flag.highest)
            case tree.Is() | tree.OneOf() | tree.Known() | tree.Between() | tree.Arrived():
                return self.of_person(flag).fill_null(False)
            case _:
                return pl.col(self.column_of[flag])

    def of_person(self, flag: tree.FromPerson) -> pl.Expr:
        """A flag about the person; unknown where the column is."""
        match flag:
            case tree.Is():
                return pl.col(flag.trait)
            case tree.OneOf():
                return pl.col(flag.label).is_in(flag.values)
            case tree.Known():
                return pl.col(flag.label).is_not_null()
            case tree.Arrived():
                return inside("arrived_on", flag.window, self.as_at)
            case tree.Between(measure="imd_decile"):
                return within(pl.col("imd_decile"), flag.lowest or 0, flag.highest)
            case _:
                born = pl.col("birth_month").dt
                months = born.year().cast(pl.Int32) * 12 + born.month().cast(pl.Int32)
                age = self.as_at.year * 12 + self.as_at.month - months
                if flag.measure == "age_years":
                    age = age // 12
                return within(age, flag.lowest, flag.highest) & (age >= 0)


def within(found: pl.Expr, lowest: int | None, highest: int | None) -> pl.Expr:
    """Whether a number lies between two, both included."""
    inside = pl.lit(True)
    if lowest is not None:
        inside = inside & (found >= lowest)
    return inside if highest is None else inside & (found <= highest)
