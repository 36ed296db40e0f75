"""Each leaf that looks at events or encounters as a query for whom it is true of.

Nothing here belongs to one dialect: dates are cast from text, differences of days are sqlglot's
own expression, and no list of codes is written into a query.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlglot import exp, select
from sqlglot.expressions import Select

from openpcn.engines.population import tree
from openpcn.engines.population.windows import Window, days_of

WHO = ("practice", "person_id")
HUGE = 1e39
OPERATORS = {"below": exp.LT, "at_most": exp.LTE, "at_least": exp.GTE, "above": exp.GT}


def whom(leaf: tree.FromEvents | tree.FromEncounters, as_at: date) -> Select:
    """The practice and person of everybody that a leaf is true of, each once."""
    match leaf:
        case tree.Recorded():
            counted = "on" if leaf.counting == "days" else "code_id"
            found = of_clusters(leaf.clusters).where(inside("on", leaf.window, as_at))
            return grouped(found).having(at_least(distinct(counted), leaf.at_least))
        case tree.FirstRecorded():
            first = exp.Min(this=column("on"))
            return grouped(of_clusters(leaf.clusters)).having(between(first, leaf.window, as_at))
        case tree.Unresolved():
            return unresolved(leaf, as_at)
        case tree.Value():
            return valued(leaf, as_at)
        case tree.Contacts():
            met = contacts(leaf.settings, leaf.roles, leaf.window, as_at)
            return grouped(met).having(at_least(distinct("starts_on"), leaf.at_least))
        case tree.Nights():
            return nights(leaf, as_at)
        case _:
            return discontinuous(leaf, as_at)


def of_clusters(clusters: Sequence[str]) -> Select:
    """Counted events with a code of any of the clusters."""
    codes = select("code_id").from_("cluster_code").where(among("cluster", clusters))
    return select(*WHO).from_("happened").where(column("code_id").isin(query=codes))


def unresolved(leaf: tree.Unresolved, as_at: date) -> Select:
    """Whose latest code is not followed by one that resolves it."""
    stands = of_clusters(leaf.clusters).where(inside("on", leaf.window, as_at))
    stands = stands.select(as_column(column("on"), "stood"), as_column(no_day(), "ended"))
    ends = of_clusters(leaf.resolved_by)
    ends = ends.select(as_column(no_day(), "stood"), as_column(column("on"), "ended"))
    both = exp.union(stands, ends, distinct=False, copy=False).subquery("both", copy=False)
    latest = grouped(select(*WHO).from_(both))
    stood, ended = exp.Max(this=column("stood")), exp.Max(this=column("ended"))
    beats = (exp.GT if leaf.same_day_resolves else exp.GTE)(this=stood, expression=ended)
    is_open = exp.Is(this=ended.copy(), expression=exp.Null())
    known = negated(exp.Is(this=stood.copy(), expression=exp.Null()))
    return latest.having(joined_and(known, joined_or(is_open, beats)))


def valued(leaf: tree.Value, as_at: date) -> Select:
    """Whose value compares as asked."""
    exact = exp.cast(column("value"), "double")
    value = exp.Floor(
        this=exp.Add(this=exp.Mul(this=exact, expression=number(1000)), expression=number(0.5))
    )
    found = of_clusters(leaf.clusters).where(
        inside("on", leaf.window, as_at),
        exp.LT(this=exact.copy(), expression=number(HUGE)),
        exp.GT(this=exact.copy(), expression=number(-HUGE)),
    )
    compare = OPERATORS[leaf.compare]
    limit = number(leaf.thousandths)
    if leaf.which == "any":
        return grouped(found.where(compare(this=value, expression=limit)))
    daily = found.select(as_column(column("on"), "day"), as_column(exp.Max(this=value), "highest"))
    daily = daily.group_by(*WHO, quoted_name("on"))
    place = exp.Window(
        this=exp.RowNumber(),
        partition_by=[column(name) for name in WHO],
        order=exp.Order(expressions=[exp.Ordered(this=column("day"), desc=True)]),
    )
    ranked = select(*WHO, "highest", as_column(place, "place")).from_(daily.subquery("daily"))
    last = 1 if leaf.which == "latest" else 2
    latest = select(*WHO).from_(ranked.subquery("ranked"))
    latest = grouped(latest.where(exp.LTE(this=column("place"), expression=number(last))))
    best = exp.Max(this=column("highest"))
    enough = exp.EQ(this=exp.Count(this=exp.Star()), expression=number(last))
    return latest.having(joined_and(enough, compare(this=best, expression=limit)))


def contacts(
    settings: Sequence[str], roles: Sequence[str], window: Window | None, as_at: date
) -> Select:
    """Counted encounters in the settings that start in the window, with the roles if any."""
    met = select(*WHO).from_("met").where(among("setting", settings))
    met = met.where(inside("starts_on", window, as_at))
    return met.where(among("role", roles)) if roles else met


def nights(leaf: tree.Nights, as_at: date) -> Select:
    """Who spent enough nights in hospital."""
    first, last = days_of(leaf.window, as_at)
    stays = select(*WHO, "setting", "starts_on", "ends_on").distinct().from_("met")
    stays = stays.where(among("setting", leaf.settings))
    start: exp.Expr = column("starts_on")
    if first is not None:
        start = exp.Greatest(this=start, expressions=[day(first - timedelta(days=1))])
    until = exp.Coalesce(this=column("ends_on"), expressions=[day(as_at)])
    end = exp.Least(this=until, expressions=[day(last)])
    spent = exp.DateDiff(this=end, expression=start, unit=exp.var("DAY"))
    some = exp.Greatest(this=spent, expressions=[number(0)])
    found = grouped(select(*WHO).from_(stays.subquery("stays")))
    return found.having(at_least(exp.Sum(this=some), leaf.at_least))


def discontinuous(leaf: tree.Discontinuous, as_at: date) -> Select:
    """Who saw no clinician often enough."""
    met = contacts(leaf.settings, leaf.roles, leaf.window, as_at)
    once = met.select("starts_on", "clinician").distinct().subquery("once")
    each = select(*WHO, "clinician", as_column(exp.Count(this=exp.Star()), "times"))
    each = each.from_(once).group_by(*WHO, "clinician")
    all_times = exp.Sum(this=column("times"))
    is_known = negated(exp.Is(this=column("clinician"), expression=exp.Null()))
    most = exp.Max(this=exp.Case().when(is_known, column("times")).else_(number(0)))
    share = exp.LT(
        this=exp.Mul(this=most, expression=number(100)),
        expression=exp.Mul(this=all_times, expression=number(leaf.below_percent)),
    )
    found = grouped(select(*WHO).from_(each.subquery("each_one")))
    return found.having(joined_and(at_least(all_times.copy(), leaf.fewest), share))


def grouped(query: Select) -> Select:
    """One row for each person."""
    return query.group_by(*WHO)


def inside(name: str, window: Window | None, as_at: date) -> exp.Expr:
    """Whether a day lies in the window."""
    return between(column(name), window, as_at)


def between(found: exp.Expr, window: Window | None, as_at: date) -> exp.Expr:
    """Whether a day that was worked out lies in the window."""
    first, last = days_of(window, as_at)
    until = exp.LTE(this=found, expression=day(last))
    if first is None:
        return until
    return joined_and(exp.GTE(this=found.copy(), expression=day(first)), until)


def at_least(found: exp.Expr, number_of: int) -> exp.Expr:
    """Whether a number is reached."""
    return exp.GTE(this=found, expression=number(number_of))


def distinct(name: str) -> exp.Expr:
    """How many different values a column has."""
    return exp.Count(this=exp.Distinct(expressions=[column(name)]))


def among(name: str, texts: Sequence[str]) -> exp.Expr:
    """Whether a column is one of these."""
    return column(name).isin(*map(exp.Literal.string, texts))


def as_column(found: exp.Expr, name: str) -> exp.Expr:
    """An expression with a name."""
    return exp.alias_(found, quoted_name(name), copy=False)


def column(name: str) -> exp.Column:
    """A column by its name; `on` is a word of SQL."""
    return exp.column(quoted_name(name))


def quoted_name(name: str) -> exp.Identifier:
    """A name as an identifier that is never taken for a word."""
    return exp.to_identifier(name, quoted=True)


def number(value: float) -> exp.Expr:
    """A number."""
    return exp.convert(value)


def day(on: date) -> exp.Expr:
    """A day."""
    return exp.cast(exp.Literal.string(on.isoformat()), "date")


def no_day() -> exp.Expr:
    """No day, in a column of days."""
    return exp.cast(exp.Null(), "date")


def joined_and(*tests: exp.Expr) -> exp.Expr:
    """Every test."""
    return exp.and_(*tests, copy=False)


def joined_or(*tests: exp.Expr) -> exp.Expr:
    """Any test."""
    return exp.or_(*tests, copy=False)


def negated(test: exp.Expr) -> exp.Expr:
    """The opposite of a test."""
    return exp.not_(test, copy=False)


def bracketed(found: exp.Expr) -> exp.Expr:
    """An expression in brackets."""
    return exp.paren(found, copy=False)
