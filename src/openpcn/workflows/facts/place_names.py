"""What places are called: sub-ICB locations are published with a code in place of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from openpcn.domains.registry.queries.organisations import find_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.names import short
from openpcn.kernel.when import When

NAMED_BY_CODE = re.compile(r"^(?P<body>.*?)(?: (?:ICB|Integrated Care Board))? - (?P<code>\w+)$")
BEFORE = date(2000, 1, 1)


def place_names(published: Mapping[str, str], *, when: When) -> dict[str, str]:
    """Code to the name that people know.

    A sub-ICB location keeps the name of the clinical commissioning group that it was, where a file
    that is held still says it: NHS Leicester City CCG, now … ICB - 04C, is Leicester City.
    """
    return {code: place_name(code, name, when=when) for code, name in published.items()}


def place_name(code: str, name: str, *, when: When) -> str:
    """What one place is called."""
    found = NAMED_BY_CODE.match(name)
    if found is None:
        return short(name)
    first = find_organisation(code, when=When(as_at=BEFORE, as_known=when.as_known))
    if first is not None and first.name.upper().endswith(" CCG"):
        return short(first.name)
    return f"{short(found['body'])}, {found['code']}"


def with_place_names(held: Iterable[PracticeAnswer], *, when: When) -> list[PracticeAnswer]:
    """Practices with their places called as people know them."""
    practices = list(held)
    published = {one.place_code: one.place_name or "" for one in practices if one.place_code}
    named = place_names(published, when=when)
    return [
        replace(one, place_name=named[one.place_code]) if one.place_code else one
        for one in practices
    ]
