"""The small forms of an asset: undo, publish, check, plan, hand over, link, merge and part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions import assets, checks, custody, engaging, merging
from openpcn.domains.community.vocabulary import BecameAs, CheckedAs, Publication, Stage
from openpcn.web.community.writing import show
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms

Act = Callable[[], Any]
small_form = small_forms(show, "asset")


def number_in(form: Form, name: str) -> int:
    """The number of a record, as a button sends it or as a person types it."""
    said = form.text(name, _("a number"), longest=12).lstrip("#")
    if not said.isascii() or not said.isdigit():
        form.problems[name] = _("Enter the number of an entry, such as 12")
        return 0
    return int(said)


@small_form("undo")
def undo(form: Form, number: int, by: Account) -> Act:
    return lambda: assets.undo_last(number, by=by)


@small_form("publication")
def publish(form: Form, number: int, by: Account) -> Act:
    to = form.choice("publication", _("who reads it"), Publication.values)
    return lambda: assets.publish_asset(number, publication=to, by=by)


@small_form("checked_on")
def check(form: Form, number: int, by: Account) -> Act:
    said: dict[str, Any] = {
        "checked_on": form.day("checked_on", _("the day")),
        "checked_as": form.choice("checked_as", _("what was found"), CheckedAs.values),
        "asked": form.text("asked", _("who was asked"), required=False, longest=120),
        "note": form.text("check_note", _("a note"), required=False, longest=300),
    }
    return lambda: checks.record_check(number, by=by, **said)


@small_form("checked_on")
def right_today(form: Form, number: int, by: Account) -> Act:
    return lambda: checks.record_check(
        number,
        checked_on=timezone.localdate(),
        checked_as=CheckedAs.RIGHT,
        asked="",
        note="",
        by=by,
    )


@small_form("flag")
def flag(form: Form, number: int, by: Account) -> Act:
    note = form.text("flag", _("what is not right"), longest=300)
    return lambda: checks.flag_asset(number, note=note, by=by)


@small_form("checked_on")
def check_out(form: Form, number: int, by: Account) -> Act:
    which = number_in(form, "check")
    return lambda: checks.withdraw_check(number, which, by=by)


@small_form("network")
def engage(form: Form, number: int, by: Account) -> Act:
    said: dict[str, Any] = {
        "network": form.text("network", _("the network"), longest=20).upper(),
        "stage": form.choice("stage", _("how far you are"), Stage.values),
        "lead": form.text("lead", _("who"), required=False, longest=120),
        "next_step": form.text("next_step", _("the next step"), required=False, longest=300),
        "next_step_on": form.day_or_open("next_step_on"),
        "starts_on": form.day("engaged_on", _("since when")),
    }
    return lambda: engaging.plan_engagement(number, by=by, **said)


@small_form("network")
def engage_out(form: Form, number: int, by: Account) -> Act:
    which = number_in(form, "engagement")
    return lambda: engaging.withdraw_engagement(number, which, by=by)


@small_form("steward")
def hand_over(form: Form, number: int, by: Account) -> Act:
    said: dict[str, Any] = {
        "steward": form.text("steward", _("who safeguards it")),
        "reason": form.text("custody_reason", _("the reason"), required=False, longest=300),
        "starts_on": form.day("custody_on", _("from when")),
    }
    return lambda: custody.hand_over(number, by=by, **said)


@small_form("steward")
def hand_over_out(form: Form, number: int, by: Account) -> Act:
    which = number_in(form, "custody")
    return lambda: custody.withdraw_custody(number, which, by=by)


@small_form("successor")
def follow(form: Form, number: int, by: Account) -> Act:
    said: dict[str, Any] = {
        "successor": number_in(form, "successor"),
        "became_as": form.choice("became_as", _("what happened"), BecameAs.values),
        "on": form.day("became_on", _("the day")),
        "note": form.text("became_note", _("a note"), required=False, longest=300),
    }
    return lambda: custody.record_successor(number, by=by, **said)


@small_form("successor")
def follow_out(form: Form, number: int, by: Account) -> Act:
    which = number_in(form, "became")
    return lambda: custody.withdraw_successor(number, which, by=by)


@small_form("into")
def merge(form: Form, number: int, by: Account) -> Act:
    into = number_in(form, "into")
    because = form.text("because", _("why they are the same"), longest=300)
    return lambda: merging.merge_assets(number, into=into, because=because, by=by)


@small_form("into")
def part(form: Form, number: int, by: Account) -> Act:
    return lambda: merging.part_assets(number, by=by)
