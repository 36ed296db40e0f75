"""Who is compared with whom: the networks of a system or place, the practices of a network."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.workflows.pages.show_overview import Overview


@dataclass(frozen=True, kw_only=True)
class Group:
    """A network or practice with its practices."""

    code: str
    name: str
    kind: str
    practices: tuple[str, ...]


def groups_of(page: Overview) -> tuple[Group, ...]:
    """The networks at home in an area with their practices that lie in it; a network's practices.

    A network that lies in several places is compared by its practices of this one.
    """
    if page.subject.kind == "network":
        return tuple(
            Group(code=one.code, name=one.name, kind="practice", practices=(one.code,))
            for one in page.members
        )
    names = {one.code: one.name for one in page.whole.networks}
    return tuple(
        Group(
            code=code,
            name=names[code],
            kind="network",
            practices=tuple(one.code for one in page.members if one.network_code == code),
        )
        for code in sorted({one.network_code for one in page.members if one.network_code in names})
        if code is not None
    )
