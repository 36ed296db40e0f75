"""Who lives in a neighbourhood, beside who is registered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.when import in_words
from openpcn.kernel.wording import percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.key_facts import not_held
from openpcn.web.presenters.neighbourhood import head_of_neighbourhood
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Row, Table, count, words
from openpcn.workflows.show_neighbourhood import Neighbourhood


def population_page(answer: Neighbourhood, dates: Dates) -> dict[str, Any]:
    """Residents beside registered patients."""
    head = head_of_neighbourhood(answer, dates, current="population")
    return {"head": head, "sections": [side_by_side(answer), ages(answer)]}


def side_by_side(answer: Neighbourhood) -> Section:
    """Two counts of two things."""
    rows = (
        (
            _("Residents"),
            answer.residents,
            answer.residents_on,
            _("All who live here, by the census"),
        ),
        (
            _("Registered patients living here"),
            answer.registered,
            answer.registered_on,
            _("Patients of the practices in the file, wherever the practice is"),
        ),
    )
    table = Table(
        id="side-by-side",
        caption=_("Registered and resident"),
        caption_hidden=True,
        columns=(
            Column(label=_("Who")),
            Column(label=_("People"), is_number=True),
            Column(label=_("Counted on")),
            Column(label=_("What is counted"), is_minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    words(label),
                    count(value, missing=not_held()),
                    Cell(value=on, text=in_words(on) if on else not_held()),
                    words(what),
                )
            )
            for label, value, on, what in rows
        ),
        note=_(
            "Counted by different bodies on different days; they stand side by side and "
            "are never added."
        ),
    )
    return Section(id="both", heading=_("Registered and resident"), tables=(table,))


def ages(answer: Neighbourhood) -> Section:
    """Residents by age."""
    heading = _("Residents by age")
    if not answer.residents_by_age or not answer.residents:
        return Section(
            id="ages", heading=heading, empty=(_("Residents by age are not held for this area."),)
        )
    table = Table(
        id="ages-table",
        caption=heading,
        caption_hidden=True,
        columns=(
            Column(label=_("Age")),
            Column(label=_("Residents"), is_number=True),
            Column(label=_("Share"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(value=age, text=age, bar=round(100 * n / answer.residents)),
                    count(n),
                    Cell(
                        value=round(n / answer.residents, 4), text=percent(n / answer.residents, 1)
                    ),
                )
            )
            for age, n in sorted(
                answer.residents_by_age.items(), key=lambda held: age_order(held[0])
            )
        ),
    )
    return Section(id="ages", heading=heading, tables=(table,))


def age_order(age: str) -> int:
    """Bands by their first number; "and under" first."""
    digits = "".join(letter if letter.isdigit() else " " for letter in age).split()
    return -1 if "under" in age else int(digits[0]) if digits else 999
