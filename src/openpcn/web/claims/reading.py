"""What somebody typed about a person in post, read kindly."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.workforce.actions.terms import Terms
from openpcn.domains.workforce.vocabulary import Area
from openpcn.web.recording.forms import Form
from openpcn.workflows.claims.roles import is_by_practice, titles

ZERO = Decimal(0)


def places(form: Form) -> dict[str, Decimal]:
    """Codes with hours, one a line: Z90001 20."""
    found: dict[str, Decimal] = {}
    text = form.text("places", "", required=False, longest=2_000)
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]+", text))):
        code, _space, hours = part.partition(" ")
        try:
            found[code.upper()] = Decimal(hours.strip())
        except InvalidOperation:
            form.problems["places"] = _("Write a code and its hours on each line: Z90001 20")
    return found


def pay(form: Form) -> dict[str, Any]:
    """Hours, pay and where they work: what changes while somebody stays in post."""
    return {
        "hours": form.decimal("hours", _("the hours a week")) or ZERO,
        "salary": form.decimal("salary", _("the pay for a year")) or ZERO,
        "on_costs": form.decimal("on_costs", _("the on-costs for a year")) or ZERO,
        "places": places(form),
    }


def terms(form: Form, *, is_handed_over: bool = False) -> Terms:
    """Somebody in post; for a post that is handed over, its role and employer stay."""
    role = "" if is_handed_over else form.choice("role", _("a role"), titles())
    return Terms(
        person=form.text("person", _("the name"), longest=120),
        reference=form.text("reference", "", required=False, longest=40),
        employer=""
        if is_handed_over
        else form.text("employer", _("the employer's code"), longest=20),
        role=role,
        post="" if is_handed_over else form.text("post", _("the post number"), longest=40),
        area="" if is_handed_over else form.choice("area", _("an area"), Area.values),
        starts_on=form.day("starts_on", _("the first day in post")),
        ends_on=form.day_or_open("ends_on"),
        by_practice=is_by_practice(role),
        **pay(form),
    )
