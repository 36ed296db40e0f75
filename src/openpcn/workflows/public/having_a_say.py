"""How to have one's say: what people are asked now, who speaks for them, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.domains.engagement.queries.consultations import ConsultationAnswer, consultations
from openpcn.domains.engagement.queries.promises import themes
from openpcn.domains.engagement.queries.voices import VoiceAnswer, voices
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.when import When
from openpcn.workflows.public.around import ORGANISATIONS, Around


@dataclass(frozen=True, kw_only=True)
class Say:
    """What a resident can take part in."""

    path: str
    code: str
    """Whose pages of voices lead on; empty where no network is held."""
    open: tuple[ConsultationAnswer, ...]
    groups: tuple[VoiceAnswer, ...]
    kept: int
    not_kept: int


def having_a_say(about: Around, *, when: When) -> Say:
    """What the public may see of consultations, groups and promises around a practice or area."""
    kind, code = about.kind, about.code
    if about.is_area:
        kind, code = "network", about.networks[0].code if about.networks else ""
    codes = {code, *(one.code for one in about.networks), *(one.code for one in about.above)}
    ids = {get_organisation(each, when=when).id for each in sorted(codes - {""})}
    own = {get_organisation(one.code, when=when).id for one in about.networks}
    own |= {about.organisation.id} if about.organisation else set()
    promised = themes(None, own, when=when)
    return Say(
        path=ORGANISATIONS[kind],
        code=code,
        open=tuple(one for one in consultations(None, organisations=ids) if one.is_open),
        groups=tuple(voices(None, when=when, organisations=own, places=about.areas)),
        kept=sum(one.decision == "kept" for one in promised),
        not_kept=sum(one.decision == "not_kept" or one.is_overdue for one in promised),
    )
