"""What is done with answers: results for everybody, entries from paper, words to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.actions import moderating
from openpcn.domains.engagement.actions import responses as acts
from openpcn.domains.engagement.equality import CHARACTERISTICS, SOURCE
from openpcn.domains.engagement.queries.consultations import ConsultationAnswer, get_consultation
from openpcn.domains.engagement.queries.results import Results, entries, passages, results
from openpcn.domains.engagement.vocabulary import RECORD, Channel, Moderation
from openpcn.domains.registry.permissions import require
from openpcn.kernel.exports import Cell, csv_lines
from openpcn.kernel.personal_details import masked
from openpcn.kernel.wording import percent
from openpcn.web.pages.downloads import attached
from openpcn.web.recording.doors import for_recording, form_of, go, person_of, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.web.voices.answering import read
from openpcn.web.voices.reading import page
from openpcn.workflows.facts.tell_source import RECORDED, tell_source
from openpcn.workflows.voices.heard import GroupHeard, Heard, who_was_heard

HEADINGS = ("About", "Answer or group", "People", "Of", "Share", "From", "To", "Residents' share")


@require_safe
def shown(request: HttpRequest, number: int) -> HttpResponse:
    """The results, and who answered against who lives there; the same for everybody."""
    found, came, heard = asked(request, number)
    return page(
        request,
        "results",
        Form(),
        found=found,
        came=came,
        heard=heard,
        source=SOURCE,
        verdict=verdict,
        between=between,
    )


@require_safe
def as_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The same numbers as CSV, withheld where the page withholds them."""
    found, came, heard = asked(request, number)
    told = tell_source(when=when_of(request), statement=RECORDED)
    rows = ((*row, *told.cells[1:]) for row in rows_of(found, came, heard))
    lines = csv_lines((*HEADINGS, *told.headings[1:]), rows)
    return attached("".join(lines), f"consultation-{number}.csv", told)


def asked(
    request: HttpRequest, number: int
) -> tuple[ConsultationAnswer, Results, tuple[Heard, ...]]:
    """A consultation with its results."""
    found = get_consultation(viewer_of(request), number)
    came = results(found)
    return found, came, who_was_heard(found, when=when_of(request)) if found.is_here else ()


def rows_of(
    found: ConsultationAnswer, came: Results, heard: tuple[Heard, ...]
) -> Iterator[tuple[Cell, ...]]:
    """Rows for a spreadsheet."""
    for channel, people in came.by_channel:
        yield "How people answered", channel, people, came.people, "", "", "", ""
    for one in found.english.questions:
        for at, option in enumerate(one.options):
            n = came.chosen[one.key][at]
            yield one.words, option, n, came.answered[one.key], "", "", "", ""
    for each in heard:
        for group in each.groups:
            yield (
                each.words,
                group.words,
                "withheld" if group.answered is None else group.answered,
                "withheld" if each.said is None else each.said,
                *(None if x is None else round(x, 4) for x in limits(group)),
                None if group.residents is None else round(group.residents, 4),
            )


def limits(group: GroupHeard) -> tuple[float | None, float | None, float | None]:
    """Share and interval."""
    return group.share, group.low, group.high


def verdict(group: GroupHeard) -> str:
    """What may be said of a group."""
    return {
        "fewer": _("Heard less than they live here"),
        "more": _("Heard more than they live here"),
        "not clear": _("Not clearly different"),
        "withheld": _("Withheld"),
        "not held": _("Residents not held"),
    }[group.verdict]


def between(group: GroupHeard) -> str:
    """A share with its interval."""
    if group.share is None or group.low is None or group.high is None:
        return ""
    return _("%(share)s (%(low)s to %(high)s)") % {
        "share": percent(group.share),
        "low": percent(group.low),
        "high": percent(group.high),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Enter an answer from paper, a meeting or the telephone, with where it is from."""
    by = person_of(request)
    found = get_consultation(by, number)
    require(by, RECORD, found.owner_id)
    form = form_of(request)
    if request.method == "POST":
        told: dict[str, Any] = {
            "channel": form.choice("channel", _("how it was answered"), channels()),
            "received_on": form.day("received_on", _("the day it was received")),
            "people": form.whole("people", _("how many people")),
            "entered_from": form.text("entered_from", _("what it was entered from"), longest=300),
            "said": read(form, request, found),
            "counts": counted(form),
        }
        form.act(lambda: acts.enter(number, by=by, **told), about="channel")
        if not form.problems:
            return go(request, "consultation-enter", number)
    return entering(request, found, form)


def entering(request: HttpRequest, found: ConsultationAnswer, form: Form) -> HttpResponse:
    """The form, with what was entered so far beneath it: where from, never what it says."""
    return page(
        request,
        "enter",
        form,
        found=found,
        questions=[(one, "") for one in found.english.questions],
        entries=entries(person_of(request), found),
        channels=[(each, Channel(each).label) for each in channels()],
        characteristics=CHARACTERISTICS.values() if found.asks_equality else [],
        ticked={(key, v) for key in request.POST for v in request.POST.getlist(key)},
    )


def counted(form: Form) -> dict[str, dict[str, int]]:
    """Of several people together: how many said that they belong to each group."""
    return {
        one.key: {
            group: form.whole(f"n-{one.key}-{group}", _("how many"))
            for group in one.groups
            if form.said.get(f"n-{one.key}-{group}", "").strip()
        }
        for one in CHARACTERISTICS.values()
    }


def channels() -> list[str]:
    """The ways of answering that somebody enters."""
    return [each for each in Channel.values if each != Channel.ONLINE]


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def entry_out(request: HttpRequest, number: int) -> HttpResponse:
    """Take back an answer that was entered by mistake."""
    form, by = form_of(request), person_of(request)
    if request.method == "POST":
        which = form.number_of("entry")
        form.act(lambda: acts.take_back_entered(number, which, by=by), about="channel")
    if form.problems:
        return entering(request, get_consultation(by, number), form)
    return go(request, "consultation-enter", number)


@require_safe
@for_recording
def words(request: HttpRequest, number: int) -> HttpResponse:
    """What people wrote, to be read before others read it."""
    return reading(request, number, Form())


def reading(request: HttpRequest, number: int, form: Form) -> HttpResponse:
    """The words, with or without a form that has to be mended."""
    found = get_consultation(viewer_of(request), number)
    asked_by = {one.key: one.words for one in found.english.questions}
    held = passages(viewer_of(request), found)
    return page(
        request, "words", form, found=found, passages=held, asked_by=asked_by, masked=masked
    )


small_form = small_forms(reading, "consultation-words")


@small_form("passage")
def moderate(form: Form, number: int, by: Account) -> Callable[[], Any]:
    which, to = form.number_of("passage"), form.choice("to", _("what to do"), Moderation.values)
    said = form.text("shown", "", required=False, longest=4_000)
    note = form.text("note", "", required=False, longest=300)
    return lambda: moderating.moderate(which, to=to, shown=said, note=note, by=by)
