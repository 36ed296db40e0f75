"""What changes for a resident: of a practice, network, neighbourhood, ward or small area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openpcn.domains.publishing.queries.answers import TextAnswer, TranslationAnswer
from openpcn.domains.publishing.queries.texts import published_texts, published_translations
from openpcn.domains.publishing.vocabulary import Topic
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.domains.registry.queries.people import RoleHolderAnswer, role_holders
from openpcn.kernel.when import When
from openpcn.workflows.public.around import Around, around
from openpcn.workflows.public.having_a_say import Say, having_a_say
from openpcn.workflows.public.nearby import Near, nearby
from openpcn.workflows.public.numbers import Number, numbers
from openpcn.workflows.public.planned import Plan, plans
from openpcn.workflows.public.sessions import Offered, offered

TRANSLATED = (Topic.OFFERED, Topic.RESTRICTION, Topic.PLANNED, Topic.HEADINGS)
LEADING = ("clinical_director", "network_manager", "practice_manager", "neighbourhood_lead")


@dataclass(frozen=True, kw_only=True)
class Leads:
    """Who leads a practice or network, as far as it is published."""

    kind: str
    code: str
    name: str
    people: tuple[RoleHolderAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class ForMe:
    """All that a resident's page says."""

    around: Around
    leads: tuple[Leads, ...]
    offers: tuple[TextAnswer, ...]
    sessions: tuple[Offered, ...]
    shows_sessions: bool
    restrictions: tuple[TextAnswer, ...]
    plans: tuple[Plan, ...]
    accounts: tuple[TextAnswer, ...]
    """Years' accounts of its networks, the last year first."""
    headings: tuple[TextAnswer, ...]
    """The fixed words of the page, for their translations."""
    near: tuple[Near, ...]
    say: Say
    numbers: tuple[Number, ...]
    numbers_of: str
    """Whose numbers they are."""
    translations: dict[int, tuple[TranslationAnswer, ...]]
    """By text."""

    @property
    def languages(self) -> tuple[str, ...]:
        """In which something on this page can be read."""
        return tuple(sorted({one.language for held in self.translations.values() for one in held}))


def show_for_me(kind: str, code: str, *, when: When) -> ForMe:
    """The page of a kind and code, the same for everybody: what is published and nothing else."""
    about = around(kind, code, when=when)
    texts = texts_around(about, when=when)
    whose = numbers_about(about)
    by_topic = {topic: tuple(one for one in texts if one.topic == topic) for topic in Topic.values}
    shows = networks_that_show(by_topic[Topic.OFFERED], about, when=when)
    told = [one for topic in TRANSLATED for one in by_topic[topic]]
    return ForMe(
        around=about,
        leads=leads_of(about, when=when),
        offers=by_topic[Topic.OFFERED],
        sessions=tuple(one for number in shows for one in offered(number, when=when)),
        shows_sessions=bool(shows),
        restrictions=by_topic[Topic.RESTRICTION],
        plans=plans(texts, about.codes, when=when),
        accounts=by_year(by_topic[Topic.ACCOUNT]),
        headings=by_topic[Topic.HEADINGS],
        near=nearby(about, when=when),
        say=having_a_say(about, when=when),
        numbers=numbers(whose[0], whose[1], when=when) if whose else (),
        numbers_of=whose[2] if whose else "",
        translations=translations_of(told),
    )


def texts_around(about: Around, *, when: When) -> list[TextAnswer]:
    """What is published about the practices, networks, areas, places and systems of a page.

    The page of a practice has no text about another practice of its network.
    """
    codes = {one.code for one in about.networks} | {one.code for one in about.above}
    if about.kind == "practice":
        codes.add(about.code)
    else:
        codes |= {one.code for one in about.practices}
    ids = {get_organisation(code, when=when).id for code in sorted(codes)}
    return published_texts(when=when, about=ids, areas=about.areas)


def networks_that_show(
    offers: Iterable[TextAnswer], about: Around, *, when: When
) -> tuple[int, ...]:
    """The networks of a page whose published text says that their sessions are shown."""
    mine = {one.code for one in about.networks}
    saying = {one.owner_code for one in offers if one.version.shows_sessions}
    return tuple(get_organisation(code, when=when).id for code in sorted(saying & mine))


def by_year(accounts: Iterable[TextAnswer]) -> tuple[TextAnswer, ...]:
    """Accounts, the last year first."""
    return tuple(sorted(accounts, key=lambda one: str(one.year_from), reverse=True))


def numbers_about(about: Around) -> tuple[str, str, str] | None:
    """Whose numbers are shown: its own, or those of the network that most residents are with."""
    if not about.is_area:
        return about.kind, about.code, about.name
    if not about.networks:
        return None
    first = about.networks[0]
    return "network", first.code, first.name


def leads_of(about: Around, *, when: When) -> tuple[Leads, ...]:
    """The published role-holders of a practice and of its networks."""
    own = [("practice", about.code, about.name)] if about.kind == "practice" else []
    asked = [*own, *(("network", one.code, one.name) for one in about.networks)]
    return tuple(
        Leads(kind=kind, code=code, name=name, people=published_holders(code, when=when))
        for kind, code, name in asked
    )


def published_holders(code: str, *, when: When) -> tuple[RoleHolderAnswer, ...]:
    """Those who lead an organisation; None reads for them, so that only the published are found."""
    held = role_holders(None, when=when, organisation=code)
    leading = [one for one in held if one.role in LEADING and not one.covered_by]
    return tuple(sorted(leading, key=lambda one: (LEADING.index(one.role), one.name)))


def translations_of(texts: Iterable[TextAnswer]) -> dict[int, tuple[TranslationAnswer, ...]]:
    """The published translations of some texts."""
    held = published_translations([one.id for one in texts])
    return {number: tuple(found) for number, found in held.items()}
