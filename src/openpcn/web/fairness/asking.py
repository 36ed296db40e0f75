"""The form of a scenario: what stands in each field, and its address."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openpcn.rulebook.need import moneys
from openpcn.web.recording.forms import Form
from openpcn.workflows.fairness.scenario import Method, Scenario
from openpcn.workflows.fairness.show_fairness import Fairness

Option = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form shows before anybody types."""

    methods: tuple[Option, ...]
    moneys: tuple[Option, ...]
    years: tuple[Option, ...]
    chosen_year: str
    budget: str
    pace: str
    plan_years: str
    floor: str
    per_point: str
    weights: tuple[tuple[str, str, str], ...]
    """Field, label and value of each weight by age and sex; none where none are used."""


def asked_form(form: Form, scenario: Scenario, found: Fairness | None) -> Asked:
    """The fields with what the answer used."""
    years = [str(each) for each in reversed(found.held.years)] if found else []
    typed = form.said.get("year", "")
    return Asked(
        methods=tuple((each.value, METHODS[each]()) for each in Method),
        moneys=tuple((each.code, each.title) for each in moneys()),
        years=tuple((each, each) for each in years or filter(None, [typed])),
        chosen_year=str(found.held.year) if found else typed,
        budget=plain(found.plan.plan.budget) if found else form.said.get("budget", ""),
        pace=plain(100 * scenario.pace),
        plan_years=str(scenario.years),
        floor=plain(found.floor.pounds_each) if found else form.said.get("floor", ""),
        per_point=plain(scenario.per_point),
        weights=tuple(weight_fields(scenario)),
    )


METHODS = {
    Method.PUBLISHED: lambda: _("Weighted lists as published"),
    Method.CARR_HILL: lambda: _("Carr-Hill rebuilt (illustrative)"),
    Method.OPEN: lambda: _("Age, sex and deprivation (open)"),
}


def weight_fields(scenario: Scenario) -> list[tuple[str, str, str]]:
    """The weights by age and sex that the method uses."""
    if scenario.method is Method.PUBLISHED:
        return []
    weights = scenario.weights
    fields = []
    for sex, words, values in (
        ("male", _("Men"), weights.male),
        ("female", _("Women"), weights.female),
    ):
        for at, value in enumerate(values):
            last = weights.last_age(at)
            first = weights.first_ages[at]
            ages = _("%(age)s and over") % {"age": first} if last is None else f"{first}–{last}"
            fields.append((f"{scenario.method}-{sex}-{at}", f"{words} {ages}", plain(value)))
    return fields


def plain(number: Decimal) -> str:
    """A number for a field: no commas, no needless noughts."""
    return f"{number.normalize():f}"


def words_asked(request: HttpRequest) -> str:
    """The address's words, for the files of the same scenario."""
    return urlencode([(name, value) for name, value in request.GET.items() if value])
