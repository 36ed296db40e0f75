"""Of a file that is not known: which format is nearest, and what differs, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from openpcn.sources.formats import Format, Glimpse
from openpcn.sources.rows import NotRecognised
from openpcn.sources.tables import place_of

NEAR_ENOUGH = 0.4
"""Share of a format's headings that must be there for it to be called near."""
NAMED = 8


def not_recognised(glimpse: Glimpse, formats: Sequence[Format]) -> NotRecognised:
    """The nearest format and what differs from it."""
    for each in formats:
        if each.what_differs is not None and (differences := each.what_differs(glimpse)):
            return NotRecognised(nearest=each.title, differences=differences)
    present = glimpse.headings
    with_headings = [each for each in formats if each.headings]
    near = [each for each in with_headings if _share(each, present) >= NEAR_ENOUGH]
    nearest = max(near, key=lambda each: _closeness(each, present), default=None)
    if nearest is None:
        return NotRecognised(nearest=None, differences=_nothing_near(glimpse))
    return NotRecognised(nearest=nearest.title, differences=_differences(nearest, present))


def _found(each: Format, present: Sequence[str]) -> int:
    return sum(place_of(heading, present) >= 0 for heading in each.headings)


def _share(each: Format, present: Sequence[str]) -> float:
    return _found(each, present) / len(each.headings)


def _closeness(each: Format, present: Sequence[str]) -> tuple[float, int]:
    """Headings in common, of all headings of either: a short format is not near by two words."""
    found = _found(each, present)
    return found / (len(each.headings) + len(present) - found), found


def _differences(nearest: Format, present: Sequence[str]) -> tuple[str, ...]:
    missing = [heading for heading in nearest.headings if place_of(heading, present) < 0]
    sentences = [f"The column {heading} is missing." for heading in missing[:NAMED]]
    if len(missing) > NAMED:
        sentences.append(f"{len(missing) - NAMED} more columns are missing.")
    unwanted = [heading for heading in nearest.without if place_of(heading, present) >= 0]
    sentences += [f"The column {heading} should not be there." for heading in unwanted]
    others = [
        each for each in present if not any(place_of(h, [each]) == 0 for h in nearest.headings)
    ]
    if missing and others:
        sentences.append(f"These columns are there instead or besides: {_listed(others)}.")
    return tuple(sentences)


def _nothing_near(glimpse: Glimpse) -> tuple[str, ...]:
    if glimpse.sheets:
        sheets = _listed(list(glimpse.sheets))
        return (
            f"It is a workbook with the sheets {sheets}, none of which is known.",
            "If one of them is a table, save that sheet as CSV and load the CSV.",
        )
    if len(glimpse.headings) < 2:
        return ("Its first line is not the headings of a table.",)
    return (
        f"Its columns are those of no known format: {_listed(glimpse.headings)}.",
        "A small mapping file can teach OpenPCN to read it.",
    )


def _listed(words: Sequence[str]) -> str:
    named = ", ".join(word if len(word) <= 60 else f"{word[:59]}…" for word in words[:NAMED])
    return f"{named} and {len(words) - NAMED} more" if len(words) > NAMED else named
