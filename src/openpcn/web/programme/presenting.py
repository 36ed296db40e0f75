"""Words and tables of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.programme.queries.answers import (
    ActionAnswer,
    DecisionAnswer,
    MatterAnswer,
    MilestoneAnswer,
    RiskAnswer,
)
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.web.programme.parts import SECTION_OF, part_words
from openpcn.workflows.programme.around import Around
from openpcn.workflows.programme.requirements import Tracker
from openpcn.workflows.programme.show_programme import Programme


def facts(found: Programme, overdue_checks: int, asked: Tracker) -> list[dict[str, str]]:
    """The few figures at the top, each with the way to its list."""
    stand = [one for one in found.decisions if one.is_open]
    newest = _("the last on %(day)s") % {"day": in_words(stand[0].raised_on)} if stand else ""
    ids = [one.id for one in found.around.networks]
    signed, of = sum(map(asked.signed, ids)), sum(map(asked.asked_of, ids))
    actions = [one for one in found.actions if one.is_open]
    risks = [one for one in found.risks if one.is_open]
    grave = sum(one.score >= 8 for one in risks)
    aims = [one for one in found.milestones if one.is_open]
    plans = [one for one in found.plans if one.in_force]
    return [
        fact("actions", _("Open actions"), actions, late_words(actions)),
        fact("decisions", _("Decisions that stand"), stand, newest or _("none recorded")),
        fact("risks", _("Open risks"), risks, _("%(n)s high or extreme") % {"n": grave}),
        fact("milestones", _("Open milestones"), aims, late_words(aims)),
        fact(
            "in-force",
            _("Plans in force"),
            plans,
            counted(overdue_checks, _("check overdue"), _("checks overdue")),
        ),
        {
            "slug": "requirements",
            "label": _("Requirements signed off"),
            "figure": f"{signed:,}",
            "note": _("of %(n)s, over all networks here") % {"n": f"{of:,}"}
            if len(ids) > 1
            else _("of %(n)s") % {"n": of},
        },
    ]


def fact(slug: str, label: str, held: Sequence[MatterAnswer], note: str) -> dict[str, str]:
    """One figure."""
    return {"slug": slug, "label": label, "figure": str(len(held)), "note": note}


def late_words(held: Sequence[MatterAnswer]) -> str:
    """How many should have been done by now."""
    late = sum(one.is_late for one in held)
    return _("%(n)s overdue") % {"n": late} if late else _("none overdue")


def attention(found: Programme, dates: Dates) -> Iterator[dict[str, str]]:
    """What needs a hand, the gravest first: what is overdue, who has left, what cannot be."""
    here = found.around
    for one in found.without_owner:
        yield finding(
            here,
            one,
            dates,
            _("%(kind)s without an owner: %(who)s")
            % {"kind": singular(one.kind), "who": owner_words(one)},
            _("Hand it over"),
        )
    for one in (*found.actions, *found.milestones, *found.risks):
        if one.is_late and one.date_of_next is not None:
            told = {"kind": singular(one.kind), "day": in_words(one.date_of_next)}
            yield finding(here, one, dates, late_of(one) % told, _("Look at it"))
    named = {one.id: one for one in found.milestones}
    for slip in found.slips:
        told = {
            "needs": named[slip.needs].title,
            "day": in_words(slip.not_before),
            "n": slip.days,
        }
        says = _("Expected %(n)s days before what it needs: “%(needs)s”, not before %(day)s")
        yield finding(here, named[slip.id], dates, says % told, _("Move its forecast"))


def late_of(one: MatterAnswer) -> str:
    """What is late about it."""
    if one.kind == "risk":
        return _("Risk whose review was due on %(day)s")
    if one.kind == "milestone":
        return _("Milestone that was expected on %(day)s")
    return _("%(kind)s that was due on %(day)s")


def finding(here: Around, one: MatterAnswer, dates: Dates, says: str, step: str) -> dict[str, str]:
    """One line of what needs a hand; whose it is, where that is not who is looked at."""
    whose = "" if one.about_id == here.organisation.id else f"{as_written(one.about_name)}. "
    return {
        "whose": whose,
        "title": one.title,
        "says": says,
        "href": link_to(here, one, dates),
        "step": step,
    }


def singular(kind: str) -> str:
    """What one of a kind is called."""
    return {
        "action": _("Action"),
        "decision": _("Decision"),
        "risk": _("Risk"),
        "milestone": _("Milestone"),
        "plan": _("Plan"),
        "requirement": _("Requirement"),
    }[kind]


def link_to(here: Around, one: MatterAnswer, dates: Dates) -> str:
    """The page of a matter, under the organisation that is looked at."""
    where = [here.path, here.subject.code, SECTION_OF[one.kind], one.id]
    return dates.link(reverse("matter", args=where))


def owner_words(one: MatterAnswer) -> str:
    """Who answers for it; told where they are there no more."""
    if one.owner is None:
        return _("nobody named")
    if not one.owner.has_left:
        return one.owner.name
    if one.owner.left_on is not None:
        return _("%(name)s left on %(day)s") % {
            "name": one.owner.name,
            "day": in_words(one.owner.left_on),
        }
    return _("%(name)s holds no role here") % {"name": one.owner.name}


def standing(one: Any) -> tuple[str, str]:
    """How it stands, and the colour of its tag; the word says the same."""
    if not one.is_open:
        return one.closed_words, "green" if one.closed_as in ("done", "reached") else "grey"
    if one.is_to_come:
        return _("To come"), "blue"
    if one.is_late:
        return (_("Review overdue") if one.kind == "risk" else _("Overdue")), "orange"
    if one.kind == "action":
        return one.progress_words, "blue" if one.progress == "in_hand" else "grey"
    if one.kind == "milestone":
        return (_("Later than set"), "yellow") if one.slipped > 0 else (_("As set"), "blue")
    if one.kind == "plan":
        return (_("In force"), "green") if one.in_force else (_("Over"), "grey")
    return _("Stands") if one.kind in ("decision", "requirement") else _("Open"), "blue"


def title_cell(here: Around, one: MatterAnswer, dates: Dates) -> Cell:
    """Its title with the way to it; whose it is, where that is not who is looked at."""
    whose = "" if one.about_id == here.organisation.id else as_written(one.about_name)
    return words(one.title, href=link_to(here, one, dates), second=whose)


def day(value: Any, missing: str = "") -> Cell:
    """A day."""
    return Cell(value=value, text=in_words(value) if value else missing)


def state(one: Any) -> Cell:
    """How it stands; of what has ended, since when."""
    text, _colour = standing(one)
    return words(text, second=in_words(one.closed_on) if one.closed_on else "")


def table_of(
    here: Around, kind: str, held: Sequence[Any], dates: Dates, *, csv_href: str = ""
) -> Table:
    """The list of one kind."""
    columns, cells = KINDS[kind]
    return Table(
        id=SECTION_OF[kind],
        caption=_("Table of %(what)s") % {"what": part_words(SECTION_OF[kind]).lower()},
        caption_hidden=True,
        columns=(
            Column(label=singular(kind)),
            *(Column(label=label, is_minor=minor) for label, minor in columns()),
            Column(label=_("Standing")),
        ),
        rows=tuple(
            Row(cells=(title_cell(here, one, dates), *cells(one), state(one))) for one in held
        ),
        csv_href=csv_href,
    )


def action_columns() -> list[tuple[str, bool]]:
    """Columns of actions, and whether a phone leaves them out."""
    return [
        (_("Owner"), False),
        (_("Due"), False),
        (_("Question"), True),
        (_("Next report"), True),
    ]


def action_cells(one: ActionAnswer) -> tuple[Cell, ...]:
    """Cells of an action."""
    return (
        words(owner_words(one)),
        day(one.due_on),
        words(one.question, second=one.asked_by),
        Cell(
            value=one.report_on,
            text=in_words(one.report_on) if one.report_on else "",
            second=one.report_to,
        ),
    )


def decision_columns() -> list[tuple[str, bool]]:
    """Columns of decisions."""
    return [(_("Decided by"), False), (_("On"), False), (_("Evidence"), True)]


def decision_cells(one: DecisionAnswer) -> tuple[Cell, ...]:
    """Cells of a decision."""
    return words(one.decided_by), day(one.raised_on), words(one.evidence)


def risk_columns() -> list[tuple[str, bool]]:
    """Columns of risks."""
    return [
        (_("Likelihood × impact"), False),
        (_("What is done about it"), True),
        (_("Owner"), False),
        (_("Review"), True),
    ]


def risk_cells(one: RiskAnswer) -> tuple[Cell, ...]:
    """Cells of a risk."""
    product = f"{one.likelihood} × {one.impact} = {one.score}, {one.band_words.lower()}"
    return (
        Cell(
            value=one.score,
            text=product,
            second=f"{one.likelihood_words}, {one.impact_words.lower()}",
        ),
        words(one.mitigation),
        words(owner_words(one)),
        day(one.review_on),
    )


def milestone_columns() -> list[tuple[str, bool]]:
    """Columns of milestones."""
    return [
        (_("Belongs to"), True),
        (_("As first set"), False),
        (_("Expected, or reached"), False),
        (_("Owner"), True),
    ]


def milestone_cells(one: MilestoneAnswer) -> tuple[Cell, ...]:
    """Cells of a milestone."""
    moved = ""
    if one.slipped:
        later = counted(abs(one.slipped), _("day"), _("days"))
        moved = (_("%(n)s later") if one.slipped > 0 else _("%(n)s earlier")) % {"n": later}
    expected = one.closed_on or one.forecast_on
    return (
        words(one.enabler_words),
        day(one.baseline_on),
        Cell(value=expected, text=in_words(expected), second=moved),
        words(owner_words(one)),
    )


KINDS: dict[str, tuple[Any, Any]] = {
    "action": (action_columns, action_cells),
    "decision": (decision_columns, decision_cells),
    "risk": (risk_columns, risk_cells),
    "milestone": (milestone_columns, milestone_cells),
}
