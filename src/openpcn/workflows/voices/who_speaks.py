"""Who speaks for patients here: of an organisation, a ward or a neighbourhood, and how they reach.

An organisation's patients are spoken for by whoever reaches it, one of its practices, what it lies
in, or an area in which at least one in twenty of them lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpcn.domains.accounts.queries import Account
from openpcn.domains.engagement.queries.places import area_name
from openpcn.domains.engagement.queries.voices import Place, ReachAnswer, VoiceAnswer, voices
from openpcn.domains.engagement.vocabulary import RECORD
from openpcn.domains.registry.nesting import above, beneath
from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.structure import PracticeAnswer, practices
from openpcn.kernel.names import as_written
from openpcn.kernel.when import When
from openpcn.kernel.wording import listed, percent
from openpcn.workflows.facts.subject import Subject, get_subject
from openpcn.workflows.voices.reaching import Land, land_of, lives_in


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody who speaks here, and how they come to."""

    voice: VoiceAnswer
    why: str


@dataclass(frozen=True, kw_only=True)
class WhoSpeaks:
    """Who speaks for the patients of an organisation."""

    subject: Subject
    speakers: tuple[Speaker, ...]
    without_group: tuple[PracticeAnswer, ...]
    """Practices with no patient participation group of their own or of their network."""
    may_record: bool

    def of(self, kind: str) -> tuple[Speaker, ...]:
        """Those of one kind."""
        return tuple(one for one in self.speakers if one.voice.kind == kind)


@dataclass(frozen=True, kw_only=True)
class WhoSpeaksIn:
    """Who speaks for those who live in a ward or neighbourhood."""

    land: Land
    name: str
    speakers: tuple[Speaker, ...]
    networks: tuple[tuple[str, str, float], ...]
    """Code, name and share of the registered residents, the largest first."""


def who_speaks(viewer: Account | None, path: str, code: str, *, when: When) -> WhoSpeaks:
    """Who speaks for the patients of an organisation, and which practices have no group."""
    subject = get_subject(path, code, when=when)
    itself = subject.organisation.id
    inside, over = beneath(itself, when=when), above(itself, when=when)
    over |= {one.id: 1 for one in subject.above}
    lives = lives_in(code, when=when)
    found = voices(viewer, when=when, organisations=inside | over.keys(), places=lives)
    members = tuple(practices(when=when, within=code))
    return WhoSpeaks(
        subject=subject,
        speakers=tuple(
            Speaker(voice=one, why=why(one, itself, inside, lives, len(members))) for one in found
        ),
        without_group=without_group(members, found),
        may_record=may(viewer, RECORD, itself),
    )


def why(
    voice: VoiceAnswer, itself: int, inside: set[int], lives: Mapping[Place, float], members: int
) -> str:
    """How somebody comes to speak here: directly, through practices, from above, or by area."""
    if any(one.organisation_id == itself for one in voice.reaches):
        return "speaks for its patients"
    within = [one for one in voice.reaches if one.organisation_id in inside]
    if within:
        return f"speaks for the patients of {through(within, members)}"
    areas = [one for one in voice.reaches if one.place in lives]
    if areas:
        areas.sort(key=lambda one: -lives[one.place])
        shares = [f"{one.name} ({percent(lives[one.place])} of the patients)" for one in areas]
        return f"speaks for people in {listed(shares)}"
    return f"speaks for all of {listed([as_written(one.name) for one in voice.reaches[:2]])}"


def through(within: list[ReachAnswer], members: int) -> str:
    """The practices or networks that somebody reaches, by name where they are few."""
    if len(within) > 3:
        return f"{len(within)} of its {members} practices"
    return listed([as_written(one.name) for one in within])


def without_group(
    members: tuple[PracticeAnswer, ...], found: list[VoiceAnswer]
) -> tuple[PracticeAnswer, ...]:
    """Practices whose patients no patient participation group speaks for."""
    groups = [one for one in found if one.kind == "ppg"]
    reached = {reach.code for one in groups for reach in one.reaches}
    return tuple(
        one for one in members if one.code not in reached and one.network_code not in reached
    )


def who_speaks_in(viewer: Account | None, kind: str, code: str, *, when: When) -> WhoSpeaksIn:
    """Who speaks for the people of a ward or neighbourhood, and for their practices' patients."""
    land = land_of(kind, code, when=when)
    networks = networks_of(land, when=when)
    over: set[int] = set()
    for network, _, _ in networks:
        over |= above(get_organisation(network, when=when).id, when=when).keys()
    places = {(kind, code), *((k, c) for k, c in land.around if k == "council")}
    found = voices(viewer, when=when, organisations=over, places=places)
    share_of = {code: share for code, _, share in networks}
    return WhoSpeaksIn(
        land=land,
        name=area_name(kind, code, when=when) or code,
        speakers=tuple(
            Speaker(voice=one, why=why_here(one, (kind, code), share_of)) for one in found
        ),
        networks=networks,
    )


def why_here(voice: VoiceAnswer, place: Place, share_of: Mapping[str, float]) -> str:
    """How somebody comes to speak for who lives here."""
    if any(one.place == place for one in voice.reaches):
        return "speaks for who lives here"
    networks = [one for one in voice.reaches if one.code in share_of]
    if networks:
        shares = [
            f"{as_written(one.name)} ({percent(share_of[one.code])} of the patients here)"
            for one in networks
        ]
        return f"speaks for the patients of {listed(shares)}"
    return f"speaks for all of {listed([as_written(one.name) for one in voice.reaches[:2]])}"


def networks_of(land: Land, *, when: When) -> tuple[tuple[str, str, float], ...]:
    """Networks with at least one in twenty of the registered residents."""
    shares: dict[tuple[str, str], float] = {}
    for one in practices(when=when):
        if one.network_code and one.code in land.shares:
            key = (one.network_code, one.network_name or one.network_code)
            shares[key] = shares.get(key, 0.0) + land.shares[one.code]
    order = sorted(shares.items(), key=lambda held: (-held[1], held[0]))
    return tuple((code, name, share) for (code, name), share in order if share >= 0.05)
