"""Bring a case into effect in the registry, in one transaction; and take that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpcn.domains.accounts.models import Account
from openpcn.domains.planning.models import ChangeCase
from openpcn.domains.planning.queries.effects import (
    Issued,
    Line,
    What,
    code_of,
    effect_of,
    new_networks_of,
)
from openpcn.domains.planning.vocabulary import Stage
from openpcn.domains.registry.actions.memberships import (
    correct_membership,
    current_membership,
    join_network,
    leave_network,
    membership_on,
    withdraw_membership,
)
from openpcn.domains.registry.actions.naming import the
from openpcn.domains.registry.actions.rationales import record_rationale, withdraw_rationale
from openpcn.domains.registry.actions.reopening import reopen
from openpcn.domains.registry.actions.successions import (
    close_organisation,
    open_organisation,
    succeed,
)
from openpcn.domains.registry.models import Organisation, Relationship
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.kernel.codes import SHAPES, tidy_code
from openpcn.kernel.errors import NotPossible, NotRight
from openpcn.kernel.new_networks import new_network_name
from openpcn.kernel.when import day_before


@dataclass(frozen=True, kw_only=True)
class Said:
    """What has to be said when a case comes into effect."""

    issued: Mapping[str, Issued] = field(default_factory=dict)
    """Code and name of each new network, by NEW-1 and so on."""
    signed_by: str = ""
    """Who signs a waiver or rationale."""
    ends_on: date | None = None
    """Its last day, where it has one."""


NOTHING = Said()


def record(case: ChangeCase, said: Said, *, by: Account) -> None:
    """Write what the case brings about into the registry, and keep what was written."""
    issued = {new: _issued(new, said) for new in new_networks_of(case.moves)}
    lines = effect_of(case, issued=issued)
    home = _commissioner(case)
    case.recorded = {
        "codes": {new: one.code for new, one in issued.items()},
        "lines": [_kept(line) | _do(line, case, said, home, by) for line in lines],
    }
    case.save(update_fields=["recorded"])


def take_back(case: ChangeCase, *, by: Account) -> None:
    """Undo what the case recorded by the registry's corrections, the last thing first.

    A network that was opened stays held; without practices it shows nowhere.
    """
    for line in reversed(case.recorded.get("lines", [])):
        match line["what"]:
            case What.JOINS:
                withdraw_membership(line["id"], by=by)
            case What.LEAVES:
                _stay(line, by)
            case What.SUCCEEDED | What.CLOSES:
                reopen(code=line["code"], by=by)
            case What.EXPLAINED:
                withdraw_rationale(line["id"], by=by)
    case.recorded = {}
    case.save(update_fields=["recorded"])


def _do(line: Line, case: ChangeCase, said: Said, home: str, by: Account) -> dict[str, Any]:
    """Record one line; answers what taking it back will need."""
    match line.what:
        case What.OPENS:
            kind, name, opened_on = Kind.NETWORK.value, line.name, line.on
            return {
                "id": open_organisation(
                    kind=kind, name=name, code=line.code, opened_on=opened_on, within=home, by=by
                )
            }
        case What.LEAVES:
            held = membership_on(the(line.code, Kind.PRACTICE), line.on)
            was = {"basis": held.basis, "until": _written(held.ends_on)} if held else {}
            return was | {"id": leave_network(practice=line.code, ends_on=line.on, by=by)}
        case What.JOINS:
            network, starts_on = line.network, line.on
            return {
                "id": join_network(practice=line.code, network=network, starts_on=starts_on, by=by)
            }
        case What.SUCCEEDED:
            on = case.effective_on or line.on
            succeed(codes=[line.code], successor=line.network, on=on, by=by)
        case What.CLOSES:
            close_organisation(code=line.code, closed_on=line.on, by=by)
        case What.EXPLAINED:
            return {"id": _explain(line, case, said, by)}
    return {}


def _explain(line: Line, case: ChangeCase, said: Said, by: Account) -> int:
    signed = case.steps.filter(stage=Stage.APPROVED).order_by("-id").first()
    return record_rationale(
        network=line.code,
        text=f"{case.application}\n\n{case.decision}".strip()[:5_000],
        signed_by=said.signed_by,
        signed_on=signed.on if signed else line.on,
        starts_on=line.on,
        ends_on=said.ends_on,
        by=by,
    )


def _stay(line: Mapping[str, Any], by: Account) -> None:
    """Let a practice have stayed: what files say counts again, or what was recorded before."""
    if line.get("basis") != "recorded":
        withdraw_membership(line["id"], by=by)
        return
    until = line["until"]
    correct_membership(
        line["id"],
        starts_on=current_membership(line["id"]).starts_on,
        ends_on=date.fromisoformat(until) if until else None,
        by=by,
    )


def _issued(new: str, said: Said) -> Issued:
    """The code of a new network, which somebody else has to issue first."""
    told = said.issued.get(new)
    if told is None or not told.code.strip():
        raise NotPossible(
            f"{new_network_name(new).removesuffix(' (code to come)')} has no code yet.",
            next_step="Send the change notice; when the Organisation Data Service has issued "
            "the code, write it here.",
        )
    code = tidy_code(told.code)
    if SHAPES["network"].fullmatch(code) is None:
        raise NotRight(
            f"“{told.code.strip()[:20]}” is no code of a network.",
            next_step="Write U and five digits, such as U12345.",
        )
    return Issued(code=code, name=told.name.strip())


def _commissioner(case: ChangeCase) -> str:
    """Whom a new network is commissioned by: as the first practice's network or itself is."""
    if case.effective_on is None or not case.moves:
        return ""
    practice = the(min(case.moves), Kind.PRACTICE)
    held = membership_on(practice, day_before(case.effective_on))
    for one in (held.object, practice) if held else (practice,):
        if whole := _commissioned_by(one, case.effective_on):
            return code_of(whole, case.effective_on)
    return code_of(case.within, case.effective_on)


def _commissioned_by(one: Organisation, on: date) -> Organisation | None:
    held = Relationship.objects.filter(
        subject=one, role=Role.COMMISSIONED_BY, known_until__isnull=True, starts_on__lte=on
    ).exclude(ends_on__lt=on)
    first = held.order_by("-starts_on").select_related("object").first()
    return first.object if first else None


def _kept(line: Line) -> dict[str, Any]:
    return {
        "what": line.what.value,
        "code": line.code,
        "name": line.name,
        "network": line.network,
        "network_name": line.network_name,
        "on": line.on.isoformat(),
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
