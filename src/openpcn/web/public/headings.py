"""The fixed words of a page for residents, in the language that was asked for where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.html import format_html

from openpcn.domains.publishing.headings import lines_of
from openpcn.domains.publishing.queries.answers import TextAnswer, TranslationAnswer
from openpcn.web.public.blocks import Reader

WIDEST_FIRST = ("icb", "sub_icb", "place", "network", "practice")


def saying(
    texts: Sequence[TextAnswer],
    translations: Mapping[int, Sequence[TranslationAnswer]],
    reader: Reader,
) -> Callable[[str], str]:
    """How a page says a heading; what is nearest to the page is said last and stands."""
    words: dict[str, str] = {}
    for one in sorted(texts, key=width):
        for held in translations.get(one.id, ()):
            if held.language == reader.language and held.of_version == one.version.number:
                pairs = zip(lines_of(one.version.text), lines_of(held.text), strict=False)
                words |= dict(pairs)
    tongue = reader.tongue

    def say(text: str) -> str:
        if (held := words.get(str(text))) is None:
            return str(text)
        return format_html('<span lang="{}" dir="{}">{}</span>', tongue.tag, tongue.direction, held)

    return say


def width(one: TextAnswer) -> int:
    """How wide an organisation a text is about; areas are the nearest."""
    kind = one.about_kind
    return WIDEST_FIRST.index(kind) if kind in WIDEST_FIRST else len(WIDEST_FIRST)
