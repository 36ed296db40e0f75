"""Who a page is about: the organisation, what it lies in, and its system."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.registry.queries.organisations import (
    OrganisationAnswer,
    existed,
    first_spoken_of,
    get_organisation,
)
from openpcn.domains.registry.queries.structure import parents
from openpcn.kernel.errors import NotFound
from openpcn.kernel.when import When, in_words

KINDS = {
    "systems": ("icb",),
    "places": ("place", "sub_icb"),
    "networks": ("network",),
    "practices": ("practice",),
}
"""The kinds of organisation that stand under each path."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An organisation on a day, with what it lies in."""

    organisation: OrganisationAnswer
    above: tuple[OrganisationAnswer, ...]
    """Widest first."""
    not_on_the_day: str
    """A sentence where it had not opened or had closed; else empty."""

    @property
    def code(self) -> str:
        """Its code."""
        return self.organisation.code

    @property
    def kind(self) -> str:
        """What it is."""
        return self.organisation.kind

    @property
    def system(self) -> OrganisationAnswer | None:
        """The system it lies in, or itself."""
        return next((one for one in (*self.above, self.organisation) if one.kind == "icb"), None)


def get_subject(path: str, code: str, *, when: When) -> Subject:
    """The organisation of this code under this path; NotFound before it existed."""
    organisation = get_organisation(code, when=when)
    if organisation.kind not in KINDS[path]:
        raise NotFound(
            f"{organisation.name} ({organisation.code}) does not stand under {path}.",
            next_step="Find it by its name or code.",
        )
    first = first_spoken_of(organisation, when=when)
    if first is not None and when.as_at < first:
        raise NotFound(
            f"{organisation.name} ({organisation.code}) did not exist on {in_words(when.as_at)}, "
            "as far as is held.",
            next_step=f"Ask about {in_words(first)} or later.",
        )
    return Subject(
        organisation=organisation,
        above=tuple(parents(organisation.code, when=when)),
        not_on_the_day=existed(organisation, when.as_at),
    )
