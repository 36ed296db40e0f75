"""The answer to a scenario as rows, as a workbook and for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from openpcn.engines.fairness.facts import PENNY, Practice
from openpcn.engines.fairness.levelling import Levelled
from openpcn.kernel.exports import Cell
from openpcn.kernel.wording import plain
from openpcn.workflows.fairness.pictures import METHODS
from openpcn.workflows.fairness.show_fairness import Fairness
from openpcn.workflows.fairness.workings import Ingredient, ingredients
from openpcn.workflows.funding.workbooks import fill

ILLUSTRATIVE = "A comparison to discuss; it is nobody's decision and no payment follows from it."


def headings(found: Fairness) -> tuple[str, ...]:
    """Of one row for each practice."""
    return (
        "Practice",
        "Code",
        "Network",
        "Registered patients",
        "Weighted patients",
        "Weighted for each registered",
        "Money today",
        "Today for each registered patient",
        "Today for each weighted patient",
        *(f"Year {year}" for year in range(1, found.scenario.years + 1)),
        "Gain in the last year",
        "After for each registered patient",
        "Working",
        "Need is",
        "Year of lists and money",
        "Not compared because",
    )


def rows(found: Fairness) -> Iterator[tuple[Cell, ...]]:
    """Every practice that is compared, then those that are not, with the reason."""
    plan = {one.code: one for one in found.plan.practices}
    for one in found.practices:
        yield row(found, one, plan[one.code])
    for left in found.weighed.left_out:
        blank = [None] * (len(headings(found)) - 5)
        yield (left.name, left.code, "", *blank, str(found.held.year), left.why)


def row(found: Fairness, one: Practice, plan: Levelled) -> tuple[Cell, ...]:
    """One practice."""
    about = found.about[one.code]
    return (
        about.name,
        one.code,
        about.network,
        float(one.patients),
        float(one.need),
        float((one.need / one.patients).quantize(Decimal("0.001"))),
        float(one.pounds),
        float((one.pounds / one.patients).quantize(PENNY)),
        float((one.pounds / one.need).quantize(PENNY)),
        *(float(each) for each in plan.by_year),
        float(plan.gain),
        float((plan.after / one.patients).quantize(PENNY)),
        plan.working,
        METHODS[found.scenario.method],
        str(found.held.year),
        "",
    )


def workbook(found: Fairness, source: str) -> bytes:
    """The bytes of an xlsx file: practices, curve, floor, ingredients, and what it is about."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one sheet
    first.title = "Practices"
    columns = headings(found)
    money = [
        at
        for at, name in enumerate(columns, 1)
        if name.startswith(("Money", "Year ", "Gain", "Today", "After")) and "lists" not in name
    ]
    fill(first, columns, rows(found), money_columns=money)
    fill(
        book.create_sheet("Curve"),
        ("Share of patients", "Share of need", "Share of money today", "Share after the plan"),
        curve_rows(found),
        money_columns=(0,),
    )
    fill(
        book.create_sheet("Floor"),
        ("Practice", "Today for each patient", "To the floor", "Working"),
        [(one.code, float(one.each), float(one.cost), one.working) for one in found.floor.below],
        money_columns=(2, 3),
    )
    fill(
        book.create_sheet("Ingredients"),
        ("Ingredient", "What counts", "Period", "It is", "Source"),
        [cells(one) for one in ingredients(found)],
        money_columns=(0,),
    )
    about = book.create_sheet("About")
    for said in (ILLUSTRATIVE, *told(found), source):
        about.append([said])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def curve_rows(found: Fairness) -> list[tuple[Cell, ...]]:
    """The points of the three curves, which stand at the same shares of patients."""
    return [
        (float(need.patients), float(need.amount), float(today.amount), float(after.amount))
        for need, today, after in zip(
            found.need.points, found.today.points, found.after.points, strict=True
        )
    ]


def cells(one: Ingredient) -> tuple[Cell, ...]:
    """An ingredient as a row."""
    return (one.title, one.words, one.period, one.status, one.source)


def told(found: Fairness) -> Iterator[str]:
    """The scenario and its answer in sentences."""
    plan = found.plan.plan
    yield (
        f"{found.held.page.subject.organisation.name}, payments of {found.held.year}; money: "
        f"{found.scenario.money.title.lower()}; need by {METHODS[found.scenario.method]}."
    )
    yield (
        f"Budget £{plan.budget:,.2f} a year, at most {plain(100 * plan.pace)}% more a year for a "
        f"practice, over {plan.years} years; floor £{found.floor.pounds_each:,.2f} a patient."
    )
    yield f"Share of money that follows need today: {found.follows_today.working}."
    yield f"After the plan: {found.follows_after.working}."
    yield f"Index of need {found.need.working}; of money today {found.today.working}."
    yield from found.cautions


def as_json(found: Fairness) -> dict[str, Any]:
    """The answer for other programs; pounds are numbers with two decimals."""
    plan = found.plan
    return {
        "area": found.held.page.subject.code,
        "year": str(found.held.year),
        "method": found.scenario.method.value,
        "money": found.scenario.money.code,
        "is_edited": found.scenario.is_edited,
        "practices": [
            {
                "code": one.code,
                "registered": float(one.patients),
                "weighted": float(one.need),
                "today": float(one.pounds),
                "by_year": [float(each) for each in each_plan.by_year],
                "gain": float(each_plan.gain),
                "is_held_by_pace": each_plan.is_held_by_pace,
                "working": each_plan.working,
            }
            for one, each_plan in zip(found.practices, plan.practices, strict=True)
        ],
        "not_compared": [
            {"code": one.code, "why": one.why, "next_step": one.next_step}
            for one in found.weighed.left_out
        ],
        "total": {
            "today": float(found.money),
            "budget": float(plan.plan.budget),
            "spent_by_year": [float(each) for each in plan.spent_by_year],
            "unspent": float(plan.unspent),
            "gain": len(plan.gainers),
            "lose": 0,
        },
        "follows_need": {
            "today": float(found.follows_today.share),
            "after": float(found.follows_after.share),
            "to_move": float(found.follows_today.to_move),
            "working": found.follows_today.working,
        },
        "concentration": {
            "need": float(found.need.index),
            "today": float(found.today.index),
            "after": float(found.after.index),
            "working": found.today.working,
        },
        "floor": {
            "pounds_each": float(found.floor.pounds_each),
            "below": [{"code": one.code, "cost": float(one.cost)} for one in found.floor.below],
            "cost": float(found.floor.cost),
        },
        "ingredients": [
            {
                "title": one.title,
                "words": one.words,
                "period": one.period,
                "status": one.status,
                "source": one.source,
            }
            for one in ingredients(found)
        ],
        "cautions": list(found.cautions),
        "counted_on": found.held.year.last_on.isoformat(),
    }
