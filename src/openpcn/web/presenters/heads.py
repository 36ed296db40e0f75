"""The top of a page about an area or organisation: kind, name, breadcrumb, questions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from openpcn.domains.registry.queries.organisations import OrganisationAnswer
from openpcn.domains.registry.queries.structure import PracticeAnswer
from openpcn.kernel.names import as_written, short
from openpcn.kernel.wording import capitalised, spelled
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Link
from openpcn.workflows.facts.show_facts import SystemFacts
from openpcn.workflows.facts.subject import Subject

PATHS = {
    "icb": "systems",
    "place": "places",
    "sub_icb": "places",
    "network": "networks",
    "practice": "practices",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the questions that every page asks."""

    text: str
    href: str
    is_current: bool
    is_above: bool = False
    """Whether the page answers a part of this question: claims are a part of money."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The top of a page."""

    kind: str
    code: str
    name: str
    path: str
    crumbs: tuple[Link, ...] = ()
    questions: tuple[Question, ...] = ()
    question: str = ""
    title: str = ""
    """Of a page that is no question: working, history."""
    status: str = ""
    status_colour: str = "green"


PART_OF = {
    "claims": "money",
    "staff": "people",
    "access": "calendar",
    "consultations": "voices",
    "promises": "voices",
    "outcomes": "plan",
    "variation": "plan",
    "maturity": "plan",
    "questions": "voices",
    "alliances": "practices",
    "stories": "voices",
    "attention": "",
    "history": "",
    "working": "",
}
"""Which question a page beneath an organisation belongs to, where its address does not say so."""


def address(kind: str, code: str) -> str:
    """The home page of an organisation."""
    return f"/{PATHS[kind]}/{code}/" if kind in PATHS else ""


def kind_words(kind: str) -> str:
    """What an organisation is, for the line above its name."""
    return {
        "icb": _("Integrated care system"),
        "place": _("Place"),
        "sub_icb": _("Sub-ICB location, stands for a place"),
        "network": _("Primary Care Network"),
        "practice": _("GP practice"),
        "neighbourhood": _("Neighbourhood"),
    }[kind]


def called(one: OrganisationAnswer, whole: SystemFacts | None = None) -> str:
    """The name an organisation goes by on its page."""
    if whole is not None and one.code in whole.ground.place_names:
        return whole.ground.place_names[one.code]
    return short(one.name) if one.kind in ("icb", "sub_icb") else as_written(one.name)


def questions(
    base: str,
    current: str,
    dates: Dates,
    *,
    members: str,
    is_practice: bool = True,
    is_part: bool = False,
) -> tuple[Question, ...]:
    """The questions asked of every area and organisation, in the same order."""
    first = current.partition("/")[0]
    under = PART_OF.get(first, first)
    asked = (
        ("", _("Overview")),
        ("practices", members),
        ("map", _("Map")),
        ("population", _("Population")),
        ("people", _("People")),
        ("money", "" if is_practice else _("Money")),
        ("services", "" if is_practice else _("Services")),
        ("community", "" if is_practice else _("Community")),
        ("voices", _("Voices")),
        ("plan", "" if is_practice else _("Plan")),
        ("reports", "" if is_practice else _("Reports")),
    )
    return tuple(
        Question(
            text=text,
            href=dates.link(f"{base}{slug}/" if slug else base),
            is_current=slug == current and not is_part,
            is_above=slug == under and (is_part or slug != current),
        )
        for slug, text in asked
        if text
    )


def head_of(
    subject: Subject,
    dates: Dates,
    *,
    current: str = "",
    title: str = "",
    part: str = "",
    whole: SystemFacts | None = None,
    members: tuple[PracticeAnswer, ...] = (),
) -> Head:
    """The top of one page of an organisation; `title` names a page that is no question.

    `part` names it too, where the page has a heading of its own that says as much.
    """
    one = subject.organisation
    base = address(one.kind, one.code)
    tab = members_tab(subject, whole, members)
    asked = questions(
        base,
        current,
        dates,
        members=tab,
        is_practice=one.kind == "practice",
        is_part=bool(title or part),
    )
    here = next((question.text for question in asked if question.is_current), part or title)
    return Head(
        kind=kind_words(one.kind),
        code=one.code,
        name=called(one, whole),
        path=f"{base}{current}/" if current else base,
        crumbs=crumbs_of(subject, dates, whole=whole, members=members, inside=bool(current)),
        questions=asked,
        question=here if current else "",
        title=title,
        status=_("Not open on this day") if subject.not_on_the_day else _("Active"),
        status_colour="grey" if subject.not_on_the_day else "green",
    )


def members_tab(
    subject: Subject, whole: SystemFacts | None, members: tuple[PracticeAnswer, ...]
) -> str:
    """What the members' page is called; of a practice without fellow members there is none."""
    if subject.kind != "practice":
        return _("Members")
    networks = {one.network_code for one in members if one.network_code}
    fellows = [o for o in (whole.practices if whole else ()) if o.network_code in networks]
    return _("Fellow members") if len(fellows) > 1 else ""


def crumbs_of(
    subject: Subject,
    dates: Dates,
    *,
    whole: SystemFacts | None,
    members: tuple[PracticeAnswer, ...],
    inside: bool,
) -> tuple[Link, ...]:
    """System, place, network: what the page lies in; on a question, the overview too."""
    links = []
    system = subject.system
    if system is not None and system.code != subject.code:
        links.append(Link(text=called(system), href=dates.link(address("icb", system.code))))
    if system is not None and subject.kind in ("network", "practice"):
        links += place_crumb(system.code, members, dates, whole)
    if subject.kind == "practice":
        links += [
            Link(
                text=as_written(one.network_name or ""),
                href=dates.link(address("network", one.network_code)),
            )
            for one in members
            if one.network_code
        ]
    if inside:
        own = address(subject.kind, subject.code)
        links.append(Link(text=called(subject.organisation, whole), href=dates.link(own)))
    return tuple(links)


def place_crumb(
    system: str, members: tuple[PracticeAnswer, ...], dates: Dates, whole: SystemFacts | None
) -> list[Link]:
    """The place of the practices; where they lie in several, how many."""
    names = {one.place_code: one.place_name or "" for one in members if one.place_code}
    if whole is not None:
        names |= {code: whole.ground.place_names.get(code, names[code]) for code in names}
    if len(names) > 1:
        text = capitalised(_("%(count)s places") % {"count": spelled(len(names))})
        return [Link(text=text, href=dates.link(f"{address('icb', system)}#places"))]
    return [
        Link(text=name, href=dates.link(address("place", code))) for code, name in names.items()
    ]
