"""What people choose by name: practices, and who gives a service."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.recording.forms import Form
from openpcn.workflows.services.catalogue import Standing
from openpcn.workflows.services.show_services import Member, OneService

Groups = list[tuple[str, list[tuple[str, str]]]]
"""Heading, and under it values with their words."""


def named(one: Member) -> str:
    """A practice with its code."""
    return f"{as_written(one.practice.name)}, {one.practice.code}"


def practices(found: OneService) -> Groups:
    """The practices of an area to tick; in a place or system under their networks.

    There the gaps of a network, or of all, can be ticked together.
    """
    here = found.services
    if here.subject.kind in ("network", "practice"):
        return [("", [(one.practice.code, named(one)) for one in here.members])]
    groups: Groups = [("", together(found, here.subject.code, here.members))]
    for network, members in here.groups.items():
        gaps = together(found, members[0].network_code, members) if network else []
        each = [(one.practice.code, named(one)) for one in members]
        groups.append((as_written(network) if network else _("In no network"), [*gaps, *each]))
    return [(heading, held) for heading, held in groups if held]


def together(found: OneService, code: str, members: tuple[Member, ...]) -> list[tuple[str, str]]:
    """A box for all practices of which nothing is recorded, under the code of their network."""
    without = found.services.without(found.listed.key, members)
    words = _("All %(n)s of which nothing is recorded") % {"n": len(without)}
    return [(code, words)] if len(without) > 1 else []


def practices_in(form: Form, found: OneService) -> list[str]:
    """Codes of the practices that are ticked, each by itself or with all of its network."""
    here = found.services
    boxes = [code for _heading, held in practices(found) for code, _words in held]
    chosen = set(form.several("practices", _("at least one practice"), boxes))
    gaps = {one.practice.code for one in found.without}
    return [
        one.practice.code
        for one in here.members
        if one.practice.code in chosen
        or (one.practice.code in gaps and chosen & {one.network_code, here.subject.code})
    ]


def ticked(found: OneService) -> dict[str, str]:
    """Practices that are ticked at first: those of a network of which nothing is recorded."""
    if found.services.subject.kind not in ("network", "practice"):
        return {}
    return {f"practices-{one.practice.code}": "yes" for one in found.without}


def givers(found: OneService) -> Groups:
    """Networks and practices of the area, and who else was named before."""
    here = found.services
    networks = {one.network_code: one.network_name for one in here.members if one.network_code}
    known = {one.by_name for one in (*found.offers, *here.offers.values()) if not one.by_code}
    groups = (
        (_("Networks"), [(code, as_written(name)) for code, name in networks.items()]),
        (_("Practices"), [(one.practice.code, named(one)) for one in here.members]),
        (_("Named before"), [(name, name) for name in sorted(known - {""})]),
    )
    return [(heading, held) for heading, held in groups if held]


def others_of(found: OneService) -> dict[str, str]:
    """Titles by key of the other services with gaps, of which the same may be said."""
    here = found.services
    return {
        one.key: one.title
        for one in here.listed
        if one.key != found.listed.key and here.without(one.key)
    }


def to_end(found: OneService) -> Groups:
    """Offers that an end can be recorded of, by the name of the practice and the first day."""
    names = {one.practice.id: as_written(one.practice.name) for one in found.services.members}
    held = [
        (
            str(one.number),
            _("%(practice)s, %(way)s, from %(day)s")
            % {
                "practice": names[one.practice_id],
                "way": one.way_words.lower(),
                "day": in_words(one.starts_on),
            },
        )
        for one in found.offers
        if found.stands_of(one) != Standing.ENDED and one.ends_on is None
    ]
    return [("", held)] if held else []
