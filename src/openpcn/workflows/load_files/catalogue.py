"""What each kind of finding means, how grave it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

ACT, CHECK, NOTE = "act", "check", "note"
"""Something is missing or wrong; something deserves a look; something to know. Sorted so."""


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One kind of finding."""

    heading: str
    severity: str
    next_step: str


MEANINGS = {
    "practices_without_list": Meaning(
        heading="Practices open without a registered list",
        severity=ACT,
        next_step="Load a list of registered patients that names them, or a register that says "
        "they have closed.",
    ),
    "practices_without_network": Meaning(
        heading="Practices with patients and no network",
        severity=ACT,
        next_step="Check with the commissioner which network provides for their patients.",
    ),
    "practices_without_coordinates": Meaning(
        heading="Practices whose place on the map is not known",
        severity=ACT,
        next_step="Load a file of coordinates, or Code-Point Open for their postcode area.",
    ),
    "assets_without_point": Meaning(
        heading="Community assets whose place on the map is not known",
        severity=CHECK,
        next_step="Load Code-Point Open for their postcode area, or mend the postcode of each.",
    ),
    "rows_rejected": Meaning(
        heading="Rows that were not kept",
        severity=ACT,
        next_step="Read the reason of each row, mend the file and load it again.",
    ),
    "two_networks_at_once": Meaning(
        heading="Memberships of two networks at once",
        severity=CHECK,
        next_step="The later start counts from its start. Ask the publisher which is right.",
    ),
    "two_networks_overlap": Meaning(
        heading="Memberships of two networks at once",
        severity=CHECK,
        next_step="The later start counts from its start. Ask the publisher which is right.",
    ),
    "snapshot_disagrees": Meaning(
        heading="Sources that disagree about a practice's network",
        severity=CHECK,
        next_step="The source with dates counts. Check with the commissioner which is right.",
    ),
    "list_jump": Meaning(
        heading="Lists that changed by over 20%",
        severity=CHECK,
        next_step="Look for a merger, a closure nearby or a dispersal, and record it.",
    ),
    "list_of_zero": Meaning(
        heading="Lists without a patient",
        severity=CHECK,
        next_step="Check whether the practice has closed.",
    ),
    "same_code_two_names": Meaning(
        heading="One code with two names in one file",
        severity=CHECK,
        next_step="The first counts. Ask the publisher which is right.",
    ),
    "system_differs": Meaning(
        heading="Practices that sources place in different systems",
        severity=CHECK,
        next_step="Boundaries moved in July 2022 and since; each source counts from its day.",
    ),
    "network_of_one": Meaning(
        heading="Networks with one practice",
        severity=CHECK,
        next_step="A single practice can be a network. Check that no other is missing.",
    ),
    "network_in_two_systems": Meaning(
        heading="Networks across a system boundary",
        severity=CHECK,
        next_step="A network is counted in the system where most of its patients are registered.",
    ),
    "practices_not_in_register": Meaning(
        heading="Lists of practices that no register describes",
        severity=CHECK,
        next_step="Most are special schemes, or closed before the register; check the larger ones.",
    ),
    "listed_after_closing": Meaning(
        heading="Practices in a network after they closed",
        severity=CHECK,
        next_step="Check the day of closing in the register.",
    ),
    "ends_before_it_starts": Meaning(
        heading="Memberships that end before they start",
        severity=CHECK,
        next_step="Ask the publisher which dates are right.",
    ),
    "differs_from_recorded": Meaning(
        heading="Files that differ from what a person recorded",
        severity=CHECK,
        next_step="The record counts. Correct it if the file is right.",
    ),
    "shapes_mended": Meaning(
        heading="Boundaries that crossed themselves",
        severity=NOTE,
        next_step="They were mended while loading; look at them on the map.",
    ),
    "lists_partial": Meaning(
        heading="Registrations by area that cover part of a list",
        severity=NOTE,
        next_step="Use them for residents of the area, never for the size of the practice.",
    ),
    "handover_on_one_day": Meaning(
        heading="Memberships that end on the day the next begins",
        severity=NOTE,
        next_step="The earlier membership is ended the day before.",
    ),
    "end_on_next_start": Meaning(
        heading="Memberships that end on the day the next begins",
        severity=NOTE,
        next_step="The earlier membership is ended the day before.",
    ),
    "repeated_memberships": Meaning(
        heading="Memberships that a file gives more than once",
        severity=NOTE,
        next_step="Those that overlap or touch are counted as one.",
    ),
    "unallocated_practices": Meaning(
        heading="Practices in no network, coded U",
        severity=NOTE,
        next_step="U is not a network: these practices are counted in none.",
    ),
    "residence_not_known": Meaning(
        heading="Patients whose area of residence is not known",
        severity=NOTE,
        next_step="They count in their practice's list and in no area.",
    ),
    "stacked_vintages": Meaning(
        heading="Files that hold several publications",
        severity=NOTE,
        next_step="Each row keeps its own day.",
    ),
    "several_kinds_of_row": Meaning(
        heading="Files with totals among their rows",
        severity=NOTE,
        next_step="Only rows about practices are kept, so that nobody is counted twice.",
    ),
    "names_changed": Meaning(
        heading="Organisations whose name changed",
        severity=NOTE,
        next_step="Each date shows the name of its time.",
    ),
    "mean_of_a_year": Meaning(
        heading="Figures that are averages, not publications",
        severity=NOTE,
        next_step="Show them as the average of the year, never as a month.",
    ),
    "deprivation_by_edition": Meaning(
        heading="Deprivation on the areas of its own edition",
        severity=NOTE,
        next_step="Name the edition beside every figure; ranks of two editions do not compare.",
    ),
    "every_part_of_changed_areas": Meaning(
        heading="What became of LSOAs that changed, every part",
        severity=NOTE,
        next_step="A split gives no shares: a figure for its parts needs a stated rule.",
    ),
    "best_fit_of_changed_areas": Meaning(
        heading="What became of LSOAs that changed, best fit only",
        severity=NOTE,
        next_step="Use the lookup of every part where it is held.",
    ),
    "heading_changed": Meaning(
        heading="Headings that changed between months",
        severity=NOTE,
        next_step="Nothing to do: both are read as the same.",
    ),
    "network_columns_not_used": Meaning(
        heading="Network payments that stand on one practice",
        severity=NOTE,
        next_step="Never read them per practice; they are not loaded.",
    ),
    "rows_are_not_people": Meaning(
        heading="Counts of rows that are not counts of people",
        severity=NOTE,
        next_step="Use full-time equivalents instead.",
    ),
    "few_practices": Meaning(
        heading="Files of figures about few practices",
        severity=CHECK,
        next_step="If it is a sample, undo its load and fetch the whole file.",
    ),
    "period_not_in_content": Meaning(
        heading="Files that do not say which day they are about",
        severity=NOTE,
        next_step="Check the period shown; load again with --period where it is wrong.",
    ),
    "saved_as_windows_1252": Meaning(
        heading="Files saved in another alphabet than UTF-8",
        severity=NOTE,
        next_step="Check names with accents.",
    ),
    "saved_as_utf_16": Meaning(
        heading="Files saved in another alphabet than UTF-8",
        severity=NOTE,
        next_step="Check names with accents.",
    ),
    "other_separator": Meaning(
        heading="Files whose cells are not separated by commas",
        severity=NOTE,
        next_step="Nothing to do where the columns read well.",
    ),
}


def is_known(code: str) -> bool:
    """Whether there is such a kind of finding."""
    return code in MEANINGS


def meaning_of(code: str) -> Meaning:
    """What a kind of finding means; one that nobody has described is a note."""
    return MEANINGS.get(
        code, Meaning(heading=code.replace("_", " ").capitalize(), severity=NOTE, next_step="")
    )
