"""What every part of a report stands on: the place, the day, and where its facts are from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from openpcn.domains.accounts.queries import Account
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.documents import Footnote, Source
from openpcn.kernel.errors import NotPossible
from openpcn.kernel.names import as_written, short
from openpcn.kernel.when import When, in_words
from openpcn.workflows.programme.around import Around, lies_around
from openpcn.workflows.show_overview import Overview, show_overview
from openpcn.workflows.tell_source import INVENTED, Told, tell_source

NOT_HELD = "not held"
PATHS = {"icb": "systems", "place": "places", "sub_icb": "places"}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A system or place on a day, as a report reads it."""

    path: str
    """systems or places."""
    page: Overview
    when: When
    viewer: Account | None
    """Who asks; None for the public."""
    told: Told

    @cached_property
    def around(self) -> Around:
        """Its networks, and what it lies in, for what is read of a programme."""
        return lies_around(None, self.page.subject, self.path, when=self.when)

    @property
    def code(self) -> str:
        """The code of the system or place."""
        return self.page.subject.code

    @property
    def name(self) -> str:
        """What it is called."""
        one = self.page.subject.organisation
        return self.page.whole.ground.place_names.get(one.code) or short(one.name)

    @property
    def warning(self) -> str:
        """A sentence where the data are invented; else empty."""
        return f"{INVENTED}. " if self.told.is_demonstration else ""

    def footnote(self, figure: str, working: str) -> Footnote:
        """How a figure came about, with the file that it rests on."""
        return Footnote(
            text=working,
            sources=tuple(
                Source(
                    title=f"{one.title}, {one.publisher}"
                    + (f", {in_words(one.period_on)}" if one.period_on else "")
                )
                for one in self.page.sources
                if one.figure == figure
            ),
        )


def ground_of(within: str, *, when: When, viewer: Account | None) -> Ground:
    """The ground of a report about a system or place.

    NotFound: no such organisation. NotPossible: it is neither, or held nothing on the day.
    """
    organisation = get_organisation(within, when=when)
    if organisation.kind not in PATHS:
        raise NotPossible(
            f"{as_written(organisation.name)} is no system or place.",
            next_step="Name a system, a place or a sub-ICB location, for example QK1.",
        )
    path = PATHS[organisation.kind]
    page = show_overview(path, within, when=when)
    if not page.members:
        raise NotPossible(
            f"No practice of {as_written(organisation.name)} is held on {in_words(when.as_at)}.",
            next_step="Ask about another day, or load files for that one.",
        )
    return Ground(path=path, page=page, when=when, viewer=viewer, told=tell_source(when=when))
