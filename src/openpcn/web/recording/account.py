"""Your account: who you are here, and what you may record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.people import roles_of
from openpcn.web.recording.doors import address, for_recording, page, person_of, when_of
from openpcn.web.recording.forms import Form

ABLE = (
    ("registry.draft", "futures", "Draft a future, share it, publish it"),
    ("registry.draw_neighbourhoods", "neighbourhood-maps", "Draw neighbourhoods"),
    ("registry.record_rationale", "rationale", "Write why a network is outside the band"),
    ("registry.amend_organisation", "succession", "Record a merger, a succession or a closure"),
    ("registry.amend_membership", "membership", "Record that a practice joins or leaves"),
    ("population.write_needs", "need-summaries", "Write what an area needs most"),
    ("registry.record_contacts", "contact-new", "Record who holds a role, and cover"),
    ("agreements.record_agreements", "agreements", "Record agreements, parties and signatures"),
    ("agreements.record_done", "calendar", "Record what the contract asks as done"),
    ("premises.record", "premises", "Record premises and bids"),
    ("publishing.write", "texts", "Write for residents: plans, offers, restrictions, the year"),
    ("publishing.write", "messages", "Write a message to people in roles"),
    ("publishing.write", "shelf", "Find improvements of other networks, or share one"),
    ("data.load", "data-upload", "Load a file"),
)


@require_safe
@for_recording
def account(request: HttpRequest) -> HttpResponse:
    able = [
        (address(request, name), said)
        for permission, name, said in ABLE
        if may(person_of(request), permission)
    ]
    roles = roles_of(person_of(request), when=when_of(request))
    return page(request, "account", Form(), roles=roles, able=able)
