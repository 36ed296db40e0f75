"""Which systems are held on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpcn.domains.registry.queries.stamps import stamp
from openpcn.domains.registry.queries.structure import SystemAnswer, networks, systems
from openpcn.kernel.when import When
from openpcn.workflows.facts.show_sources import newest_list_before
from openpcn.workflows.keeping import kept
from openpcn.workflows.reviewing.system import LARGEST, SMALLEST


@dataclass(frozen=True, kw_only=True)
class SystemHeld:
    """A system, and how many of its networks lie outside the band."""

    system: SystemAnswer
    outside: int


@dataclass(frozen=True, kw_only=True)
class Home:
    """The home page."""

    systems: tuple[SystemHeld, ...]
    newest_list_on: date | None
    """The day of the newest lists that are not about a later day."""


def show_home(*, when: When) -> Home:
    """The systems held on the day."""
    return Home(
        systems=kept("home", (when, stamp()), lambda: held_systems(when=when)),
        newest_list_on=newest_list_before(when),
    )


def held_systems(*, when: When) -> tuple[SystemHeld, ...]:
    """Each system with the number of its networks outside the band."""
    outside: dict[str | None, int] = {}
    for one in networks(when=when):
        if one.patients is not None and not SMALLEST <= one.patients <= LARGEST:
            outside[one.system_code] = outside.get(one.system_code, 0) + 1
    return tuple(
        SystemHeld(system=one, outside=outside.get(one.code, 0)) for one in systems(when=when)
    )
