"""Words, tables and the chart of outcomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from openpcn.domains.outcomes.queries.cycles import CycleAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, minus
from openpcn.web.presenters.heads import PATHS
from openpcn.workflows.drawings.charts.spc import SpcSpan
from openpcn.workflows.outcomes.levers import TowardsHeadline
from openpcn.workflows.outcomes.measuring import BEHIND
from openpcn.workflows.outcomes.show_outcomes import OneAmbition, expected_by
from openpcn.workflows.profiles.pictures import ChartPicture
from openpcn.workflows.spc_pictures import in_signals, spc_picture

COLOURS = {
    "At or beyond its target": "green",
    "On its way": "green",
    "Behind its way": "orange",
}


def shown(value: float | Decimal | None, unit: str) -> str:
    """A value in its unit: 4.2%, 1,250, 31 per 1,000."""
    if value is None:
        return _("not known")
    number = float(value)
    return minus(f"{number:,.{decimals(number, unit)}f}{BEHIND[unit]}")


def decimals(number: float, unit: str) -> int:
    """As many as tell something."""
    if unit == "per_cent":
        return 2 if abs(number) < 2 else 1
    return 0 if unit == "per_1000" or number == int(number) else 1


def home_of(one: OneAmbition) -> str:
    """The outcomes page of its organisation."""
    held = one.ambition
    return f"/{PATHS[held.organisation_kind]}/{held.organisation_code}/outcomes/"


def colour(one: OneAmbition) -> str:
    """Of the tag that says how it stands."""
    return COLOURS.get(one.standing, "grey")


def assurance_words(one: OneAmbition) -> str:
    """Whether the target will be met while nothing changes, with its day: it may be years ahead."""
    said = one.statement.assurance if one.statement else ""
    return _("For the target of %(day)s: %(words)s") % {
        "day": in_words(one.ambition.target_on),
        "words": said[:1].lower() + said[1:],
    }


def chart(one: OneAmbition) -> ChartPicture | None:
    """The XmR chart of an ambition."""
    if one.measured.chart is None:
        return None
    held = one.ambition
    unit = BEHIND[held.unit] if held.unit == "per_cent" else ""
    return spc_picture(
        one.measured.chart,
        id_=f"outcome-{held.id}",
        measure=held.title,
        beneath=f"{as_written(held.organisation_name)}, {held.unit_words}.",
        unit=unit,
        decimals=decimals(float(held.target), held.unit),
        way=[(day, float(value)) for day, value in expected_by(one)],
        tried=[
            SpcSpan(
                starts_on=each.starts_on,
                ends_on=each.ends_on or date.max,
                words=f"{each.aim} ({each.decided_words.lower()})",
            )
            for each in one.cycles
            if not each.is_to_come
        ],
    )


def rows_of(one: OneAmbition) -> list[dict[str, object]]:
    """Every reading, the newest first, with what it signals."""
    points = one.measured.chart.points if one.measured.chart else ()
    unit = one.ambition.unit
    expected = dict(expected_by(one))
    return [
        {
            "expected": shown(expected[taken.on], unit) if taken.on in expected else "",
            "id": taken.id,
            "period": taken.period,
            "value": shown(taken.value, unit),
            "of": taken.of,
            "signals": in_signals(point.signals) if point.limits else _("No limits yet"),
            "source": taken.source,
            "edition": taken.edition,
        }
        for taken, point in reversed(list(zip(one.measured.readings, points, strict=True)))
    ]


def headline_rows(found: TowardsHeadline) -> list[tuple[str, str, str]]:
    """What fell, of what, and the aim; a follow-up stands inside outpatients."""

    def fewer(value: float | None) -> str:
        if value is None:
            return _("not known")
        return (
            _("%(n)s fewer") % {"n": f"{value:,.0f}"}
            if value >= 0
            else _("%(n)s more") % {"n": f"{-value:,.0f}"}
        )

    def aim(value: float | None) -> str:
        return _("not known") if value is None else _("%(n)s fewer") % {"n": f"{value:,.0f}"}

    return [
        (_("Outpatient attendances, all"), fewer(found.outpatients_fewer),
         aim(found.outpatients_aim)),
        (_("of these, follow-ups"), fewer(found.follow_ups_fewer), aim(found.follow_ups_aim)),
        (_("of these, others"), fewer(found.others_fewer), ""),
    ]  # fmt: skip


def way_words(one: OneAmbition) -> str:
    """The way from baseline to target in a sentence."""
    held = one.ambition
    stops = "".join(
        f", {shown(each.value, held.unit)} by {in_words(each.on)}" for each in held.milestones
    )
    return (
        f"From {shown(held.baseline, held.unit)} on {in_words(held.baseline_on)}{stops} to "
        f"{shown(held.target, held.unit)} by {in_words(held.target_on)}. {held.better_words}."
    )


def while_tried(one: OneAmbition, cycle: CycleAnswer) -> str:
    """The readings while a change was tried, and the last before it, in a sentence."""
    before = [each for each in one.measured.readings if each.on < cycle.starts_on]
    during = [
        each
        for each in one.measured.readings
        if cycle.starts_on <= each.on and (cycle.ends_on is None or each.on <= cycle.ends_on)
    ]
    unit = one.ambition.unit
    if not during:
        return _("No reading while it was tried.")
    told = _("%(n)s while it was tried, the last %(value)s") % {
        "n": counted(len(during), "reading"),
        "value": shown(during[-1].value, unit),
    }
    if before:
        told += _("; the one before it %(value)s") % {"value": shown(before[-1].value, unit)}
    return told + ". " + _("Whether that is more than usual, the chart says.")
