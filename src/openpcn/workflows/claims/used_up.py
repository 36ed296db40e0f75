"""The chart of a year of claims: what is used of the sum, month by month."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

from openpcn.workflows.claims.years_shown import ClaimsYear
from openpcn.workflows.drawings.charts.axes import legend_mark
from openpcn.workflows.drawings.charts.used_up import UsedUp, used_up_svg
from openpcn.workflows.drawings.charts.years import look_mark
from openpcn.workflows.profiles.pictures import ChartPicture

FORECAST = "If nobody comes or goes beyond what is recorded; dotted: even pace"
RANGE = (
    "The range is of two courses of events, told beside it. It is no measured interval: too few "
    "people of one network leave in two years to measure one."
)


def used_up(found: ClaimsYear) -> ChartPicture:
    """Running totals against the year's sum, for those who see all amounts."""
    totals = tuple(accumulate(one.amount or Decimal(0) for one in found.months))
    known = sum(1 for one in found.months if one.has_ended)
    whole = found.forecast.sum
    title = message(found)
    ends = found.forecast.outlook
    facts = UsedUp(
        title=title,
        description=f"A line of what is claimed by the end of each month, to £{totals[-1]:,.0f}. "
        "The table has every figure.",
        totals=tuple(float(total) / 1_000 for total in totals),
        known=known,
        whole=None if whole is None else float(whole) / 1_000,
        months=tuple(f"{one.month:%b}" for one in found.months),
        words=(
            "" if whole is None else f"Year's sum £{whole:,.0f}",
            f"£{totals[-1]:,.0f} by March",
        ),
        ends=(float(ends.low) / 1_000, float(ends.high) / 1_000) if ends else None,
    )
    return ChartPicture(
        title=title,
        beneath=f"Claims for staff in {found.year}, thousands of pounds, running total.",
        wide=used_up_svg(facts, name="used-up"),
        narrow=used_up_svg(facts, name="used-up-narrow", narrow=True),
        legend=(
            (legend_mark("line"), "Months that have ended"),
            (legend_mark("dashed"), FORECAST),
            *(((look_mark("interval"), f"£{ends.low:,.0f} to £{ends.high:,.0f}"),) if ends else ()),
        ),
        note=RANGE
        if ends
        else "",
    )  # fmt: skip


def message(found: ClaimsYear) -> str:
    """What the picture says, in one sentence."""
    unused = found.forecast.unused
    if unused is None:
        return "Claims add up month by month; the year's sum is not known"
    if unused <= 0:
        return "Claims reach the year's sum"
    if found.forecast.not_known:
        return f"What is known of the claims ends £{unused:,.0f} below the year's sum"
    return f"Claims end £{unused:,.0f} below the year's sum"
