"""The parts of the plan of an area, the same on every page of it: what a reader may open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.web.dates import Dates

Part = tuple[str, str, bool]
"""Words, address, and whether it is the page that is open."""
SECTIONS = {
    "actions": "action",
    "decisions": "decision",
    "risks": "risk",
    "milestones": "milestone",
    "in-force": "plan",
    "requirements": "requirement",
}
"""The registers of the plan, and the kind of matter that each is of."""
SECTION_OF = {kind: slug for slug, kind in SECTIONS.items()}
OPEN = "variation"
"""What everybody may read."""


def part_words(slug: str) -> str:
    """What a part of the plan is called."""
    return {
        "": _("At a glance"),
        "actions": _("Actions"),
        "decisions": _("Decisions"),
        "risks": _("Risks"),
        "milestones": _("Milestones"),
        "in-force": _("Plans in force"),
        "requirements": _("Requirements"),
        "outcomes": _("Outcomes"),
        "maturity": _("Maturity"),
        "variation": _("Variation"),
    }[slug]


def plan_parts(path: str, code: str, current: str, dates: Dates, *, reads: bool) -> list[Part]:
    """The parts, the open one marked; for somebody without a role here the public ones."""
    base = f"/{path}/{code}"
    told = [("", f"{base}/plan/")]
    if reads:
        told += [(slug, f"{base}/plan/{slug}/") for slug in SECTIONS]
        told += [(slug, f"{base}/{slug}/") for slug in ("outcomes", "maturity")]
    told.append((OPEN, f"{base}/{OPEN}/"))
    return [(part_words(slug), dates.link(href), slug == current) for slug, href in told]
