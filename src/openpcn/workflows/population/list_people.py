"""Case finding: the people of whom a definition is true, without names, for a recorded purpose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from openpcn.domains.accounts.queries import Account
from openpcn.domains.population.actions.purposes import NoPurpose, use_purpose
from openpcn.domains.population.queries.purposes import purpose_of
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.plan import Codes
from openpcn.kernel.errors import NotFound, Refused
from openpcn.kernel.when import When
from openpcn.rulebook.phenotypes import Phenotype, phenotype_called
from openpcn.workflows.pages.show_overview import show_overview
from openpcn.workflows.population.anchored import practices_of_lists
from openpcn.workflows.population.asking import catalogue_and_codes
from openpcn.workflows.population.optouts import PURPOSES, left_out
from openpcn.workflows.population.own_definitions import held_called, own_definitions
from openpcn.workflows.population.site_records import (
    Answers,
    people_rows,
    records_folder,
    the_answers,
)
from openpcn.workflows.population.telling_why import (
    OneOfPractice,
    Why,
    nobody,
    practice_of,
    why_person,
    why_practice,
)

CONTEXT = ("efi_band", "b2h_segment")
"""What is told of everybody on a list, beside age and sex."""
REGRESSION = (
    "People are often at their worst when they are found. Some will improve whatever is done: "
    "a fall afterwards is no proof that something helped."
)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Somebody on a list, by a number that only their practice can turn into a name."""

    person_id: int
    practice_code: str
    age_band: str
    sex: str
    context: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """The people of whom a definition is true on the day of the run."""

    phenotype: Phenotype
    as_at: date
    use: str
    label: str
    not_assured: str
    people: tuple[Listed, ...]
    left_out: int
    """People who opted out of this use."""
    context: tuple[str, ...]
    """Titles of what is told of everybody."""


def case_list(
    viewer: Account | None, path: str, code: str, name: str, *, when: When, practice: str = ""
) -> CaseList:
    """The list, of all practices or one, for the purpose that counts now; else NoPurpose.

    That the list was read is kept, with how many people were on it and nobody of them.
    """
    phenotype = flag_called(name)
    purpose = purpose_of(viewer, code)
    if purpose is None or viewer is None:
        raise NoPurpose
    answers = the_answers()
    practices = practices_of_lists(show_overview(path, code, when=when), answers)
    if practice and practice not in practices:
        raise NotFound(
            f"No records of a practice {practice[:20]!r} are held here.",
            next_step="Choose one of the practices on the list.",
        )
    practices = (practice,) if practice else practices
    found = people_of(answers, practices, name)
    out = set(left_out(practices, PURPOSES[purpose.use]))
    kept = [one for one in found if one.person_id not in out]
    use_purpose(about=code, what=name, people=len(kept), by=viewer)
    return CaseList(
        phenotype=phenotype,
        as_at=answers.as_at,
        use=purpose.use,
        label=answers.label,
        not_assured=answers.not_assured,
        people=tuple(kept),
        left_out=len(found) - len(kept),
        context=tuple(phenotype_called(each).definition.title for each in CONTEXT),
    )


def evidence_of(found: CaseList, people: Iterable[Listed]) -> dict[int, OneOfPractice]:
    """First and last code behind the definition for some people of a list, for their care only."""
    if found.use != "care":
        return {}
    name, records = found.phenotype.name, records_folder()
    catalogue, codes = definition_and_codes(records, name)
    return {
        one.person_id: one
        for practice in sorted({each.practice_code for each in people})
        for one in why_practice(records, catalogue, codes, name, practice, as_at=found.as_at).people
    }


def why_here(
    viewer: Account | None, path: str, code: str, name: str, person_id: int, *, when: When
) -> Why:
    """Why somebody is on a list, in full; for direct care, and it is kept that it was read."""
    flag_called(name)
    purpose = purpose_of(viewer, code)
    if purpose is None or viewer is None:
        raise NoPurpose
    if purpose.use != "care":
        raise Refused(
            "Reasons are shown for direct care only.",
            next_step="Ask somebody who cares for the person, or write down such a purpose.",
        )
    answers = the_answers()
    practices = practices_of_lists(show_overview(path, code, when=when), answers)
    records = records_folder()
    practice = practice_of(records, person_id)
    if practice not in practices:
        raise nobody(person_id, "the records of this organisation")
    catalogue, codes = definition_and_codes(records, name)
    use_purpose(about=code, what=f"why {name}", people=1, by=viewer)
    return why_person(
        records, catalogue, codes, name, person_id, as_at=answers.as_at, practice=practice
    )


def definition_and_codes(records: Path, name: str) -> tuple[Catalogue, Codes]:
    """A definition, shipped or the user's own, with whatever it uses, and its codes."""
    state = Path(settings.STATE)
    return catalogue_and_codes(records, [name], state=state, own=own_definitions(state).used)


def flag_called(name: str) -> Phenotype:
    """A definition that is true or not; lists are made of these."""
    found = held_called(name, Path(settings.STATE))
    if found.definition.kind != "flag":
        raise NotFound(
            f"“{found.definition.title}” is a {found.definition.kind}, and no list of people.",
            next_step="Choose a definition that is true of some people.",
        )
    return found


def people_of(answers: Answers, practices: Collection[str], name: str) -> list[Listed]:
    """Everybody of whom a definition is true, in order of practice and number."""
    if name not in answers.bit_of:
        raise not_answered(name)
    word, place = answers.bit_of[name]
    flags = f"flags_{word}"
    columns = ("practice_code", "person_id", "age_band", "sex", *CONTEXT, flags)
    rows = people_rows(answers, practices, columns)
    found = [
        Listed(person_id=person, practice_code=practice, age_band=age, sex=sex, context=tuple(more))
        for practice, person, age, sex, *more, flag in zip(*rows.values(), strict=True)
        if flag >> place & 1
    ]
    return sorted(found, key=lambda one: (one.practice_code, one.person_id))


def not_answered(name: str) -> NotFound:
    """A definition of which no answers are held."""
    return NotFound(
        f"The records have not been asked for {name} yet.",
        next_step="Answer every definition again, on the page of groups.",
    )
