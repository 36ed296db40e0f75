"""The key facts of an overview: number, unit, comparison in words, link to the working."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written, short
from openpcn.kernel.wording import counted, grouped, percent, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.words import month
from openpcn.workflows.facts.show_facts import Facts
from openpcn.workflows.land.residence import Share
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST


@dataclass(frozen=True, kw_only=True)
class KeyFact:
    """One fact; either a figure, or why there is none."""

    id: str
    label: str
    figure: str = ""
    unit: str = ""
    comparison: str = ""
    mark: str = ""
    missing: str = ""
    href: str = ""


def key_facts(page: Overview, dates: Dates) -> list[KeyFact]:
    """At most six facts, each with a link to its working."""
    base = f"{address(page.subject.kind, page.subject.code)}working/"
    facts = [patients(page), members(page), aged(page), deprived(page), distance(page)]
    if page.subject.kind != "practice":
        facts.append(staff(page))
    return [linked(fact, base, dates) for fact in facts]


def linked(fact: KeyFact, base: str, dates: Dates) -> KeyFact:
    """The fact with its own link, or that to its working."""
    href = dates.link(fact.href or base) + ("" if fact.href else f"#{fact.id}")
    return replace(fact, href=href)


def not_held() -> str:
    """What stands in place of a figure that is not held."""
    return _("not held for this date")


def patients(page: Overview) -> KeyFact:
    """The registered list."""
    fact = KeyFact(id="patients", label=_("Registered patients"))
    held = page.facts.patients
    if held is None:
        return replace(fact, missing=not_held())
    comparison, mark = compared_size(page, held)
    return replace(fact, figure=grouped(held), comparison=comparison, mark=mark)


def compared_size(page: Overview, held: int) -> tuple[str, str]:
    """How a list compares, in words, and a mark where it needs attention."""
    if page.subject.kind == "network":
        return against_band(held)
    if page.subject.kind == "practice":
        average = (page.whole_facts.patients or 0) / max(
            1, page.whole_facts.practices - page.whole_facts.without_list
        )
        return _("average practice in the system %(size)s") % {"size": grouped(average)}, ""
    outside = sum(
        1 for one in page.networks if one.patients and not SMALLEST <= one.patients <= LARGEST
    )
    words = _("%(count)s of %(all)s networks outside 30,000 to 50,000")
    return words % {"count": outside or _("none"), "all": len(page.networks)}, ""


def against_band(held: int) -> tuple[str, str]:
    """Inside, below or above 30,000 to 50,000, by how much."""
    if held < SMALLEST:
        below = grouped(SMALLEST - held)
        return _("%(number)s below 30,000 to 50,000") % {"number": below}, "below"
    if held > LARGEST:
        above = grouped(held - LARGEST)
        return _("%(number)s above 30,000 to 50,000") % {"number": above}, "above"
    return _("inside 30,000 to 50,000"), ""


def members(page: Overview) -> KeyFact:
    """How many practices, or whose member the practice is."""
    base = address(page.subject.kind, page.subject.code)
    if page.subject.kind == "practice":
        return network_fact(page)
    count = page.facts.practices
    known = count - page.facts.without_list
    average = grouped((page.facts.patients or 0) / known) if known else ""
    if page.subject.kind == "network":
        places = len({one.place_code for one in page.members if one.place_code})
        words = _("in %(count)s") % {"count": f"{spelled(places)} {plural(places)}"}
    else:
        words = _("in %(count)s") % {"count": counted(len(page.networks), "network")}
    if average:
        words += "; " + _("average list %(size)s") % {"size": average}
    return KeyFact(
        id="practices",
        label=_("Practices"),
        figure=grouped(count),
        comparison=words,
        href=f"{base}practices/",
    )


def plural(places: int) -> str:
    """Place or places."""
    return _("place") if places == 1 else _("places")


def network_fact(page: Overview) -> KeyFact:
    """The network of a practice."""
    label = _("Primary Care Network")
    one = page.members[0] if page.members else None
    if one is None or not one.network_code:
        return KeyFact(id="network", label=label, missing=_("in no network on this day"))
    fellows = sum(1 for other in page.whole.practices if other.network_code == one.network_code)
    return KeyFact(
        id="network",
        label=label,
        figure=as_written(one.network_name or one.network_code),
        comparison=counted(fellows, "practice"),
        href=address("network", one.network_code),
    )


def aged(page: Overview) -> KeyFact:
    """The share of patients aged 65 or over."""
    label = _("Patients aged 65 or over")
    share = page.facts.aged
    if share is None or share.value is None:
        return KeyFact(id="aged", label=label, missing=not_held())
    words = compared_share(page, [facts.aged for facts in in_networks(page)], page.whole_facts.aged)
    return KeyFact(id="aged", label=label, figure=percent(share.value, 1), comparison=words)


def deprived(page: Overview) -> KeyFact:
    """The share of patients who live in the most deprived fifth of England's small areas."""
    label = _("Living in the most deprived fifth of England")
    share, on = page.facts.deprived, page.whole.ground.residence.on
    if share is None or share.value is None or on is None:
        return KeyFact(id="deprived", label=label, missing=not_held())
    if page.whole.residence_is_older:
        words = _("%(share)s in %(month)s") % {"share": percent(share.value, 1), "month": month(on)}
        words += of_some(page)
        return KeyFact(id="deprived", label=label, missing=not_held(), comparison=words)
    spread = [facts.deprived for facts in in_networks(page)]
    words = compared_share(page, spread, page.whole_facts.deprived) + of_some(page)
    return KeyFact(id="deprived", label=label, figure=percent(share.value, 1), comparison=words)


