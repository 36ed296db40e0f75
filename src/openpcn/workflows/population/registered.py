"""The practices that the registry knows, which are those that records can be of."""

from __future__ import annotations

from datetime import date

from openpcn.domains.registry.queries.organisations import organisations_of_kind
from openpcn.kernel.when import When


def practices_of_registry(on: date) -> frozenset[str]:
    """The codes of all practices that are open on a day; none where none have been loaded."""
    found = organisations_of_kind("practice", when=When(as_at=on))
    return frozenset(each.code for each in found if each.code)
