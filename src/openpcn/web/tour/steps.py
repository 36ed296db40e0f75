"""The five steps in words: what each says, who could do more there, and which pages to open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import capitalised, counted, grouped, listed, percent, spelled
from openpcn.web.dates import Dates
from openpcn.web.planner.wording import brief
from openpcn.web.presenters.tables import Link
from openpcn.workflows.planner.compare import Comparison
from openpcn.workflows.planner.money import core_payment
from openpcn.workflows.tour import Community, Today, Tour, TwoDays


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the tour."""

    id: str
    title: Any
    usernames: tuple[str, ...] = ()
    """Accounts of the demonstration that can do more here than look."""
    could: Any = ""
    """What they can do."""


STEPS = (
    Step(id="today", title=gettext_lazy("My area today: networks and neighbourhoods")),
    Step(
        id="mend",
        title=gettext_lazy("Mend two misfits"),
        usernames=("demo-primary-care-lead",),
        could=gettext_lazy(
            "keep an option as a private draft, share it, open a change case, and print the "
            "decision paper and the change notice"
        ),
    ),
    Step(
        id="means",
        title=gettext_lazy("What it means in money and people"),
        usernames=("demo-network-manager",),
        could=gettext_lazy(
            "open the claims for staff, the vacancies and the network’s own ledger, none of "
            "which the public sees"
        ),
    ),
    Step(
        id="community",
        title=gettext_lazy("The community’s map and its gaps"),
        usernames=("demo-link-worker",),
        could=gettext_lazy("write a need down, add a service, and say that an entry is stale"),
    ),
    Step(id="dates", title=gettext_lazy("Change the date and watch the picture change")),
)


def today_message(shown: Today) -> str:
    """The first step's message, as a sentence."""
    return _("%(outside)s of %(all)s networks lie outside %(band)s") % {
        "outside": capitalised(spelled(len(shown.misfits))),
        "all": len(shown.measures.networks),
        "band": shown.ground.situation.brief.band,
    }


def today_lines(shown: Today) -> list[str]:
    """What a network and a neighbourhood are, and how far they match."""
    measures, areas = shown.measures, len(shown.neighbourhoods.lines)
    lines = [
        _(
            "%(patients)s registered patients, %(networks)s and %(areas)s. A network is the lists "
            "of some practices; a neighbourhood is an area where people live. They seldom match."
        )
        % {
            "patients": grouped(measures.patients),
            "networks": counted(len(measures.networks), _("network"), _("networks")),
            "areas": counted(areas, _("neighbourhood"), _("neighbourhoods")),
        }
    ]
    if measures.neighbourhood_share is not None:
        lines.append(
            _(
                "%(share)s of patients live in the neighbourhood where most patients of their "
                "network live. The others live elsewhere: the map of neighbourhoods differs from "
                "the map of networks."
            )
            % {"share": percent(measures.neighbourhood_share)}
        )
    return lines


def names_of(shown: Comparison) -> str:
    """The networks that are mended, in brief."""
    return listed([brief(shown.ground.name(code)) for code in shown.focus])


def mend_message(shown: Comparison) -> str:
    """The second step's message."""
    if not shown.options:
        return _("No change of so few practices brings %(names)s inside") % {
            "names": names_of(shown)
        }
    fewest = min(shown.options, key=lambda column: column.measures.patients_moved)
    return _("%(practices)s changing network would bring %(names)s inside") % {
        "practices": some(len(fewest.moves), "practice"),
        "names": names_of(shown),
    }


def some(number: int, noun: str) -> str:
    """A number with its noun, at the head of a sentence: Two practices."""
    return f"{capitalised(spelled(number))} {noun}{'' if number == 1 else 's'}"


def mend_lines(shown: Comparison) -> list[str]:
    """How far the options go."""
    if not shown.options:
        return []
    most = max(len(column.moves) for column in shown.options)
    return [
        _(
            "Each option changes the network of %(most)s practices at most and takes no other "
            "network outside. Read them against today, on grey."
        )
        % {"most": spelled(most)}
    ]


def means_message(shown: Comparison) -> str:
    """The third step's message: from the least to the most that follows patients."""
    moved = [column.measures.patients_moved for column in shown.options]
    if not moved:
        return _("Nothing changes, so no money and no post moves")
    return _("Between %(least)s and %(most)s patients change network, and money follows them") % {
        "least": grouped(min(moved)),
        "most": grouped(max(moved)),
    }


def means_lines() -> list[str]:
    """What goes with a practice."""
    return [
        _(
            "When a practice changes network, the payment for its patients goes with it, its own "
            "staff come with it, and the posts of both networks have to be agreed on again."
        )
    ]


def workings(shown: Comparison) -> list[dict[str, str]]:
    """How each option's payment was worked out, with the status of its rate."""
    day = shown.ground.when.as_at
    found = [
        (column.title, core_payment(column.measures.patients_moved, on=day))
        for column in shown.options
    ]
    return [
        {"title": title, "working": held.working, "status": held.status_words, "year": held.year}
        for title, held in found
        if held is not None
    ]


