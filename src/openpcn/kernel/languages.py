"""Languages that texts are translated into: their names, and which way they are written.

Tags are those of BCP 47. The name of a language in itself is for who reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.kernel.errors import NotRight


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language by its tag, its English name and its own."""

    tag: str
    name: str
    own_name: str
    direction: str = "ltr"
    """`ltr`, or `rtl` where it is written from right to left."""


ENGLISH = Language(tag="en-GB", name="English", own_name="English")

LANGUAGES: dict[str, Language] = {
    tag: Language(tag=tag, name=name, own_name=own, direction=direction)
    for tag, name, own, direction in (
        ("ar", "Arabic", "العربية", "rtl"),
        ("bn", "Bengali", "বাংলা", "ltr"),
        ("zh", "Chinese", "中文", "ltr"),
        ("fr", "French", "Français", "ltr"),
        ("gu", "Gujarati", "ગુજરાતી", "ltr"),
        ("hi", "Hindi", "हिन्दी", "ltr"),
        ("it", "Italian", "Italiano", "ltr"),
        ("lt", "Lithuanian", "Lietuvių", "ltr"),
        ("ps", "Pashto", "پښتو", "rtl"),
        ("fa", "Persian", "فارسی", "rtl"),
        ("pl", "Polish", "Polski", "ltr"),
        ("pt", "Portuguese", "Português", "ltr"),
        ("pa", "Punjabi", "ਪੰਜਾਬੀ", "ltr"),
        ("ro", "Romanian", "Română", "ltr"),
        ("so", "Somali", "Soomaali", "ltr"),
        ("es", "Spanish", "Español", "ltr"),
        ("ta", "Tamil", "தமிழ்", "ltr"),
        ("tr", "Turkish", "Türkçe", "ltr"),
        ("uk", "Ukrainian", "Українська", "ltr"),
        ("ur", "Urdu", "اردو", "rtl"),
        ("vi", "Vietnamese", "Tiếng Việt", "ltr"),
        ("cy", "Welsh", "Cymraeg", "ltr"),
        ("en-simple", "Easy read", "Easy read", "ltr"),
    )
}
"""By tag, in the order of their English names; English in easier words stands last."""


def language_of(tag: str) -> Language:
    """The language of a tag."""
    if tag not in LANGUAGES:
        raise NotRight(
            f"“{tag}” is no language that is held here.", next_step="Choose one of the list."
        )
    return LANGUAGES[tag]
