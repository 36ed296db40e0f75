"""Words and rows of premises."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from openpcn.domains.premises.queries.sites import SiteAnswer
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.workflows.premises.show_premises import Premises

COLOURS = {
    "good": "green",
    "fair": "blue",
    "poor": "orange",
    "unfit": "orange",
    "not_surveyed": "grey",
}
SITE_HEADINGS = (
    "Site",
    "Address",
    "Postcode",
    "Ownership",
    "Lease ends on",
    "Condition",
    "Surveyed on",
    "Used by",
    "Practices",
    "Consulting and treatment rooms",
    "Training rooms",
    "Half days free each week",
    "Kept by",
    "Record rests on",
)


def facts(found: Premises) -> list[dict[str, str]]:
    """The few figures at the top."""
    sites = found.sites
    main = sum(any(use.used_as == "main" for use in one.uses) for one in sites)
    branch = sum(
        any(use.used_as == "branch" for use in one.uses)
        and not any(use.used_as == "main" for use in one.uses)
        for one in sites
    )
    poor = [one for one in sites if one.condition in ("poor", "unfit")]
    unsurveyed = sum(one.condition == "not_surveyed" for one in sites)
    free = sum(room.sessions_free for one in sites for room in one.rooms)
    rooms = sum(one.rooms_for("consulting", "treatment") for one in sites)
    return [
        {
            "label": _("Sites"),
            "figure": str(len(sites)),
            "note": _("%(main)s with a main surgery, %(branch)s with branches only")
            % {"main": main, "branch": branch},
        },
        {
            "label": _("Consulting and treatment rooms"),
            "figure": str(rooms),
            "note": _("%(n)s half days a week are free") % {"n": free},
        },
        {
            "label": _("In poor condition or not fit for use"),
            "figure": str(len(poor)),
            "note": _("%(n)s not surveyed") % {"n": unsurveyed},
        },
    ]


def used_by(one: SiteAnswer) -> str:
    """Who uses a site, in words."""
    return "; ".join(f"{as_written(use.name)} ({use.used_as_words.lower()})" for use in one.uses)


def condition(one: SiteAnswer) -> str:
    """How a site was found, and when."""
    if one.surveyed_on is None:
        return one.condition_words
    return _("%(words)s, %(day)s") % {
        "words": one.condition_words,
        "day": in_words(one.surveyed_on),
    }


def site_rows(found: Premises) -> Iterator[tuple[Cell, ...]]:
    """Every site for a spreadsheet."""
    for one in found.sites:
        yield (
            one.name,
            one.address,
            one.postcode,
            one.ownership_words,
            one.lease_ends_on,
            one.condition_words,
            one.surveyed_on,
            used_by(one),
            one.practices,
            one.rooms_for("consulting", "treatment"),
            one.rooms_for("training"),
            sum(room.sessions_free for room in one.rooms),
            as_written(one.owner_name),
            one.source,
        )


def bid_headings(found: Premises) -> tuple[str, ...]:
    """Headings of the bids, a column for each priority."""
    return (
        "Place",
        "Bid",
        "Site",
        "Bidder",
        "Fund",
        "Pounds",
        "Stage",
        "Points",
        "Of",
        "Priorities not scored",
        *(one.words for one in found.priorities.priorities),
    )


def bid_rows(found: Premises) -> Iterator[tuple[Cell, ...]]:
    """Every bid for a spreadsheet, in order of its place."""
    for one in found.bids:
        yield (
            one.ranked.rank,
            one.bid.title,
            one.site.name,
            as_written(one.bid.bidder_name),
            one.bid.fund,
            float(one.bid.pounds),
            one.bid.stage_words,
            one.ranked.points,
            one.ranked.most,
            len(one.ranked.unscored),
            *(one.points_of.get(each.code) for each in found.priorities.priorities),
        )
