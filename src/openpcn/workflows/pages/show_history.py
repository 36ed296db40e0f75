"""What an organisation was called, who was in it, how large it was, what came before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.datasets import datasets
from openpcn.domains.registry.queries.histories import RelationshipAnswer, history
from openpcn.domains.registry.queries.organisations import find_organisation
from openpcn.domains.registry.queries.structure import practices
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_facts import inputs_of
from openpcn.workflows.facts.show_sources import TOTALS
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview, show_overview

MEMBERSHIP = ("core_member_of", "associate_of", "branch_of", "member_of")
SUCCESSION = ("succeeded_by",)
STRUCTURE = ("commissioned_by", "part_of")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large an organisation was on the day of a list, by its practices on that day."""

    on: date
    practices: int
    patients: int


@dataclass(frozen=True, kw_only=True)
class Called:
    """A name, and the first file that says it."""

    name: str
    from_file_of: date


@dataclass(frozen=True, kw_only=True)
class History:
    """The history page."""

    page: Overview
    names: tuple[Called, ...]
    sizes: tuple[Size, ...]
    memberships: tuple[RelationshipAnswer, ...]
    successions: tuple[RelationshipAnswer, ...]
    structure: tuple[RelationshipAnswer, ...]


def show_history(path: str, code: str, *, when: When) -> History:
    """The past of an organisation, as known at the moment of the question."""
    page = show_overview(path, code, when=when)
    links = history(code, as_known=when.as_known)
    if page.subject.kind in ("icb", "place", "sub_icb"):
        own = tuple(one for one in links if one.subject_code == page.subject.code)
    else:
        own = tuple(links)
    inputs = (code, inputs_of(page.whole.code, when=when))
    return History(
        page=page,
        names=names_of(code, when=when),
        sizes=kept("sizes", inputs, lambda: sizes_of(code, when=when)),
        memberships=tuple(one for one in own if one.role in MEMBERSHIP),
        successions=tuple(one for one in links if one.role in SUCCESSION),
        structure=tuple(one for one in own if one.role in STRUCTURE),
    )


def names_of(code: str, *, when: When) -> tuple[Called, ...]:
    """What it was called in file after file, each name once in a row."""
    days = sorted({one.period_on for one in datasets(as_known=when.as_known) if one.period_on})
    called: list[Called] = []
    for day in days:
        found = find_organisation(code, when=When(as_at=day, as_known=when.as_known))
        if found is not None and (not called or called[-1].name != found.name):
            called.append(Called(name=found.name, from_file_of=day))
    return tuple(called)


def sizes_of(code: str, *, when: When) -> tuple[Size, ...]:
    """The size on the day of each list that is held."""
    held = datasets(as_known=when.as_known)
    days = sorted({one.period_on for one in held if one.format in TOTALS and one.period_on})
    sizes = []
    for day in days:
        then = practices(when=When(as_at=day, as_known=when.as_known), within=code)
        lists = [one.patients for one in then if one.patients is not None and one.list_on == day]
        if lists:
            sizes.append(Size(on=day, practices=len(lists), patients=sum(lists)))
    return tuple(sizes)
