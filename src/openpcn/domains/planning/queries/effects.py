"""What a change case would write into the registry on its effective date, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpcn.domains.planning.models import CaseStep, ChangeCase
from openpcn.domains.planning.vocabulary import CaseKind, Stage
from openpcn.domains.registry.actions.memberships import membership_on
from openpcn.domains.registry.actions.naming import the
from openpcn.domains.registry.models import Organisation, Person, Relationship
from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    find_organisation,
    organisations_by_id,
)
from openpcn.domains.registry.vocabulary import Kind, Role
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.new_networks import is_new_network, new_network_name
from openpcn.kernel.when import When, day_before


class What(StrEnum):
    """What one line of an effect writes, by the registry's own actions."""

    OPENS = "opens"
    LEAVES = "leaves"
    JOINS = "joins"
    SUCCEEDED = "succeeded"
    CLOSES = "closes"
    EXPLAINED = "explained"


@dataclass(frozen=True, kw_only=True)
class Issued:
    """The code and the name of a network that had none when its case was opened."""

    code: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is recorded: about whom, with which network, on which day."""

    what: What
    code: str
    name: str
    network: str = ""
    network_name: str = ""
    on: date
    """The first day; of what ends, the last."""


def effect_of(case: ChangeCase, *, issued: Mapping[str, Issued] | None = None) -> tuple[Line, ...]:
    """What would be recorded now, in that order; nothing where the registry says so already."""
    if case.effective_on is None:
        raise NotPossible(
            "No effective date is set.", next_step="Set the day from which the change counts."
        )
    if case.kind in (CaseKind.WAIVER, CaseKind.RATIONALE):
        return (_line(What.EXPLAINED, case.about, None, case.effective_on),)
    return tuple(_moves(case, case.effective_on, issued or {}))


def effect_asked(number: int) -> tuple[Line, ...]:
    """What the case of a number would record; who may see it is asked before."""
    return effect_of(ChangeCase.objects.get(id=number))


def line_from(kept: Mapping[str, str]) -> Line:
    """A line as it was kept when it was recorded."""
    return Line(
        what=What(kept["what"]),
        code=kept["code"],
        name=kept["name"],
        network=kept["network"],
        network_name=kept["network_name"],
        on=date.fromisoformat(kept["on"]),
    )


def signer_of(number: int) -> str:
    """The name of who approved the case of a number, where that is a person of the registry."""
    step = CaseStep.objects.filter(case_id=number, stage=Stage.APPROVED).order_by("-id").first()
    person = Person.objects.filter(account=step.by).first() if step and step.by else None
    return person.name if person else ""


def new_networks_of(case_moves: Mapping[str, str]) -> tuple[str, ...]:
    """The networks of a case that have no code yet."""
    return tuple(sorted({to for to in case_moves.values() if is_new_network(to)}))


def _network_held(code: str, on: date) -> OrganisationAnswer | None:
    return find_organisation(code, when=When(as_at=on), kind=Kind.NETWORK)


def _moves(case: ChangeCase, on: date, issued: Mapping[str, Issued]) -> Iterator[Line]:
    leaving: list[tuple[Relationship, str]] = []
    joins: list[Line] = []
    for code, to in sorted(case.moves.items()):
        practice = the(code, Kind.PRACTICE)
        held = membership_on(practice, on)
        if held is not None and code_of(held.object, on) == to:
            continue
        if held is not None and held.starts_on < on:
            leaving.append((held, to))
        if to:
            joins.append(_joining(practice, to, on, issued))
    yield from _openings(joins, on, issued)
    for held, _to in leaving:
        yield _line(What.LEAVES, held.subject, held.object, day_before(on))
    yield from joins
    yield from _endings(leaving, on)


def _openings(joins: list[Line], on: date, issued: Mapping[str, Issued]) -> Iterator[Line]:
    """Networks that nobody has recorded yet."""
    new = {line.network: line.network_name for line in joins}
    told = {one.code: one.name for one in issued.values()}
    for code, name in sorted(new.items()):
        if is_new_network(code) or (code in told and _network_held(code, on) is None):
            yield Line(what=What.OPENS, code=code, name=name, on=on)


def _joining(practice: Organisation, to: str, on: date, issued: Mapping[str, Issued]) -> Line:
    if not is_new_network(to):
        return _line(What.JOINS, practice, the(to, Kind.NETWORK), on)
    said = issued.get(to)
    itself = _line(What.JOINS, practice, None, on)
    held = _network_held(said.code, on) if said else None
    return Line(
        what=What.JOINS,
        code=itself.code,
        name=itself.name,
        network=said.code if said else to,
        network_name=held.name if held else said.name if said else new_network_name(to),
        on=on,
    )


def _endings(leaving: list[tuple[Relationship, str]], on: date) -> Iterator[Line]:
    """Networks that no practice is left in: succeeded where all go to one network, else closed."""
    gone = {held.subject_id for held, _to in leaving}
    for network in {held.object_id: held.object for held, _to in leaving}.values():
        if _members(network, on) - gone:
            continue
        to = {to for held, to in leaving if held.object_id == network.pk}
        whole = next(iter(to)) if len(to) == 1 else ""
        if whole and not is_new_network(whole):
            heir = the(whole, Kind.NETWORK)
            yield _line(What.SUCCEEDED, network, heir, day_before(on))
        else:
            yield _line(What.CLOSES, network, None, day_before(on))


def _members(network: Organisation, on: date) -> set[int]:
    held = Relationship.objects.filter(
        object=network, role=Role.CORE_MEMBER_OF, known_until__isnull=True, starts_on__lte=on
    ).exclude(ends_on__lt=on)
    return set(held.values_list("subject_id", flat=True))


def _line(what: What, subject: Organisation, network: Organisation | None, on: date) -> Line:
    ids = [subject.pk, *([network.pk] if network else [])]
    told = organisations_by_id(ids, when=When(as_at=on))
    return Line(
        what=what,
        code=told[subject.pk].code,
        name=told[subject.pk].name,
        network=told[network.pk].code if network else "",
        network_name=told[network.pk].name if network else "",
        on=on,
    )


def code_of(organisation: Organisation, on: date) -> str:
    """The code of an organisation on a day."""
    return organisations_by_id([organisation.pk], when=When(as_at=on))[organisation.pk].code
