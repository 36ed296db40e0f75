"""What the rules of formation find out of line: a table for each kind, its rule said once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from openpcn.engines.formation.review import Finding
from openpcn.kernel.documents import Column, Note, Paragraph, Part, Row, Table
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import capitalised
from openpcn.workflows.reports.ground import Ground

TITLES = {
    "unknown_practice": "Practices that are not known",
    "unplaced": "Practices in no network",
    "unplaced_unlisted": "Practices in no network whose lists are not held",
    "below_smallest": "Networks below the smallest size",
    "above_largest": "Networks above the largest size",
    "crosses_system": "Networks in more than one system",
    "crosses_place": "Networks in more than one place",
    "not_contiguous": "Networks whose practices are not all neighbours",
    "catchment_in_pieces": "Networks whose catchment is in pieces",
    "practice_far": "Networks with a practice far from the others",
    "patients_far": "Networks with patients far from them",
    "single_practice_above": "Practices above the largest size of a network",
}
NOT_HELD = "list_not_held"
SMALLEST = "The smallest change that would mend it: "
REASON = "A written reason is held."


def out_of_line(ground: Ground) -> Iterator[Part]:
    """The findings, the gravest kind first."""
    found = sorted(ground.page.findings, key=lambda one: one.order)
    if not found:
        yield Paragraph(text="Nothing that the rules of formation ask is out of line.")
    names = {one.code: as_written(one.name) for one in ground.page.networks}
    for code, group in groupby(found, key=lambda one: one.code):
        held = list(group)
        if code == NOT_HELD:
            yield not_held(held, names, is_any_known=ground.page.facts.patients is not None)
            continue
        yield kind_table(TITLES[code], held, names)
        rules = dict.fromkeys(one.rule for one in held if one.rule)
        if said := " ".join((*rules, shared(held))).strip():
            yield Note(about="The rule:", text=said)


def not_held(held: Sequence[Finding], names: Mapping[str, str], *, is_any_known: bool) -> Note:
    """The networks of which lists are not held, each with how many, in one sentence."""
    if not is_any_known:
        return Note(about="Sizes that are not known:", text="all, as no list counts on the day.")
    told = "; ".join(f"{name_of(one, names)}, {one.title}" for one in held)
    mend = shared(held) or (held[0].mend.sentence if held[0].mend else "")
    return Note(about="Sizes that are not known:", text=f"{told}. {mend}".strip())


def shared(held: Sequence[Finding]) -> str:
    """What would mend all of them, where it is the same for all of several."""
    said = {one.mend.sentence if one.mend else "" for one in held}
    return said.pop() if len(said) == 1 and len(held) > 1 else ""


def kind_table(title: str, held: Sequence[Finding], names: Mapping[str, str]) -> Table:
    """A row for each finding of a kind."""
    is_shared = bool(shared(held)) or not any(one.mend for one in held)
    last = () if is_shared else (Column(label="The smallest change that would mend it"),)
    return Table(
        caption=title,
        columns=(Column(label="Network"), Column(label="What is found"), *last),
        rows=tuple(finding_row(one, names, with_mend=not is_shared) for one in held),
    )


def finding_row(one: Finding, names: Mapping[str, str], *, with_mend: bool) -> Row:
    """One finding."""
    said = [f"{one.title}.", one.detail, REASON if one.explained else ""]
    words = " ".join(word for word in said if word)
    mend = (capitalised(one.mend.sentence.removeprefix(SMALLEST)) if one.mend else "",)
    return (name_of(one, names), words, *(mend if with_mend else ()))


def name_of(one: Finding, names: Mapping[str, str]) -> str:
    """The network that a finding is about."""
    return names.get(one.network or "", "In no network")
