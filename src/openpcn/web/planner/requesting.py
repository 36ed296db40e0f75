"""The form that asks for proposals: read field by field, each trouble beside its field."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openpcn.domains.planning.actions.plans import begin_plan
from openpcn.kernel.errors import NotRight
from openpcn.web.dates import dates_of
from openpcn.web.planner.asking import whole_number
from openpcn.web.planner.locking import lines_said, locks, practices_said
from openpcn.web.recording.doors import person_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.planner.dials import Question, asked_of
from openpcn.workflows.planner.ground import Ground, ground_of
from openpcn.workflows.planner.propose import ask_for_proposals
from openpcn.workflows.planner.wishing import (
    can_balance,
    candidates_of,
    checked_number,
    travel_from,
)

MOST_BYTES = 4_000_000
"""Of a file of travel times."""


def ask_for_plan(request: HttpRequest, form: Form, within: str) -> int | None:
    """Begin a plan and ask for its proposals; its number, or nothing where the form has trouble."""
    dates = dates_of(request)
    area = (form.said.get("area") or within).strip().upper()
    smallest = _number(form, "smallest", "30,000", _("a size"))
    largest = _number(form, "largest", "50,000", _("a size"))
    ground = form.act(
        lambda: ground_of(area, when=dates.when, smallest=smallest, largest=largest),
        about="smallest",
    )
    question = _question(request, form, ground) if ground else None
    asked = form.act(lambda: asked_of(question), about="stays") if question else None
    if asked is None:
        return None
    plan: int | None = form.act(
        lambda: begin_plan(
            title=form.said.get("title", "").strip() or _("Proposals for the area"),
            owner=form.said.get("owner", ""),
            within=area,
            as_at=dates.as_at,
            smallest=smallest,
            largest=largest,
            asked=asked,
            by=person_of(request),
        ),
        about="owner",
    )
    if plan is not None:
        ask_for_proposals(plan, by=person_of(request))
    return plan


def _question(request: HttpRequest, form: Form, ground: Ground) -> Question | None:
    said, post = form.said, request.POST
    number = _number(form, "number", "0", _("a number of networks"))
    if said.get("count") == "number":
        areas = len(candidates_of(ground))
        form.act(lambda: checked_number(number, areas), about="number")
    seconds = _number(form, "seconds", "60", _("a time"))
    keep_today = form.act(lambda: _kilometres(said.get("keep_today") or "3"), about="keep_today")
    balance = form.act(lambda: _balance(ground, said.get("balance", "")), about="balance")
    stays = form.act(lambda: _stays(ground, post.getlist("stays")), about="stays")
    together = form.act(lambda: locks(ground, lines_said(post, "together")), about="together")
    apart = form.act(lambda: locks(ground, lines_said(post, "apart")), about="apart")
    travel = form.act(lambda: _travel(request, ground), about="travel")
    if form.problems:
        return None
    return Question(
        kind=said.get("question", "options"),
        keep_today=keep_today,
        count=said.get("count", "target"),
        number=number or None,
        seconds=seconds,
        together=together,
        apart=apart,
        stays=stays,
        balance=balance,
        may_stretch=said.get("stretch") == "yes",
        travel=travel,
    )


def _number(form: Form, name: str, usual: str, what: str) -> int:
    number: int | None = form.act(
        lambda: whole_number(form.said.get(name) or usual, what), about=name
    )
    return number or 0


def _stays(ground: Ground, lines: list[str]) -> list[str]:
    return [code for line in lines for code in practices_said(ground, line)]


def _kilometres(text: str) -> float:
    try:
        return float(text.strip())
    except ValueError:
        raise NotRight(
            f"“{text[:20]}” is not a number of kilometres.", next_step="Write a number, such as 3."
        ) from None


def _balance(ground: Ground, balance: str) -> str:
    if not can_balance(ground, balance):
        raise NotRight(
            "What is to be evened out is not held for this area and day.",
            next_step="Load it, choose another day, or even out something else.",
        )
    return balance


def _travel(request: HttpRequest, ground: Ground) -> dict[str, Any] | None:
    held = request.FILES.get("travel")
    if held is None:
        return None
    if (held.size or 0) > MOST_BYTES:
        raise NotRight(
            f"{held.name} is larger than {MOST_BYTES // 1_000_000} MB.",
            next_step="Leave out pairs that are far apart: they are estimated from the others.",
        )
    return travel_from(ground, held.name or "travel.csv", held.read())
