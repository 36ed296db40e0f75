"""What needs attention: the review's findings with a mark and a next step."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.formation.review import Finding
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import capitalised, grouped, listed, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.reviewing.system import uncertain

MARKS = {
    "below_smallest": "below",
    "above_largest": "above",
    "single_practice_above": "above",
    "crosses_system": "border",
    "crosses_place": "border",
    "not_contiguous": "pieces",
    "catchment_in_pieces": "pieces",
    "practice_far": "far",
    "patients_far": "far",
}
FIRST = 6


@dataclass(frozen=True, kw_only=True)
class Item:
    """One finding as a page shows it."""

    mark: str
    what: str
    detail: str
    href: str
    next_step: str
    mend: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Attention:
    """The section of findings."""

    heading: str
    items: tuple[Item, ...]
    calm: str
    not_judged: str = ""
    """What could not be judged, and why."""
    rest: int = 0
    all_href: str = ""


def attention(page: Overview, dates: Dates, *, at_most: int | None = FIRST) -> Attention:
    """The findings in order of consequence, the first few on an overview."""
    items = tuple(item(finding, page, dates) for finding in page.findings)
    shown = items if at_most is None else items[:at_most]
    return Attention(
        heading=heading(len(items)),
        items=shown,
        calm=calm(page),
        not_judged=not_judged(page),
        rest=len(items) - len(shown),
        all_href=dates.link(f"{address(page.subject.kind, page.subject.code)}attention/"),
    )


def heading(count: int) -> str:
    """Three things need attention."""
    if count == 1:
        return _("One thing needs attention")
    number = capitalised(spelled(count)) if count else _("Nothing")
    return _("%(number)s things need attention") % {"number": number} if count else _("Attention")


def calm(page: Overview) -> str:
    """The line where nothing was found."""
    if page.facts.patients is None:
        return _("No list sizes are held for this date, so sizes were not judged.")
    return _("Size, borders, neighbours and distances were reviewed; nothing stands out.")


def not_judged(page: Overview) -> str:
    """The networks whose neighbours and land are not certain enough to be judged."""
    nets = {one.network_code for one in page.members}
    unsure = {code: one for code, one in uncertain(page.whole).items() if code in nets}
    if not unsure or page.subject.kind == "practice":
        return ""
    named = {one.network_code: as_written(one.network_name or "") for one in page.members}
    said = [
        _("%(network)s (%(held)s of %(patients)s patients)")
        % {
            "network": named[code],
            "held": grouped(one.held),
            "patients": grouped(one.patients),
        }
        for code, one in sorted(unsure.items(), key=lambda item: named[item[0]])
    ]
    return _(
        "Neighbours, catchment and patients' distances are not judged where it is held of too few "
        "patients where they live: %(networks)s."
    ) % {"networks": listed(said)}


def item(finding: Finding, page: Overview, dates: Dates) -> Item:
    """One finding, named by its network where the page is about more than that."""
    names = {one.code: one for one in page.whole.practices}
    what = capitalised(finding.title)
    wide = page.subject.kind != "network"
    if wide and finding.network:
        network = next(
            (o.network_name for o in names.values() if o.network_code == finding.network), ""
        )
        what = f"{as_written(network or finding.network)}: {finding.title}"
    href, step = next_step(finding, page, wide=wide)
    return Item(
        mark=MARKS.get(finding.code, "point"),
        what=what,
        detail=finding.detail,
        href=dates.link(href) if href else "",
        next_step=step,
        mend=finding.mend.sentence if finding.mend else "",
        rule=finding.rule,
    )


def next_step(finding: Finding, page: Overview, *, wide: bool) -> tuple[str, str]:
    """Where to go about a finding, and what the link says."""
    network = address("network", finding.network) if finding.network else ""
    if finding.code in ("unplaced", "unplaced_unlisted"):
        return address("practice", finding.practices[0]), _("See the practice")
    if wide and network:
        return network, _("See the network")
    if finding.code in ("below_smallest", "above_largest", "single_practice_above"):
        if finding.network and finding.code != "single_practice_above":
            asked = urlencode({"within": page.whole.code, "network": finding.network})
            return f"{reverse('planner-mend')}?{asked}", _("Compare three options")
        if finding.network and not finding.explained:
            return reverse("rationale-for", args=[finding.network]), _("Record a rationale")
        return f"{network}working/#patients", _("See its size over time")
    if finding.code in ("crosses_place", "crosses_system"):
        return f"{network}population/#lives", _("See the overlap")
    if finding.code in ("not_contiguous", "catchment_in_pieces"):
        return f"{network}map/", _("See the map")
    return f"{network}practices/", _("See the members")
