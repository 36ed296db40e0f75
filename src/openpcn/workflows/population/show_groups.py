"""How many people a definition is true of, by practice and together, as counts that may leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.engines.population.definitions import Definition
from openpcn.kernel.disclosure import Cell, Regime, publish, regime
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When
from openpcn.rulebook.phenotypes import Phenotype, phenotypes
from openpcn.workflows.keeping import kept
from openpcn.workflows.population.site_records import Answers, answers_held, count_rows
from openpcn.workflows.population.storing import EVERYBODY
from openpcn.workflows.show_overview import Overview, show_overview

REGIME = "one_to_seven"
TOGETHER = ""
"""Stands for all practices of the page together."""
FAMILIES = ("cohort", "gap", "prescribing", "qof", "b2h", "snee", "efi")
"""The families that a network works with; parts of scores are left to the command line."""
MOST_PRACTICES = 20
"""With more of them, a group is counted for all together only."""


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


def show_groups(path: str, code: str, *, family: str = "cohort", when: When) -> Groups:
    """The groups of one family among an organisation's registered people."""
    if family not in FAMILIES:
        raise NotFound(
            f"There is no family of definitions called {family[:20]!r}.",
            next_step=f"Choose one of {', '.join(FAMILIES)}.",
        )
    page = show_overview(path, code, when=when)
    answers = answers_held()
    here = () if answers is None else practices_here(page, answers)
    made: tuple[int | None, tuple[Group, ...]] = (None, ())
    if answers is not None and here:
        inputs = (answers.fingerprint, here, REGIME, family)
        made = kept("groups", inputs, lambda: groups_of(answers, here, family))
    return Groups(
        page=page,
        answers=answers,
        practices=here,
        people=made[0],
        groups=made[1],
        rule=regime(REGIME).words,
        family=family,
    )


def practices_here(page: Overview, answers: Answers) -> tuple[str, ...]:
    """The practices of a page whose records are held."""
    return tuple(sorted(one.code for one in page.members if one.code in answers.practices))


def groups_of(
    answers: Answers, practices: tuple[str, ...], family: str
) -> tuple[int | None, tuple[Group, ...]]:
    """Everybody, and every group of a family, by counts that may leave."""
    counts, rule = count_rows(answers, practices), regime(REGIME)
    everybody = shown(counts, EVERYBODY, ("yes",), practices, rule)
    held = answers.bit_of.keys() | answers.kinds.keys()
    found = tuple(
        group_from(one, counts, practices, rule)
        for one in sorted(phenotypes(), key=lambda one: one.definition.title)
        if one.family == family and one.definition.kind != "score" and one.name in held
    )
    return everybody[TOGETHER, "yes"], found


def group_from(
    one: Phenotype,
    counts: Mapping[tuple[str, str, str], int],
    practices: tuple[str, ...],
    rule: Regime,
) -> Group:
    """A group with its counts as they may leave."""
    labels = labels_of(one.definition)
    cells = shown(counts, one.name, labels, practices, rule)
    is_flag = one.definition.kind == "flag"
    return Group(
        phenotype=one,
        people=cells[TOGETHER, "yes"] if is_flag else None,
        of_practice={c: n for (c, _), n in cells.items() if is_flag and c != TOGETHER},
        parts={} if is_flag else {label: cells[TOGETHER, label] for label in labels},
    )


def labels_of(definition: Definition) -> tuple[str, ...]:
    """The answers that are counted."""
    return definition.labels if definition.kind in ("band", "segment") else ("yes",)


def shown(
    counts: Mapping[tuple[str, str, str], int],
    name: str,
    labels: tuple[str, ...],
    practices: tuple[str, ...],
    rule: Regime,
) -> dict[tuple[str, str], int | None]:
    """Practice and label → people, with what must not leave withheld; nothing where all must."""
    cells = [
        Cell(
            key=f"{practice}|{label}",
            kind="practice",
            count=counts.get((practice, name, label), 0),
            groups=frozenset({f"{practice}|{label}"}),
        )
        for practice in practices
        for label in labels
        if len(practices) <= MOST_PRACTICES
    ]
    cells += [
        Cell(
            key=f"{TOGETHER}|{label}",
            kind="together",
            count=sum(counts.get((practice, name, label), 0) for practice in practices),
            groups=frozenset(f"{practice}|{label}" for practice in practices),
        )
        for label in labels
    ]
    try:
        found = publish(cells, rule).shown
    except Refused:
        found = {cell.key: None for cell in cells}
    return {(key.partition("|")[0], key.partition("|")[2]): n for key, n in found.items()}
