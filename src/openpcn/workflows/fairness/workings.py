"""What went into an answer: each count, weight and payment with its period, status and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpcn.domains.registry.queries.datasets import DatasetAnswer, datasets
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.rulebook.need import Part, carr_hill_parts, per_point
from openpcn.rulebook.reading import Source
from openpcn.workflows.fairness.scenario import Method, weights_of
from openpcn.workflows.fairness.show_fairness import Fairness

PUBLISHED, TOLD, CHANGED = "Published", "Told", "Changed here"
USED_NOT = "Left out"


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """One thing that went in, or that would have to."""

    title: str
    words: str
    period: str
    status: str
    """Published, told, changed here, left out, or how sure the rulebook is."""
    source: str
    url: str = ""
    file: int | None = None
    """Number of the file that it was read from."""


def ingredients(found: Fairness) -> tuple[Ingredient, ...]:
    """Everything that went in, in the order of the working."""
    return (*of_file(found), *of_method(found))


def files_of(found: Fairness) -> list[DatasetAnswer]:
    """The payments files behind an answer."""
    return [one for one in datasets() if one.id in found.held.payment_files]


def of_file(found: Fairness) -> Iterator[Ingredient]:
    """Lists and money, from the payments file and from what was told."""
    files = files_of(found)
    period = f"year to {in_words(found.held.year.last_on)}"
    source = "; ".join(f"{one.title} ({one.file_name}), {one.publisher}" for one in files)
    number = files[0].id if files else None
    of = counted(len(found.practices), "practice")
    for title, words in (
        ("Registered patients", f"Last known lists of the payment year, {of}"),
        (f"Money: {found.scenario.money.title}", found.scenario.money.words),
    ):
        yield Ingredient(
            title=title, words=words, period=period, status=PUBLISHED, source=source, file=number
        )
    if found.scenario.method is Method.PUBLISHED:
        yield Ingredient(
            title="Contractor-weighted patients",
            words="Weighted by Carr-Hill and published; not the adjusted population of the "
            "network contract",
            period=period,
            status=PUBLISHED,
            source=source,
            file=number,
        )
    if found.scenario.told:
        codes = ", ".join(sorted(found.scenario.told))
        yield Ingredient(
            title="Told in this scenario",
            words=f"Lists, money or counts of {codes}, which come before published ones",
            period=period,
            status=TOLD,
            source="Whoever made the scenario",
        )


def of_method(found: Fairness) -> Iterator[Ingredient]:
    """The weights of the method."""
    match found.scenario.method:
        case Method.PUBLISHED:
            return
        case Method.CARR_HILL:
            yield age_and_sex(found)
            used = {one.code: one for one in found.weighed.parts}
            for part in carr_hill_parts():
                without = used[part.code].without if part.code in used else ()
                yield part_of_formula(part, len(without), len(found.practices))
        case Method.OPEN:
            yield age_and_sex(found)
            yield deprivation(found)


def age_and_sex(found: Fairness) -> Ingredient:
    """The weights by age and sex, and whose ages they weigh."""
    rule = weights_of(found.scenario.method)
    on = found.held.ages_on
    return Ingredient(
        title="Age and sex",
        words=f"{weights_words(found)} {rule.note}",
        period=f"ages of {in_words(on)}" if on else "no list by age is held",
        status=CHANGED if found.scenario.edited else rule.status.words,
        source=rule.source.title,
        url=rule.source.url,
    )


def weights_words(found: Fairness) -> str:
    """The weights in the order of ages."""
    weights = found.scenario.weights
    of_sex = (("Men", weights.male), ("Women", weights.female))
    told = [f"{sex} {', '.join(f'{each:f}' for each in values)}" for sex, values in of_sex]
    first = ", ".join(map(str, weights.first_ages))
    return f"From ages {first}: {'; '.join(told)}."


def deprivation(found: Fairness) -> Ingredient:
    """What deprivation weighs, and whose homes it weighs."""
    rule, value = per_point(), found.scenario.per_point
    words = f"{value:f} to the power of the health and disability score of where patients live."
    if found.held.split_areas:
        words += (
            f" {counted(found.held.split_areas, 'small area was', 'small areas were')} split "
            "since: each has the plain mean of its parts."
        )
    on = found.held.homes_on
    return Ingredient(
        title=f"Deprivation: {found.held.edition}",
        words=f"{words} {rule.note}",
        period=f"homes of {in_words(on)}" if on else "no homes are held",
        status=CHANGED if value != rule.value else rule.status.words,
        source=rule.source.title,
        url=rule.source.url,
    )


def part_of_formula(part: Part, without: int, of: int) -> Ingredient:
    """One part of the global sum formula; what it lacks is named."""
    lacks = part.is_never_worked_out or without
    words = f"{part.words}. {part.note}"
    if lacks:
        whose = "" if part.is_never_worked_out else f" ({without} of {of} practices lack them)"
        words += f" Needs {part.needs}{whose}."
    return Ingredient(
        title=part.title,
        words=words,
        period="",
        status=USED_NOT if lacks else part.status.words,
        source=source_words(part.source),
        url=part.source.url,
    )


def source_words(source: Source) -> str:
    """Title and clause."""
    return f"{source.title}: {source.clause}"
