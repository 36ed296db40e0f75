"""Words, links and languages of the pages for residents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.domains.engagement.queries.consultations import ConsultationAnswer
from openpcn.domains.publishing.queries.answers import TextAnswer, TranslationAnswer
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, kilometres, percent
from openpcn.web.public.blocks import Block, Reader, block
from openpcn.web.public.headings import saying
from openpcn.workflows.public.around import Around, Place
from openpcn.workflows.public.planned import Plan
from openpcn.workflows.public.sessions import Offered
from openpcn.workflows.public.show_for_me import ForMe

KINDS = {
    "practice": gettext_lazy("Practice"),
    "network": gettext_lazy("Primary care network"),
    "neighbourhood": gettext_lazy("Neighbourhood"),
    "ward": gettext_lazy("Ward"),
    "area": gettext_lazy("Small area around your postcode"),
}
MOST_GROUPS = 6
COLOURS = {"certain": "green", "under_engagement": "yellow", "proposed": "grey"}


def for_me_page(found: ForMe, reader: Reader) -> dict[str, Any]:
    """All that the template places."""
    around = found.around
    shown = {one: tuple(held) for one, held in found.translations.items()}

    say = saying(found.headings, shown, reader)

    def blocks(texts: Iterable[TextAnswer]) -> list[Block]:
        return [block(one, shown.get(one.id, ()), reader, here=around.code) for one in texts]

    return {
        "found": found,
        "around": around,
        "kind": KINDS[around.kind],
        "lead": lead_words(around),
        "languages": reader.languages(found.languages),
        "say": say,
        "headings_note": headings_note(found, reader),
        "plans": [plan_shown(one, shown, reader, around.code) for one in found.plans],
        "offers": blocks(found.offers),
        "restrictions": blocks(found.restrictions),
        "sessions": [(one, session_days(one)) for one in found.sessions],
        "accounts": [
            {"title": one.version.title, "href": reader.link(account_address(one))}
            for one in found.accounts
        ],
        "near": [
            (one, reader.dates.link(reverse("asset", args=[one.id])), kilometres(one.kilometres))
            for one in found.near
        ],
        "consultations": [asked(one, reader) for one in found.say.open],
        "groups": found.say.groups[:MOST_GROUPS],
        "practices": practices_shown(around, reader),
        "networks": [place_shown(one, reader) for one in around.networks],
        "lies_in": [place_shown(one, reader) for one in around.lies_in],
    }


def headings_note(found: ForMe, reader: Reader) -> str:
    """Said where the headings of the page are not there in the language that was asked for."""
    held = {
        each.language
        for one in found.headings
        for each in found.translations.get(one.id, ())
        if each.of_version == one.version.number
    }
    if not reader.language or reader.language in held:
        return ""
    return _("The headings of this page are not there in %(language)s yet.") % {
        "language": reader.tongue.name
    }


def asked(one: ConsultationAnswer, reader: Reader) -> dict[str, str]:
    """Something that people are asked now, in the language that was asked for if it is there."""
    sheet = one.sheet(reader.language)
    return {
        "title": sheet.title,
        "words": _("Open until %(day)s. %(owner)s asks.")
        % {"day": in_words(one.closes_on), "owner": as_written(one.owner_name)},
        "href": reader.dates.link(reverse("consultation", args=[one.id])),
    }


def account_address(one: TextAnswer) -> str:
    """Where a year's account is read."""
    return reverse("public-text", args=[one.id])


def plan_shown(
    plan: Plan,
    translations: dict[int, tuple[TranslationAnswer, ...]],
    reader: Reader,
    here: str,
) -> dict[str, Any]:
    """A plan with its certainty in words, since when, and where it is read in whole."""
    kind, number = plan.page
    told = translations.get(number, ())
    own = block(plan.text, told, reader, here=here) if plan.text else None
    return {
        "plan": plan,
        "colour": COLOURS[plan.certainty],
        "title": own.title if own else plan.title,
        "block": own,
        "since": since_words(plan),
        "href": own.href if own else reader.dates.link(reverse(kind, args=[number])),
    }


def since_words(plan: Plan) -> str:
    """Since when it is certain, and from when it changes something."""
    said = []
    if plan.certain_since:
        said.append(_("Certain since %(day)s.") % {"day": in_words(plan.certain_since)})
    if plan.starts_on:
        words = _("From %(day)s.") if plan.certainty == "certain" else _("Not before %(day)s.")
        said.append(words % {"day": in_words(plan.starts_on)})
    elif not said:
        said.append(_("No day is set."))
    return " ".join(said)


def session_days(one: Offered) -> str:
    """On how many days, and which is the first."""
    number = counted(len(one.days), "day")
    return _("%(number)s, first on %(first)s") % {
        "number": number,
        "first": in_words(one.days[0]),
    }


def lead_words(around: Around) -> str:
    """One sentence about what the page is about."""
    if around.kind == "practice":
        if not around.networks:
            return _("This practice is in no network on this day.")
        return _("It is one of the practices of %(network)s. You stay with your practice.") % {
            "network": around.networks[0].name
        }
    if around.kind == "network":
        return _(
            "%(number)s work together in this network. You stay with your own practice: its door, "
            "its telephone and your doctor do not change because of the network."
        ) % {"number": counted(len(around.practices), "practice")}
    if not around.networks:
        return _("It is not held which practices the people here are registered with.")
    return _("%(share)s of the registered residents here are with %(network)s.") % {
        "share": percent(around.networks[0].share or 0),
        "network": around.networks[0].name,
    }


def practices_shown(around: Around, reader: Reader) -> list[dict[str, Any]]:
    """The practices with their pages."""
    return [
        place_shown(
            Place(
                kind="practice",
                code=one.code,
                name=as_written(one.name),
                share=around.share_of.get(one.code),
            ),
            reader,
        )
        for one in around.practices
    ]


def place_shown(one: Place, reader: Reader) -> dict[str, Any]:
    """A place that leads on."""
    return {
        "kind": KINDS[one.kind],
        "name": one.name,
        "href": reader.place(one.kind, one.code),
        "share": "" if one.share is None else percent(one.share),
    }
