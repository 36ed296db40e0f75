"""How many people a definition is true of, by practice and together, as counts that may leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.engines.population.definitions import Definition
from openpcn.kernel.disclosure import Regime, regime
from openpcn.kernel.errors import NotFound
from openpcn.rulebook.phenotypes import Phenotype, catalogue, phenotype_called, phenotypes
from openpcn.workflows.keeping import kept
from openpcn.workflows.pages.show_overview import Overview
from openpcn.workflows.population.anchored import on_day_of
from openpcn.workflows.population.group_tables import (
    TOGETHER,
    Areas,
    areas_of,
    as_published,
    practice_of,
)
from openpcn.workflows.population.optouts import PURPOSES, left_out, without
from openpcn.workflows.population.own_definitions import Finding, own_definitions
from openpcn.workflows.population.site_records import (
    Answers,
    answers_held,
    count_rows,
    records_as_held,
)
from openpcn.workflows.population.storing import EVERYBODY

REGIME = "one_to_seven"
OWN = "own"
"""Stands for the user's own definitions, whatever family they name."""
FAMILIES = ("cohort", "gap", "prescribing", "qof", "b2h", "snee", "efi", OWN)
"""The families that a network works with; parts of scores are left to the command line."""
PARTS = ("efi_band", "b2h_segment", "snee_segment")
"""How everybody divides by frailty and by segment."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """A definition with its people: of all practices, and of each; None is withheld."""

    phenotype: Phenotype
    people: int | None
    of_practice: Mapping[str, int | None]
    parts: Mapping[str, int | None]
    """Of a band or segment: label → people of all practices."""


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The groups of an organisation's registered people on the day of the run."""

    page: Overview
    answers: Answers | None
    practices: tuple[str, ...]
    """Of the page, whose records are held."""
    people: int | None
    groups: tuple[Group, ...]
    rule: str
    family: str
    members: tuple[PracticeAnswer, ...]
    """The practices that were the organisation's on that day."""
    areas: Areas
    """The same practices by the networks whose counts are published with theirs."""
    use: str
    """What the counts are for: of planning, people who opted out are no part."""
    findings: tuple[Finding, ...] = ()
    """Definitions of the user's own that cannot be used, with the reason."""
    unanswered: tuple[Phenotype, ...] = ()
    """Those that can be used, and have not been answered yet."""


def show_groups(
    page: Overview, *, family: str = "cohort", use: str = "planning", only: str = ""
) -> Groups:
    """The groups of one family among an organisation's registered people, or only one of them."""
    if family not in FAMILIES:
        raise NotFound(
            f"There is no family of definitions called {family[:20]!r}.",
            next_step=f"Choose one of {', '.join(FAMILIES)}.",
        )
    own = own_definitions(Path(settings.STATE))
    every = own.used if family == OWN else phenotypes()
    chosen = [
        one for one in every if (family == OWN or one.family == family) and only in ("", one.name)
    ]
    found = count_groups(page, chosen, use=use)
    answers = found.answers
    return replace(
        found,
        family=family,
        findings=own.findings if family == OWN else (),
        unanswered=tuple(one for one in own.used if answers and one.name not in held_by(answers)),
    )


def show_parts(page: Overview, *, use: str) -> Groups:
    """How the registered people of a page divide by frailty and by segment."""
    return count_groups(page, [phenotype_called(name) for name in PARTS], use=use)


def count_groups(page: Overview, chosen: Iterable[Phenotype], *, use: str) -> Groups:
    """Some definitions among the registered people of a page, in order of their titles."""
    answers = answers_held()
    then = page if answers is None else on_day_of(page, answers)
    areas = Areas() if answers is None else areas_of(then, answers.practices)
    made: tuple[int | None, tuple[Group, ...]] = (None, ())
    if answers is not None and areas.here:
        asked = tuple(
            one
            for one in sorted(chosen, key=lambda one: one.definition.title)
            if one.definition.kind != "score" and one.name in held_by(answers)
        )
        inputs = (answers.fingerprint, records_as_held(), areas, REGIME, use, asked)
        made = kept("groups", inputs, lambda: groups_of(answers, areas, asked, use))
    return Groups(
        page=page,
        answers=answers,
        practices=areas.here,
        members=then.members,
        areas=areas,
        people=made[0],
        groups=made[1],
        rule=regime(REGIME).words,
        family="",
        use=use,
    )


def family_of(one: Phenotype) -> str:
    """The family on whose page a definition stands."""
    is_shipped = one.name in catalogue().named
    return one.family if is_shipped else OWN


def held_by(answers: Answers) -> set[str]:
    """The names of the definitions that have been answered."""
    return answers.bit_of.keys() | answers.kinds.keys()


def groups_of(
    answers: Answers, areas: Areas, asked: tuple[Phenotype, ...], use: str
) -> tuple[int | None, tuple[Group, ...]]:
    """Everybody, and every group, by counts that may leave; of planning without who opted out."""
    rule, names, practices = regime(REGIME), [one.name for one in asked], areas.every
    out = left_out(practices, PURPOSES[use])
    counts = without(count_rows(answers, practices), answers, practices, names, out)
    everybody = as_published(counts, EVERYBODY, ("yes",), areas, rule)
    found = tuple(group_from(one, counts, areas, rule) for one in asked)
    return everybody.shown[f"{TOGETHER}|yes"], found


def group_from(
    one: Phenotype,
    counts: Mapping[tuple[str, str, str], int],
    areas: Areas,
    rule: Regime,
) -> Group:
    """A group with its counts as they may leave."""
    labels = labels_of(one.definition)
    table = as_published(counts, one.name, labels, areas, rule)
    together = {label: table.shown[f"{TOGETHER}|{label}"] for label in labels}
    is_flag = one.definition.kind == "flag"
    return Group(
        phenotype=one,
        people=together["yes"] if is_flag else None,
        of_practice={
            practice_of(cell): cell.shown for cell in table.cells if is_flag and practice_of(cell)
        },
        parts={} if is_flag else together,
    )


def labels_of(definition: Definition) -> tuple[str, ...]:
    """The answers that are counted."""
    return definition.labels if definition.kind in ("band", "segment") else ("yes",)
