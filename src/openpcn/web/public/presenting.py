"""Words, links and languages of the pages for residents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.domains.engagement.queries.consultations import ConsultationAnswer
from openpcn.domains.publishing.queries.answers import TextAnswer, TranslationAnswer
from openpcn.domains.publishing.vocabulary import Topic
from openpcn.kernel.languages import ENGLISH, LANGUAGES, Language
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, kilometres, percent
from openpcn.web.dates import Dates
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
COLOURS = {"certain": "green", "under_engagement": "yellow", "proposed": "grey"}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How a resident reads: dates, language, size of print; kept on every link."""

    dates: Dates
    language: str
    """Empty: English."""
    is_large: bool
    path: str

    @property
    def asked(self) -> dict[str, str]:
        """What every link keeps."""
        asked = {"language": self.language} if self.language else {}
        return asked | ({"print": "large"} if self.is_large else {})

    def link(self, path: str) -> str:
        """The address of a path, read in the same way."""
        return self.dates.link(path, **self.asked)

    def place(self, kind: str, code: str) -> str:
        """The page of a practice, network or area."""
        return self.link(reverse("for-me", args=[kind, code]))

    @property
    def other_size(self) -> str:
        """This page in the other size of print."""
        return replace(self, is_large=not self.is_large).link(self.path)

    @property
    def tongue(self) -> Language:
        """The language that was asked for."""
        return LANGUAGES[self.language] if self.language else ENGLISH

    def languages(self, held: Iterable[str]) -> list[dict[str, Any]]:
        """Links to this page in the languages in which something of it can be read."""
        tags = sorted({*held} & LANGUAGES.keys(), key=lambda tag: LANGUAGES[tag].name)
        if not tags and not self.language:
            return []
        tags = list(dict.fromkeys([*tags, *([self.language] if self.language else [])]))
        return [
            {
                "language": LANGUAGES[tag] if tag else ENGLISH,
                "href": replace(self, language=tag).link(self.path),
                "is_current": tag == self.language,
            }
            for tag in ["", *tags]
        ]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A text as it is shown: in the language asked for, or in English with a note why."""

    title: str
    text: str
    language: Language
    notes: tuple[str, ...]
    """About the language: of an older version, or none there."""
    facts: tuple[tuple[str, str], ...]
    by: str
    href: str
    is_whole: bool


MOST_GROUPS = 6
LONGEST_HERE = 600
"""Signs of a text that a page about a practice or area shows; the rest stands on its own page."""


def block(
    one: TextAnswer,
    translations: Sequence[TranslationAnswer],
    reader: Reader,
    *,
    here: str = "",
) -> Block:
    """A text in the language that was asked for; `here` is the code that the page is about."""
    held = next((each for each in translations if each.language == reader.language), None)
    version = one.version
    published = version.stage.published_at
    return Block(
        title=held.title if held else version.title,
        text=held.text if held else version.text,
        language=reader.tongue if held else ENGLISH,
        notes=language_notes(one, held, reader),
        facts=facts_of(one, here),
        by=_("%(owner)s, published on %(day)s")
        % {
            "owner": as_written(one.owner_name),
            "day": in_words(published.date()) if published else "",
        },
        href=reader.link(reverse("public-text", args=[one.id])),
        is_whole=len(version.text) <= LONGEST_HERE,
    )


def language_notes(
    one: TextAnswer, held: TranslationAnswer | None, reader: Reader
) -> tuple[str, ...]:
    """Said where a translation is missing, or is one of older words."""
    if not reader.language:
        return ()
    name = reader.tongue.name
    if held is None:
        return (
            _("There is no text in %(language)s yet. This is the English text.")
            % {"language": name},
        )
    if held.of_version < one.version.number:
        return (_("This translation is of an older version. The English text has changed since."),)
    return ()


def facts_of(one: TextAnswer, here: str) -> tuple[tuple[str, str], ...]:
    """For whom, where, when and from when to when, as far as it is said.

    From when a plan changes something stands with how certain it is.
    """
    version = one.version
    starts_on = None if one.topic == Topic.PLANNED else version.starts_on
    held = (
        (
            _("For"),
            as_written(one.about_name)
            if one.about_kind == "practice" and one.about_code != here
            else "",
        ),
        (_("Where"), version.place),
        (_("When"), version.times),
        (_("From"), in_words(starts_on) if starts_on else ""),
        (_("Until"), in_words(version.ends_on) if version.ends_on else ""),
    )
    return tuple((name, words) for name, words in held if words)


def for_me_page(found: ForMe, reader: Reader) -> dict[str, Any]:
    """All that the template places."""
    around = found.around
    shown = {one: tuple(held) for one, held in found.translations.items()}

    def blocks(texts: Iterable[TextAnswer]) -> list[Block]:
        return [block(one, shown.get(one.id, ()), reader, here=around.code) for one in texts]

    return {
        "found": found,
        "around": around,
        "kind": KINDS[around.kind],
        "lead": lead_words(around),
        "languages": reader.languages(found.languages),
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
