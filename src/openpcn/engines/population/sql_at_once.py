"""The tree's SQL for planners that think about each part of a statement for a long time.

A leaf that is one grouping of the events or the encounters becomes a column of one grouping for
very many leaves, so that the rows are read once; the others stay queries of their own. Everything
is rewritten from the statements of `in_sql` and `sql_leaves`, never written anew.

The tables are those that `in_sql.first_steps` gives, and `happened` has a column `cluster`: an
event has a row for each cluster that its code is in. No leaf minds that, as none minds rows twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlglot import exp, select
from sqlglot.expressions import Select

from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.in_sql import (
    PERSON,
    LookedUp,
    Writing,
    leaf_column,
    levels,
)
from openpcn.engines.population.sql_leaves import (
    WHO,
    as_column,
    column,
    joined_and,
    number,
    whom,
)

T = TypeVar("T")

COLUMNS = 60
"""Leaves in one grouping."""
QUERIES = 30
"""Leaves in one union."""
SOURCES = ("happened", "met")


def writing_of(catalogue: Catalogue, as_at: date) -> Writing:
    """Every leaf of the catalogue that is looked up, with the column that will hold it."""
    leaves = dict.fromkeys(leaf for one in catalogue.definitions for leaf in one.leaves)
    looked_up = [leaf for leaf in leaves if isinstance(leaf, LookedUp)]
    return Writing(
        named={one.name: one for one in catalogue.definitions},
        column_of={leaf: f"leaf_{at}" for at, leaf in enumerate(looked_up)},
        as_at=as_at,
    )


def pieces(writing: Writing) -> Iterator[Select]:
    """Queries that each give practice, person_id and some columns of leaves, 0 or 1."""
    simple: dict[str, list[exp.Expr]] = {source: [] for source in SOURCES}
    others: list[tuple[str, Select]] = []
    named = [(one, name) for one, name in writing.column_of.items() if isinstance(one, LookedUp)]
    for leaf, name in named:
        query = by_cluster(whom(leaf, writing.as_at))
        source = query.args["from_"].this
        if isinstance(source, exp.Table):
            simple[source.name].append(as_column(truth(query), name))
        else:
            others.append((name, query))
    for source, columns in simple.items():
        for some in parts(columns, COLUMNS):
            yield select(*WHO, *some).from_(source).group_by(*WHO)
    for few in parts(others, QUERIES):
        yield union(few)


def by_cluster(query: Select) -> Select:
    """The query, finding events by the name of the cluster."""
    for codes in list(query.find_all(exp.In)):
        if found := codes.args.get("query"):
            codes.replace(found.find(exp.Where).this)
    return query


def truth(query: Select) -> exp.Expr:
    """What a grouping asks of a person's rows, asked of those rows alone among others: 0 or 1."""
    mine = query.args["where"].this
    having = query.args.get("having")
    if having is None or is_any(having.this):
        asked: exp.Expr = exp.Max(this=only(mine, number(1)))
        return exp.Coalesce(this=asked, expressions=[number(0)])
    asked = having.this.copy()
    for total in list(asked.find_all(exp.AggFunc)):
        total.replace(among_others(total, mine))
    return exp.Case().when(asked, number(1)).else_(number(0))


def is_any(having: exp.Expr) -> bool:
    """Whether one row is enough."""
    return isinstance(having, exp.GTE) and having.expression == number(1)


def among_others(total: exp.AggFunc, mine: exp.Expr) -> exp.Expr:
    """The least, the most, or the number of different values, of some rows."""
    if isinstance(total, exp.Count):
        (counted,) = total.this.expressions
        return exp.ArraySize(this=exp.ArrayUniqueAgg(this=only(mine, counted)))
    return type(total)(this=only(mine, total.this))


def only(mine: exp.Expr, value: exp.Expr) -> exp.Expr:
    """A value for some rows, and nothing for others."""
    return exp.Case().when(mine.copy(), value.copy())


def union(leaves: Sequence[tuple[str, Select]]) -> Select:
    """Whoever each query finds, a column for each."""
    rows: list[exp.Query] = [
        query.select(as_column(number(at), "leaf")) for at, (_, query) in enumerate(leaves)
    ]
    found = exp.union(*rows, distinct=False) if len(rows) > 1 else rows[0]
    columns = [as_column(leaf_column(at).this, name) for at, (name, _) in enumerate(leaves)]
    return select(*WHO, *columns).from_(found.subquery("found")).group_by(*WHO)


def known(writing: Writing, pieces_named: Sequence[str]) -> Select:
    """Everybody counted, with the columns of every piece."""
    query = select(*(f"counted.{name}" for name in (*WHO, *PERSON))).from_("counted")
    query = query.select(*(column(name) for name in writing.column_of.values()))
    for piece in pieces_named:
        same = [exp.EQ(this=exp.column(w, "counted"), expression=exp.column(w, piece)) for w in WHO]
        query = query.join(piece, on=joined_and(*same), join_type="left")
    return query


def answered(catalogue: Catalogue, names: Sequence[str], writing: Writing) -> Select:
    """The answers of some definitions from what is known: steps, each from those before."""
    last = "known"
    steps: dict[str, Select] = {}
    for level, some in enumerate(levels(catalogue.only(tuple(names)))):
        added = [as_column(writing.answer(one), one.name) for one in some]
        steps[f"step_{level}"] = select("*").from_(last).select(*added)
        last = f"step_{level}"
    query = select(*WHO, *(column(name) for name in names)).from_(last)
    for name, step in steps.items():
        query = query.with_(name, as_=step)
    return query


def parts(some: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """A list in parts of a size."""
    for start in range(0, len(some), size):
        yield some[start : start + size]