def of_some(page: Overview) -> str:
    """Of how many patients a figure by where they live is, unless it is of nearly all."""
    held = page.whole.coverage(page.members)
    if held is None or held.is_nearly_all:
        return ""
    return "; " + _("covers %(held)s of %(patients)s patients") % {
        "held": grouped(held.held),
        "patients": grouped(held.patients),
    }


def compared_share(page: Overview, spread: Iterable[Share | None], whole: Share | None) -> str:
    """The system's share; for the system, how far apart its networks lie."""
    system = page.subject.system
    if page.subject.kind != "icb" and whole is not None and system is not None:
        name = short(system.name)
        return f"{name} {percent(whole.value or 0, 1)}"
    held = [one.value for one in spread if one is not None and one.value is not None]
    if len(held) < 2:
        return ""
    return _("%(low)s to %(high)s in its networks") % {
        "low": percent(min(held), 1),
        "high": percent(max(held), 1),
    }


def in_networks(page: Overview) -> list[Facts]:
    """The facts of each network of a system."""
    if page.subject.kind != "icb":
        return []
    members: dict[str, list[object]] = {}
    for one in page.whole.practices:
        if one.network_code:
            members.setdefault(one.network_code, []).append(one)
    return [page.whole.of_network(code, group) for code, group in members.items()]  # type: ignore[arg-type]


def distance(page: Overview) -> KeyFact:
    """How far patients live from the nearest practice."""
    own = page.subject.kind == "practice"
    label = _("Average distance to the practice") if own else _("Average distance to a practice")
    if page.subject.kind == "network":
        label = _("Average distance to its nearest practice")
    travel, on = page.facts.distance, page.whole.ground.residence.on
    if travel is None or on is None:
        return KeyFact(id="distance", label=label, missing=not_held())
    figure = f"{travel.mean_km:,.1f}"
    if page.whole.residence_is_older:
        words = _("%(km)s km in %(month)s") % {"km": figure, "month": month(on)} + of_some(page)
        return KeyFact(id="distance", label=label, missing=not_held(), comparison=words)
    words = _("straight line × 1.3")
    middle = page.whole.middle_km()
    if middle is not None and not own:
        words += "; " + _("middle network %(km)s km") % {"km": f"{middle:,.1f}"}
    words += of_some(page)
    return KeyFact(id="distance", label=label, figure=figure, unit=_("km"), comparison=words)


def staff(page: Overview) -> KeyFact:
    """Network staff, full-time equivalent."""
    label = _("Network staff, full-time equivalent")
    if page.facts.staff is None:
        return KeyFact(id="staff", label=label, missing=not_held())
    words = per_ten_thousand(page.facts)
    whole = per_ten_thousand(page.whole_facts)
    if words and page.subject.kind == "icb":
        words = _("%(rate)s per 10,000 patients") % {"rate": words}
    elif words:
        words = _("%(rate)s per 10,000 patients; system %(whole)s") % {
            "rate": words,
            "whole": whole,
        }
    return KeyFact(id="staff", label=label, figure=f"{page.facts.staff:,.1f}", comparison=words)


def per_ten_thousand(facts: Facts) -> str:
    """Staff for each 10,000 patients; empty where no list is held."""
    if not facts.patients or facts.staff is None:
        return ""
    return f"{facts.staff / facts.patients * 10_000:.1f}"
