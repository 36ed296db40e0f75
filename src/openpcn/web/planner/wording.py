"""What pages of the planner call things: headings, areas, findings, sizes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.engines.formation.measuring import NetworkMeasure
from openpcn.engines.formation.review import Finding
from openpcn.kernel.names import as_written, short
from openpcn.kernel.wording import capitalised, listed, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Link
from openpcn.workflows.planner.compare import Column, Comparison
from openpcn.workflows.planner.ground import Ground

FIRST_FINDINGS = 3
LONGEST_TITLE = 120


def crumbs_of(ground: Ground, dates: Dates) -> tuple[Link, ...]:
    """System › Planner."""
    system = ground.system
    return (
        Link(text=short(system.name), href=dates.link(f"/systems/{system.code}/")),
        Link(text=_("Planner"), href=dates.link("/planner/", within=system.code)),
    )


def heading_of(shown: Comparison, asked: tuple[str, ...] = ()) -> str:
    """What the page is about."""
    band = band_of(shown.ground)
    names = [shown.ground.name(code) for code in asked]
    if shown.question == "mend":
        if len(names) > 3:
            return _("Bring %(number)s networks inside %(band)s") % {
                "number": spelled(len(names)),
                "band": band,
            }
        return _("Bring %(names)s inside %(band)s") % {
            "names": listed([brief(name) for name in names]),
            "band": band,
        }
    if shown.question == "align":
        return _("Bring networks closer to where their patients live")
    return _("Compare with today")


def band_of(ground: Ground) -> str:
    """30,000 to 50,000."""
    return ground.situation.brief.band


def brief(name: str) -> str:
    """G3 PCN as a table says it beside others: G3."""
    return name.removesuffix(" PCN")


def stands(one: NetworkMeasure, band: str) -> str:
    """1,345 below 30,000."""
    smallest, largest = band.split(" to ")
    if one.below:
        return _("%(number)s below %(limit)s") % {"number": f"{one.below:,}", "limit": smallest}
    if one.above:
        return _("%(number)s above %(limit)s") % {"number": f"{one.above:,}", "limit": largest}
    if one.patients > int(largest.replace(",", "")):
        return _("one practice above %(limit)s") % {"limit": largest}
    return _("inside")


def mark_of(one: NetworkMeasure) -> str:
    """Which mark stands before a size."""
    return "below" if one.below else "above" if one.above else "inside"


def standing_words(column: Column, band: str) -> str:
    """Two networks below 30,000, one above 50,000: those in question, today."""
    smallest, largest = band.split(" to ")
    below = sum(bool(one.below) for one in column.focus.networks)
    above = sum(bool(one.above) for one in column.focus.networks)
    said = [
        _("%(number)s below %(limit)s") % {"number": _networks(below), "limit": smallest}
        if below
        else "",
        _("%(number)s above %(limit)s")
        % {"number": spelled(above) if below else _networks(above), "limit": largest}
        if above
        else "",
    ]
    return capitalised(", ".join(filter(None, said))) or _("Networks as they are")


def _networks(number: int) -> str:
    return f"{spelled(number)} network{'' if number == 1 else 's'}"


def attention(ground: Ground, findings: tuple[Finding, ...]) -> str:
    """The first findings in a sentence each."""
    said = [finding_words(ground, one) for one in findings[:FIRST_FINDINGS]]
    if rest := len(findings) - len(said):
        said.append(_("and %(count)s more") % {"count": spelled(rest)})
    return "; ".join(said) or _("Nothing stands out")


def finding_words(ground: Ground, finding: Finding) -> str:
    """G3 PCN: 1,345 patients below 30,000."""
    name = ground.name(finding.network) if finding.network else ""
    return f"{name}: {finding.title}" if name else capitalised(finding.title)


def kept_title(column: Column) -> str:
    """What a kept option is called unless somebody says otherwise."""
    title = column.what or column.why or column.title
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{column.why or column.title} ({spelled(len(column.moves))} practices)"


def area_name(ground: Ground) -> str:
    """What the area of a plan is called."""
    if ground.area.kind in ("icb", "sub_icb"):
        named = ground.facts.ground.place_names.get(ground.area.code)
        return named or short(ground.area.name)
    return as_written(ground.area.name)
