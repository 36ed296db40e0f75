"""The files behind a people page."""

from __future__ import annotations

from openpcn.domains.registry.queries.datasets import datasets
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_sources import MEMBERS, STAFF, Source, newest, source_from

PRACTICES = ("mapped:workforce-practice",)
PAYMENTS = ("mapped:payments",)
FIGURES = (
    ("members", MEMBERS),
    ("practice-staff", PRACTICES),
    ("network-staff", STAFF),
    ("contracts", PAYMENTS),
)


def staff_sources(*, when: When) -> tuple[Source, ...]:
    """The newest file of each kind that is not about a later day."""
    held = datasets(as_known=when.as_known)
    found = ((figure, newest(held, formats, when.as_at)) for figure, formats in FIGURES)
    return tuple(
        source_from(figure, one)
        for figure, one in found
        if one is not None and one.period_on is not None and one.period_on <= when.as_at
    )
