"""Each leaf that looks at events or encounters as a Polars question: the rows it is true of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from openpcn.engines.population import tree
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.windows import Window, days_of


def rows_of_events(
    leaf: tree.FromEvents, events: pl.DataFrame, codes: Codes, as_at: date
) -> pl.Series:
    """The row of everybody that a leaf about events is true of."""
    ever = of_clusters(leaf.clusters, events, codes)
    within = ever.filter(inside("on", leaf.window, as_at))
    match leaf:
        case tree.Recorded():
            counted = "on" if leaf.counting == "days" else "code_id"
            number = within.group_by("row").agg(pl.col(counted).n_unique().alias("number"))
            found = number.filter(pl.col("number") >= leaf.at_least)
        case tree.FirstRecorded():
            first = ever.group_by("row").agg(pl.col("on").min())
            found = first.filter(inside("on", leaf.window, as_at))
        case tree.Unresolved():
            stood = within.group_by("row").agg(pl.col("on").max().alias("stood"))
            ends = of_clusters(leaf.resolved_by, events, codes)
            ended = ends.group_by("row").agg(pl.col("on").max().alias("ended"))
            both = stood.join(ended, on="row", how="left")
            after = pl.col("stood") > pl.col("ended")
            if not leaf.same_day_resolves:
                after = after | (pl.col("stood") == pl.col("ended"))
            found = both.filter(pl.col("ended").is_null() | after)
        case _:
            found = valued(leaf, within)
    return found["row"]


def valued(leaf: tree.Value, within: pl.DataFrame) -> pl.DataFrame:
    """Whose value compares as asked."""
    exact = pl.col("value").cast(pl.Float64)
    scaled = (exact * 1000 + 0.5).floor().alias("thousandths")
    found = within.filter(exact.is_finite()).select("row", "on", scaled)
    if leaf.which == "any":
        return found.filter(compared(pl.col("thousandths"), leaf))
    daily = found.group_by("row", "on").agg(pl.col("thousandths").max())
    last = 1 if leaf.which == "latest" else 2
    latest = daily.sort("row", "on", descending=[False, True]).group_by("row").head(last)
    best = latest.group_by("row").agg(pl.col("thousandths").max(), pl.len().alias("days"))
    return best.filter((pl.col("days") == last) & compared(pl.col("thousandths"), leaf))


def compared(found: pl.Expr, leaf: tree.Value) -> pl.Expr:
    """Whether thousandths compare as asked."""
    match leaf.compare:
        case "below":
            return found < leaf.thousandths
        case "at_most":
            return found <= leaf.thousandths
        case "at_least":
            return found >= leaf.thousandths
        case _:
            return found > leaf.thousandths


def rows_of_encounters(
    leaf: tree.FromEncounters, encounters: pl.DataFrame, as_at: date
) -> pl.Series:
    """The row of everybody that a leaf about encounters is true of."""
    met = encounters.filter(pl.col("setting").is_in(leaf.settings))
    if isinstance(leaf, tree.Nights):
        number = nights(leaf, met, as_at)
        return number.filter(pl.col("number") >= leaf.at_least)["row"]
    met = met.filter(inside("starts_on", leaf.window, as_at))
    if leaf.roles:
        met = met.filter(pl.col("role").is_in(leaf.roles))
    if isinstance(leaf, tree.Contacts):
        days = met.group_by("row").agg(pl.col("starts_on").n_unique().alias("number"))
        return days.filter(pl.col("number") >= leaf.at_least)["row"]
    once = met.select("row", "starts_on", "clinician").unique()
    each = once.group_by("row", "clinician").agg(pl.len().alias("times"))
    nobody = pl.col("clinician").is_null()
    shares = each.group_by("row").agg(
        pl.col("times").sum().alias("all"),
        pl.when(nobody).then(0).otherwise(pl.col("times")).max().alias("most"),
    )
    few = pl.col("most").cast(pl.Int64) * 100 < pl.col("all").cast(pl.Int64) * leaf.below_percent
    return shares.filter((pl.col("all") >= leaf.fewest) & few)["row"]


def nights(leaf: tree.Nights, met: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Everybody's number of nights."""
    first, last = days_of(leaf.window, as_at)
    stays = met.select("row", "setting", "starts_on", "ends_on").unique()
    start = pl.col("starts_on")
    if first is not None:
        start = pl.max_horizontal(start, pl.lit(first - timedelta(days=1)))
    end = pl.min_horizontal(pl.col("ends_on").fill_null(as_at), pl.lit(last))
    spent = (end - start).dt.total_days().clip(0)
    return stays.group_by("row").agg(spent.sum().alias("number"))


def of_clusters(clusters: Sequence[str], events: pl.DataFrame, codes: Codes) -> pl.DataFrame:
    """Events with a code of any of the clusters."""
    wanted = sorted({code for name in clusters for code in codes[name]})
    return events.filter(pl.col("code_id").is_in(wanted))


def inside(name: str, window: Window | None, as_at: date) -> pl.Expr:
    """Whether a day lies in the window."""
    first, last = days_of(window, as_at)
    until = pl.col(name) <= last
    return until if first is None else until & (pl.col(name) >= first)
