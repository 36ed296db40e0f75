"""Ambitions, readings, headline ambitions and rapid cycles as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.workflows.outcomes.show_outcomes import OneAmbition, Outcomes, expected_by
from openpcn.workflows.spc_pictures import in_signals

HEADINGS = (
    "Organisation",
    "Code",
    "Ambition",
    "Serves",
    "Owner",
    "Owner has left",
    "Unit",
    "Better",
    "Baseline",
    "Baseline on",
    "Target",
    "Target on",
    "Latest",
    "Latest on",
    "Expected by then",
    "How it stands",
    "Variation",
    "Assurance",
    "Readings",
    "Claims resting on an evaluation",
    "Measured by",
    "Source of the ambition",
)
READING_HEADINGS = (
    "Ambition",
    "On",
    "Value",
    "Unit",
    "Numerator and denominator",
    "Expected on the way",
    "Mean",
    "Lower limit",
    "Upper limit",
    "Signals",
    "Vintage",
    "Source of the reading",
)
HEADLINE_HEADINGS = (
    "Organisation",
    "Part",
    "Baseline on",
    "Latest on",
    "Fewer since the baseline",
    "Aim",
    "Not told because",
)
CYCLE_HEADINGS = (
    "Ambition",
    "Aim",
    "What is done differently",
    "Who tries it",
    "Has left",
    "From",
    "Until",
    "What became of it",
    "What was learnt",
)


def headline_lines(found: Outcomes) -> Iterator[tuple[Cell, ...]]:
    """Both headline ambitions of each organisation for a spreadsheet."""
    for one in found.headlines:
        for part, fewer, aim in (
            ("Outpatient attendances, all", one.outpatients_fewer, one.outpatients_aim),
            ("of these, follow-ups", one.follow_ups_fewer, one.follow_ups_aim),
            ("of these, others", one.others_fewer, None),
        ):
            yield (one.organisation_code, part, one.baseline_on, one.latest_on, fewer,
                   None if aim is None else round(aim, 1), one.why_not)  # fmt: skip


def outcome_rows(found: Outcomes) -> Iterator[tuple[Cell, ...]]:
    """Every ambition for a spreadsheet."""
    named = {one.ambition.id: one.ambition.title for one in found.ambitions}
    for one in found.ambitions:
        held, said = one.ambition, one.statement
        yield (
            as_written(held.organisation_name),
            held.organisation_code,
            held.title,
            named.get(held.serves or 0, ""),
            held.owner.name,
            "yes" if held.owner.has_left else "no",
            held.unit_words,
            held.better_words,
            float(held.baseline),
            held.baseline_on,
            float(held.target),
            held.target_on,
            said.latest if said else None,
            said.latest_on if said else None,
            None if one.expected is None else round(float(one.expected), 4),
            one.standing,
            said.variation if said else "",
            said.assurance if said else "",
            len(one.measured.readings),
            len(held.claims),
            held.indicator or held.measured_by_words,
            held.source,
        )


def reading_rows(one: OneAmbition) -> Iterator[tuple[Cell, ...]]:
    """Every reading for a spreadsheet, the earliest first."""
    points = one.measured.chart.points if one.measured.chart else ()
    expected = dict(expected_by(one))
    for taken, point in zip(one.measured.readings, points, strict=True):
        limits = point.limits
        yield (
            one.ambition.title,
            taken.on,
            taken.value,
            one.ambition.unit_words,
            taken.of,
            float(round(expected[taken.on], 4)) if taken.on in expected else None,
            limits.mean if limits else None,
            limits.low if limits else None,
            limits.high if limits else None,
            in_signals(point.signals) if limits else "",
            taken.edition,
            taken.source,
        )


def cycle_rows(found: Outcomes) -> Iterator[tuple[Cell, ...]]:
    """Every rapid cycle for a spreadsheet."""
    named = {one.ambition.id: one.ambition.title for one in found.ambitions}
    for one in found.cycles:
        yield (
            named[one.ambition_id],
            one.aim,
            one.change,
            one.owner.name,
            "yes" if one.owner.has_left else "no",
            one.starts_on,
            one.ends_on,
            one.decided_words,
            one.learning,
        )
