"""How a resident reads: dates, language and size of print; and a text as it is then shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.publishing.queries.answers import TextAnswer, TranslationAnswer
from openpcn.domains.publishing.vocabulary import Topic
from openpcn.kernel.languages import ENGLISH, LANGUAGES, Language
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates


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
