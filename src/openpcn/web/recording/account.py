"""Your account: who you are here, where you work, and what you may do there, by need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openpcn.domains.registry.permissions import may
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.people import RoleHolderAnswer, roles_of
from openpcn.kernel.names import as_written
from openpcn.web.dates import Dates, dates_of
from openpcn.web.presenters.heads import address as home_of
from openpcn.web.presenters.tables import Link
from openpcn.web.recording.able import GROUPS, Task
from openpcn.web.recording.doors import for_recording, page, person_of
from openpcn.web.recording.forms import Form


@dataclass(frozen=True, kw_only=True)
class Held:
    """A role with the home page of its organisation; empty where it has none."""

    role_words: str
    name: str
    code: str
    kind: str
    home: str


@require_safe
@for_recording
def account(request: HttpRequest) -> HttpResponse:
    """The home page of whoever has signed in."""
    dates, person = dates_of(request), person_of(request)
    held = [held_of(role, dates) for role in roles_of(person, when=dates.when)]
    able = [
        (str(title), links)
        for title, tasks in GROUPS
        if (links := links_of([one for one in tasks if may(person, one.permission)], held, dates))
    ]
    words = {"held": held, "able": able, "reading": reading(held, dates)}
    return page(request, "account", Form(), **words)


def held_of(role: RoleHolderAnswer, dates: Dates) -> Held:
    """A role, and where its organisation is at home."""
    organisation = get_organisation(role.organisation_code, when=dates.when)
    return Held(
        role_words=role.role_words,
        name=as_written(role.organisation_name),
        code=role.organisation_code,
        kind=organisation.kind,
        home=home_of(organisation.kind, role.organisation_code),
    )


def links_of(tasks: Sequence[Task], held: Sequence[Held], dates: Dates) -> list[Link]:
    """Where the tasks are done; those beneath an organisation once for each that has them."""
    found: dict[str, Link] = {}
    for task in tasks:
        for place, words in places_of(task, held):
            found.setdefault(place, Link(text=words, href=dates.link(place)))
    return list(found.values())


def places_of(task: Task, held: Sequence[Held]) -> list[tuple[str, str]]:
    """Address and words of a task."""
    if task.page:
        return [(reverse(task.page), str(task.words))]
    fitting = [one for one in held if one.home and (not task.kinds or one.kind in task.kinds)]
    several = len({one.code for one in fitting}) > 1
    return [
        (f"{one.home}{task.beneath}", f"{task.words} ({one.name})" if several else str(task.words))
        for one in fitting
    ]


def reading(held: Sequence[Held], dates: Dates) -> list[Link]:
    """Where everybody who has signed in may begin to read."""
    homes = [
        Link(text=_("%(name)s today") % {"name": one.name}, href=dates.link(one.home))
        for one in held
        if one.home
    ]
    return [
        *dict.fromkeys(homes),
        Link(text=_("What changes for residents"), href=dates.link(reverse("me"))),
        Link(text=_("Voices: who speaks for patients"), href=dates.link(reverse("voices-start"))),
        Link(text=_("What is due, and when"), href=dates.link(reverse("calendar"))),
    ]
