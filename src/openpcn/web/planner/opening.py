"""Opening a change case: each kind asks for what it needs, and for nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.planning.actions import cases as acts
from openpcn.domains.planning.queries.cases import kinds
from openpcn.domains.planning.queries.plans import get_plan
from openpcn.kernel.new_networks import NEW
from openpcn.kernel.wording import capitalised, spelled
from openpcn.web.dates import Dates
from openpcn.web.planner import wording
from openpcn.web.planner.asking import for_an_area, moves_asked, owners_for, practices_in
from openpcn.web.recording.doors import for_recording, form_of, person_of
from openpcn.web.recording.forms import Form
from openpcn.web.viewers import viewer_of
from openpcn.workflows.planner.cases import kind_of_moves, moves_for
from openpcn.workflows.planner.compare import moves_in_words, moves_of
from openpcn.workflows.planner.ground import Ground

Choices = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Fields:
    """What the form of a kind of case asks for beside its words."""

    about: str
    """practice, network, unplaced, below or above: what there is to choose from."""
    about_label: str
    into: str = ""
    """network, new (or a new one) or none (or none): where it would go; empty: nowhere."""
    into_label: str = ""
    has_parts: bool = False
    """Whether practices of the network are chosen."""


def fields_of(kind: str) -> Fields:
    """The fields of a kind."""
    joins = _("It would join")
    match kind:
        case "merge":
            label, into = _("Network that would end"), _("Its practices would join")
            return Fields(about="network", about_label=label, into="network", into_label=into)
        case "split":
            return Fields(about="network", about_label=_("Network that divides"), has_parts=True)
        case "leave":
            label = _("Practice that leaves")
            return Fields(about="practice", about_label=label, into="none", into_label=joins)
        case "waiver":
            return Fields(about="below", about_label=_("Network below 30,000"))
        case "rationale":
            return Fields(about="above", about_label=_("Network above 50,000"))
        case "unplaced":
            label = _("Practice in no network")
            return Fields(about="unplaced", about_label=label, into="new", into_label=joins)
    return Fields(
        about="practice", about_label=_("Practice that moves"), into="new", into_label=joins
    )


def meanings() -> dict[str, str]:
    """What each kind of case is for, in a sentence."""
    return {
        "move": _("One practice changes from its network to another, or to a new one."),
        "merge": _("All practices of one network join another; the first network ends."),
        "split": _("Some practices of a network form a new one, whose code is still to come."),
        "leave": _("A practice leaves; it joins another network now, or none yet."),
        "waiver": _("A network stays below 30,000 and says why; the commissioner may allow it."),
        "rationale": _("A network stays above 50,000 and says why, with what it does about it."),
        "unplaced": _("A practice in no network joins one, so that its patients are covered."),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
@for_an_area
def new(request: HttpRequest, ground: Ground, dates: Dates) -> HttpResponse:
    """Choose a kind, then write what that kind asks for; from a version its moves are held."""
    form = form_of(request)
    moves = _moves_held(request, ground, dates, form)
    kind = form.said.get("kind") or request.GET.get("kind", "") or kind_of_moves(ground, moves)
    words: dict[str, Any] = {
        "ground": ground,
        "dates": dates,
        "crumbs": wording.crumbs_of(ground, dates),
        "kinds": [(value, called, meanings()[value]) for value, called in kinds()],
        "owners": owners_for(request, dates.when),
    }
    if kind not in dict(kinds()):
        return render(request, "planner/case-kinds.html", words)
    if request.method == "POST":
        number = _open(request, ground, form, kind, moves)
        if number is not None:
            return redirect("case", number=number)
    words |= form_words(request, ground, form, kind, moves)
    return render(request, "planner/case-new.html", words, status=400 if form.problems else 200)


def form_words(
    request: HttpRequest, ground: Ground, form: Form, kind: str, moves: dict[str, str]
) -> dict[str, Any]:
    """What the form of a kind is given."""
    asked = fields_of(kind)
    about = form.said.get("about") or request.GET.get("about", "")
    return {
        "form": form,
        "kind": kind,
        "kind_words": dict(kinds())[kind],
        "meaning": meanings()[kind],
        "fields": asked,
        "about": about,
        "abouts": _abouts(ground, asked.about),
        "intos": _intos(ground, asked.into),
        "parts": _parts(ground, about) if asked.has_parts and not moves else [],
        "ticked": request.POST.getlist("part"),
        "moves": [f"{code}:{network}" for code, network in moves.items()],
        "moves_words": moves_in_words(ground, moves_of(ground, {**ground.situation.today, **moves}))
        if moves
        else "",
    }


def _abouts(ground: Ground, which: str) -> Choices:
    today = ground.situation.today
    practices = practices_in(ground)
    if which == "unplaced":
        return [(code, name) for code, name, _net in practices if code not in today]
    if which == "practice":
        return [
            (code, f"{name} ({network})" if network else name) for code, name, network in practices
        ]
    brief = ground.situation.brief
    sizes = dict.fromkeys(ground.networks, 0)
    for code, network in today.items():
        if network in sizes:
            sizes[network] += ground.practices[code].patients or 0
    rows = [(code, f"{ground.name(code)} ({sizes[code]:,} patients)") for code in ground.networks]
    if which == "below":
        return [row for row in rows if sizes[row[0]] < brief.smallest]
    if which == "above":
        return [row for row in rows if sizes[row[0]] > brief.largest]
    return rows


def _intos(ground: Ground, which: str) -> Choices:
    held = [(code, ground.name(code)) for code in ground.networks]
    if which == "new":
        return [*held, (f"{NEW}1", _("A new network (code to come)"))]
    if which == "none":
        return [("none", _("No network yet")), *held]
    return held if which else []


def _parts(ground: Ground, network: str) -> Choices:
    today = ground.situation.today
    return [
        (code, f"{name} ({ground.practices[code].patients or 0:,} patients)")
        for code, name, _net in practices_in(ground)
        if today.get(code) == network
    ]


def _moves_held(request: HttpRequest, ground: Ground, dates: Dates, form: Form) -> dict[str, str]:
    """Moves that a version brings, or that the form has carried along."""
    if request.method == "POST":
        return dict(moves_asked(request.POST.getlist("move")))
    if not (request.GET.get("plan", "").isdigit() and request.GET.get("version", "").isdigit()):
        return {}
    plan = get_plan(viewer_of(request), int(request.GET["plan"]), when=dates.when)
    version = plan.version(int(request.GET["version"]))
    form.said = {"application": version.rationale or version.note}
    return {move.practice: move.to_network for move in moves_of(ground, version.network_of)}


def _open(
    request: HttpRequest, ground: Ground, form: Form, kind: str, moves: dict[str, str]
) -> int | None:
    asked = fields_of(kind)
    about = next(iter(moves), "") or form.text("about", asked.about_label.lower(), longest=20)
    into = form.text("into", _("where it would go"), longest=20) if asked.into and not moves else ""
    parts = request.POST.getlist("part")
    if asked.has_parts and not moves and about and not parts:
        form.problems["part"] = _("Choose the practices that would form the new network")
    title = form.text("title", _("a title"), required=False)
    application = form.text("application", _("what is asked for, and why"), longest=10_000)
    day: date | None = form.day_or_open("effective_on")

    def act() -> int:
        found = moves or moves_for(
            ground,
            kind=kind,
            about=about.upper(),
            into="" if into == "none" else into.upper(),
            parts=parts,
        )
        return acts.open_case(
            kind=kind,
            title=title or title_of(ground, kind, about.upper(), found),
            owner=form.said.get("owner", ""),
            about=about.upper(),
            within=ground.area.code,
            moves=found,
            application=application,
            effective_on=day,
            by=person_of(request),
        )

    number: int | None = form.act(act, about="about")
    return number


def title_of(ground: Ground, kind: str, about: str, moves: dict[str, str]) -> str:
    """What a case is called unless somebody says otherwise."""
    name = ground.name(about)
    match kind:
        case "waiver":
            return _("Waiver for %(name)s below 30,000") % {"name": name}
        case "rationale":
            return _("Rationale for %(name)s above 50,000") % {"name": name}
        case "split" if about not in moves:
            return _("%(name)s divides") % {"name": name}
        case "merge":
            into = next(iter(moves.values()), "")
            return _("%(name)s merges with %(into)s") % {"name": name, "into": ground.name(into)}
    if len(moves) > 1:
        return _("%(number)s practices change network") % {
            "number": capitalised(spelled(len(moves)))
        }
    to = moves.get(about, "")
    if not to:
        return _("%(name)s leaves its network") % {"name": name}
    return _("%(name)s joins %(into)s") % {"name": name, "into": ground.name(to)}