def community_message(held: Community, name: str) -> str:
    """The fourth step's message."""
    gaps, services = len(held.gaps), counted(held.area.found.total, _("entry"), _("entries"))
    if not gaps:
        return _("%(services)s around %(name)s, and something fits every need") % {
            "services": services,
            "name": name,
        }
    return _("%(services)s around %(name)s, and %(gaps)s that nothing fits") % {
        "services": services,
        "name": name,
        "gaps": _("one need") if gaps == 1 else _("%(n)s needs") % {"n": spelled(gaps)},
    }


def community_lines() -> list[str]:
    """What an entry and a need are."""
    return [
        _(
            "Pharmacies, libraries, groups and services, from published files and from what link "
            "workers write down, beside what residents look for. Where nothing fits a need in its "
            "neighbourhood, there is a gap."
        )
    ]


def dates_message(shown: TwoDays) -> str:
    """The fifth step's message."""
    return _("%(changes)s of practices between %(then)s and %(now)s") % {
        "changes": some(len(shown.difference.structural), "change"),
        "then": in_words(shown.difference.earlier),
        "now": in_words(shown.difference.later),
    }


def dates_lines(shown: TwoDays, band: tuple[int, int]) -> list[str]:
    """Networks, those outside the band, and patients on both days."""
    held = shown.difference
    then = [one.patients_before for one in held.networks if one.practices_before]
    now = [one.patients_now for one in held.networks if one.practices_now]
    smallest, largest = band
    return [
        _("%(day)s: %(networks)s, of which %(outside)s outside %(band)s; %(patients)s.")
        % {
            "day": in_words(day),
            "networks": counted(len(sizes), _("network"), _("networks")),
            "outside": spelled(sum(not smallest <= size <= largest for size in sizes)),
            "band": f"{grouped(smallest)} to {grouped(largest)}",
            "patients": counted(patients, _("registered patient"), _("registered patients")),
        }
        for day, sizes, patients in (
            (held.earlier, then, held.patients_before),
            (held.later, now, held.patients_now),
        )
    ]


def doors_of_today(asked: Tour, dates: Dates) -> tuple[Link, ...]:
    """Where the first step goes on."""
    within = asked.system
    return (
        Link(text=_("All that needs attention"), href=dates.link(f"/systems/{within}/attention/")),
        Link(text=_("The large map"), href=dates.link("/map/", within=within)),
        Link(
            text=_("The map of neighbourhoods"),
            href=dates.link("/map/", within=within, show="neighbourhoods"),
        ),
        Link(text=_("The structure diagram"), href=dates.link("/structure/", within=within)),
    )


def doors_of_mending(shown: Comparison, dates: Dates) -> tuple[Link, ...]:
    """The same question in the planner, and moving practices by hand."""
    codes = urlencode([("network", code) for code in shown.focus])
    system = shown.ground.system.code
    return (
        Link(
            text=_("The same in the planner, to keep or to adjust"),
            href=dates.link(f"/planner/mend/?{codes}"),
        ),
        Link(text=_("Move practices by hand"), href=dates.link("/planner/by-hand/", within=system)),
        Link(text=_("Ask the planner something else"), href=dates.link("/planner/", within=system)),
    )


def doors_of_means(shown: Comparison, dates: Dates) -> tuple[Link, ...]:
    """Money and people of the networks that are mended."""
    return tuple(
        Link(text=words % {"name": shown.ground.name(code)}, href=dates.link(href))
        for code in shown.focus
        for words, href in (
            (_("Money of %(name)s"), f"/networks/{code}/money/"),
            (_("People of %(name)s"), f"/networks/{code}/people/"),
        )
    )


def doors_of_community(network: str, name: str, dates: Dates) -> tuple[Link, ...]:
    """The community's pages."""
    return (
        Link(
            text=_("The community of %(name)s") % {"name": name},
            href=dates.link(f"/networks/{network}/community/"),
        ),
        Link(text=_("Find what fits a need, in three steps"), href=dates.link("/community/find/")),
        Link(
            text=_("What changes for residents of %(name)s") % {"name": name},
            href=dates.link(f"/me/networks/{network}/"),
        ),
    )


def doors_of_dates(asked: Tour, then: date, dates: Dates) -> tuple[Link, ...]:
    """The system's own page on both days, and the form that changes them."""
    home = f"/systems/{asked.system}/"
    return (
        Link(
            text=_("%(name)s on %(day)s") % {"name": asked.name, "day": in_words(then)},
            href=f"{home}?{urlencode({'as_at': then.isoformat()})}",
        ),
        Link(
            text=_("%(name)s on %(day)s") % {"name": asked.name, "day": in_words(asked.when.as_at)},
            href=dates.link(home),
        ),
        Link(text=_("Choose any day"), href=dates.link("/dates/", next=home)),
    )
