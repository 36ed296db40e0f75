"""The pages of the guided tour: where it begins, each step, and all of it on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotFound, NotRight
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import listed
from openpcn.web.dates import LONDON, Dates, read_day
from openpcn.web.planner.words import comparison_words
from openpcn.web.tour import steps, tables
from openpcn.web.tour.steps import STEPS, Step
from openpcn.web.viewers import viewer_of
from openpcn.workflows import tour
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST
from openpcn.workflows.tour import Tour


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the five steps are, and how to sign in as somebody."""
    asked = tour.begin_tour()
    words = {"steps": steps_of(), "tour": asked, "dates": dates_for(asked)}
    return render(request, "tour/start.html", words)


@require_safe
def step(request: HttpRequest, number: int) -> HttpResponse:
    """One step, with a way on."""
    asked = tour.begin_tour()
    if not 1 <= number <= len(STEPS):
        raise NotFound(
            _("The tour has %(number)s steps.") % {"number": len(STEPS)},
            next_step=_("Begin with the first step."),
        )
    shown = told(request, asked, STEPS[number - 1])
    others = steps_of()
    words = {
        "told": shown,
        "steps": others,
        "before": others[number - 2] if number > 1 else None,
        "after": others[number] if number < len(others) else None,
    }
    return render(request, "tour/step.html", words)


@require_safe
def handout(request: HttpRequest) -> HttpResponse:
    """Every step beneath each other, to print and to hand out."""
    asked = tour.begin_tour()
    words = {
        "tour": asked,
        "dates": dates_for(asked),
        "told": [told(request, asked, one) for one in STEPS],
    }
    return render(request, "tour/handout.html", words)


def steps_of() -> list[dict[str, Any]]:
    """Number, title and address of each step."""
    return [
        {"number": at, "title": str(one.title), "href": f"/tour/{at}/"}
        for at, one in enumerate(STEPS, 1)
    ]


def dates_for(asked: Tour) -> Dates:
    """The day of the tour, which its links go on with."""
    known = timezone.localdate(timezone=LONDON)
    return Dates(as_at=asked.when.as_at, known_on=known, as_at_asked=True)


def told(request: HttpRequest, asked: Tour, one: Step) -> dict[str, Any]:
    """What one step says and shows."""
    dates = dates_for(asked)
    shown = SHOWN[one.id](request, asked, dates)
    guides = [tour.guide(name, when=asked.when) for name in one.usernames]
    return {
        "step": one,
        "number": STEPS.index(one) + 1,
        "tour": asked,
        "dates": dates,
        "guides": [each for each in guides if each is not None],
        **shown,
    }


def today(request: HttpRequest, asked: Tour, dates: Dates) -> dict[str, Any]:
    """Networks beside neighbourhoods."""
    shown = tour.today(asked, link=dates.link)
    return {
        "shown": shown,
        "message": steps.today_message(shown),
        "lines": steps.today_lines(shown),
        "misfits": tables.misfits_table(shown, dates),
        "areas": tables.areas_beside(shown),
        "doors": steps.doors_of_today(asked, dates),
    }


def mend(request: HttpRequest, asked: Tour, dates: Dates) -> dict[str, Any]:
    """Three options for two misfits."""
    shown = tour.mended(asked)
    words = comparison_words(shown, dates)
    return words | {
        "groups": words["groups"][:3],
        "message": steps.mend_message(shown),
        "lines": steps.mend_lines(shown),
        "doors": steps.doors_of_mending(shown, dates),
    }


def means(request: HttpRequest, asked: Tour, dates: Dates) -> dict[str, Any]:
    """What each option means in money and people."""
    shown = tour.mended(asked)
    words = comparison_words(shown, dates)
    return {
        "shown": shown,
        "message": steps.means_message(shown),
        "lines": steps.means_lines(),
        "options": tables.means_table(shown, words["groups"]),
        "workings": steps.workings(shown),
        "doors": steps.doors_of_means(shown, dates),
    }


def community(request: HttpRequest, asked: Tour, dates: Dates) -> dict[str, Any]:
    """What there is around the smallest misfit, and the gaps."""
    mended = tour.mended(asked)
    network = mended.focus[0]
    held = tour.community(asked, network, viewer=viewer_of(request), link=dates.link)
    name = mended.ground.name(network)
    return {
        "held": held,
        "message": steps.community_message(held, name),
        "lines": steps.community_lines(),
        "kinds": tables.kinds_table(held),
        "doors": steps.doors_of_community(network, name, dates),
    }


def dates_step(request: HttpRequest, asked: Tour, dates: Dates) -> dict[str, Any]:
    """The same system on another day."""
    then = day_asked(request, asked)
    shown = tour.two_days(asked, then, link=dates.link)
    return {
        "shown": shown,
        "then": then,
        "message": steps.dates_message(shown),
        "lines": steps.dates_lines(shown, (SMALLEST, LARGEST)),
        "choices": [
            (in_words(day), f"/tour/{len(STEPS)}/?then={day.isoformat()}", day == then)
            for day in asked.earlier[::-1]
        ],
        "sizes": tables.sizes_table(shown, dates),
        "changes": tables.changes_table(shown, dates),
        "doors": steps.doors_of_dates(asked, then, dates),
    }


def day_asked(request: HttpRequest, asked: Tour) -> date:
    """The earlier day that the reader chose; else the earliest that is held."""
    text = request.GET.get("then", "")
    if not asked.earlier:
        raise NotFound(_("No earlier day is held to compare with."), next_step=_("Go back a step."))
    if not text:
        return asked.earlier[-1]
    day = read_day(text, _("an earlier day of the tour"))
    if day not in asked.earlier:
        raise NotRight(
            _("No map of networks is held for %(day)s.") % {"day": in_words(day)},
            next_step=_("Choose %(days)s.")
            % {"days": listed([in_words(one) for one in asked.earlier[::-1]])},
        )
    return day


SHOWN = {
    "today": today,
    "mend": mend,
    "means": means,
    "community": community,
    "dates": dates_step,
}
