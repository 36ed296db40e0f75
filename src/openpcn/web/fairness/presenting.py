"""Words of a fairness page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from openpcn.engines.fairness.concentration import METHOD
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, plain, pounds
from openpcn.web.money.presenting import COLOURS
from openpcn.web.presenters.tables import Link
from openpcn.workflows.fairness.pictures import METHODS
from openpcn.workflows.fairness.scenario import Method
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.fairness.workings import CHANGED, PUBLISHED, TOLD, USED_NOT, Ingredient

TAGS = {**COLOURS, PUBLISHED: "green", TOLD: "blue", CHANGED: "orange", USED_NOT: "grey"}


@dataclass(frozen=True, kw_only=True)
class ShownIngredient:
    """An ingredient with its tag and links."""

    title: str
    words: str
    period: str
    status: str
    colour: str
    source: str
    href: str


def ingredient(one: Ingredient) -> ShownIngredient:
    """An ingredient for the page; a file of ours is linked to its load."""
    return ShownIngredient(
        title=one.title,
        words=one.words,
        period=one.period,
        status=one.status,
        colour=TAGS[one.status],
        source=one.source,
        href=f"/data/loads/{one.file}/" if one.file else one.url,
    )


def words(found: Fairness) -> dict[str, Any]:
    """The sentences and large figures of the page."""
    return {
        "answer": answer(found),
        "scenario_words": scenario_words(found),
        "follows": per_cent(found.follows_today.share),
        "follows_after": per_cent(found.follows_after.share),
        "to_move": whole_pounds(found.follows_today.to_move),
        "money": whole_pounds(found.money),
        "gain": gain(found),
        "gainers": len(found.plan.gainers),
        "of": len(found.practices),
        "spent": whole_pounds(found.plan.spent_by_year[-1]),
        "budget": whole_pounds(found.plan.plan.budget),
        "level": level(found),
        "indices": indices(found),
        "method_words": METHOD,
        "floor_words": floor(found),
        "warning": warning(found),
        "left_out": found.weighed.left_out,
    }


def answer(found: Fairness) -> str:
    """The answer in a sentence."""
    return _(
        "%(share)s of the %(money)s a year stands where need would put it; for all to follow need, "
        "%(move)s would have to be with other practices."
    ) % {
        "share": per_cent(found.follows_today.share),
        "money": whole_pounds(found.money),
        "move": whole_pounds(found.follows_today.to_move),
    }


def scenario_words(found: Fairness) -> str:
    """What was asked, for paper too."""
    plan = found.plan.plan
    return _(
        "%(money)s of %(of)s, year to %(day)s; need by %(method)s. %(budget)s more a year, at most "
        "%(pace)s%% more a year for a practice, over %(years)s; floor %(floor)s."
    ) % {
        "money": found.scenario.money.title,
        "of": counted(len(found.practices), "practice"),
        "day": in_words(found.held.year.last_on),
        "method": METHODS[found.scenario.method],
        "budget": pounds(plan.budget),
        "pace": plain(100 * plan.pace),
        "years": counted(plan.years, "year"),
        "floor": pounds(found.floor.pounds_each),
    }


def gain(found: Fairness) -> str:
    """Who gains and who does not lose."""
    plan = found.plan
    if not plan.gainers:
        return _("No practice gains, and none loses.")
    most = max(plan.gainers, key=lambda one: (one.gain, one.code))
    return _(
        "%(gain)s of %(of)s gain and none loses. The most goes to %(name)s: %(most)s a year."
    ) % {
        "gain": len(plan.gainers),
        "of": counted(len(found.practices), "practice"),
        "name": as_written(found.about[most.code].name),
        "most": pounds(most.gain),
    }


def level(found: Fairness) -> str:
    """Up to where those furthest behind are raised."""
    if found.plan.level is None:
        return ""
    return _("Those furthest behind are raised to %(level)s for each weighted patient.") % {
        "level": pounds(found.plan.level)
    }


def indices(found: Fairness) -> list[tuple[str, str, str]]:
    """Each index with its working."""
    return [
        (_("Need"), f"{found.need.index}", found.need.working),
        (_("Money today"), f"{found.today.index}", found.today.working),
        (_("Money after the plan"), f"{found.after.index}", found.after.working),
    ]


def floor(found: Fairness) -> str:
    """What the floor says."""
    each = pounds(found.floor.pounds_each)
    if not found.floor.below:
        return _("Every practice has %(each)s or more for each registered patient.") % {
            "each": each
        }
    return _(
        "%(below)s of %(of)s have less than %(each)s for each registered patient. Lifting them to "
        "it costs %(cost)s a year, beside any other plan."
    ) % {
        "below": len(found.floor.below),
        "of": counted(len(found.practices), "practice"),
        "each": each,
        "cost": pounds(found.floor.cost),
    }


def warning(found: Fairness) -> str:
    """What a need that nobody published is worth."""
    match found.scenario.method:
        case Method.PUBLISHED:
            return ""
        case Method.CARR_HILL:
            return _(
                "Illustrative: parts of the formula are left out, as listed beneath. It is set "
                "against these practices and not against England. Do not pay by it."
            )
        case Method.OPEN:
            return _(
                "A weight of this page, open to change: its figures were read in program code "
                "only. It measures need by ages and by the health of where patients live."
            )


def downloads(path: str, query: str) -> list[Link]:
    """Files of the same scenario."""
    end = f"?{query}" if query else ""
    return [
        Link(text=_("Excel, with everything"), href=f"{path}fairness.xlsx{end}"),
        Link(text=_("Practices as CSV"), href=f"{path}practices.csv{end}"),
        Link(text=_("Curves as CSV"), href=f"{path}curve.csv{end}"),
    ]


def whole_pounds(amount: Decimal) -> str:
    """Pounds without pence: £1,065,000."""
    return f"£{amount:,.0f}"


def per_cent(share: Decimal) -> str:
    """A share with one decimal: 97.8%."""
    return f"{100 * share:.1f}%"


def file_name(found: Fairness) -> str:
    """The name of a file of the answer."""
    year = str(found.held.year).replace("/", "-")
    return f"{found.held.page.subject.code}-fairness-{year}"
