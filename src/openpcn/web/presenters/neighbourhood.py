"""A neighbourhood's pages: who lives there and whom they are registered with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted, grouped, percent
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import Head, Question, address, called
from openpcn.web.presenters.key_facts import KeyFact, not_held
from openpcn.web.presenters.sections import Section
from openpcn.web.presenters.tables import Cell, Column, Link, Row, Table, count, per_cent
from openpcn.web.presenters.words import month
from openpcn.workflows.maps.drawing import MapPicture
from openpcn.workflows.pages.show_neighbourhood import Neighbourhood, Registers

QUESTIONS = (
    ("", lambda: _("Overview")),
    ("practices", lambda: _("Members")),
    ("map", lambda: _("Map")),
    ("population", lambda: _("Population")),
    ("people", lambda: _("People")),
    ("community", lambda: _("Community")),
    ("voices", lambda: _("Voices")),
)
FEW = 8


def base_of(answer: Neighbourhood) -> str:
    """The home page of the neighbourhood."""
    return f"/neighbourhoods/{answer.itself.code}/"


def head_of_neighbourhood(answer: Neighbourhood, dates: Dates, *, current: str) -> Head:
    """The top of one of its pages."""
    base = base_of(answer)
    questions = tuple(
        Question(
            text=text(),
            href=dates.link(f"{base}{slug}/" if slug else base),
            is_current=slug == current,
        )
        for slug, text in QUESTIONS
    )
    one = answer.itself
    state = answer.map.state_words if answer.map.state != "published" else _("In force")
    crumbs = tuple(
        Link(text=called(o), href=dates.link(address(o.kind, o.code)))
        for o in answer.above
        if address(o.kind, o.code)
    )
    if current:
        crumbs = (*crumbs, Link(text=one.name, href=dates.link(base)))
    return Head(
        kind=_("Neighbourhood"),
        code=one.code,
        name=one.name,
        path=f"{base}{current}/" if current else base,
        crumbs=crumbs,
        questions=questions,
        question=next((q.text for q in questions if q.is_current), "") if current else "",
        status=state,
        status_colour="green" if answer.map.state == "published" else "yellow",
    )


def facts(answer: Neighbourhood, dates: Dates) -> list[KeyFact]:
    """Residents beside registered patients, never mixed."""
    population = dates.link(f"{base_of(answer)}population/")
    members = dates.link(f"{base_of(answer)}practices/")
    named = [one for one in answer.networks if one.code]
    main = named[0] if named else None
    return [
        fact(
            "residents",
            _("Residents"),
            answer.residents,
            _("Census of %(day)s") % {"day": in_words(answer.residents_on)}
            if answer.residents_on
            else "",
            population,
        ),
        fact(
            "registered",
            _("Registered patients living here"),
            answer.registered,
            _("%(month)s, of the practices in the file") % {"month": month(answer.registered_on)}
            if answer.registered_on
            else "",
            population,
        ),
        KeyFact(
            id="main",
            label=_("Network with most of them"),
            figure=percent(main.share) if main else "",
            comparison=as_written(main.name) if main else "",
            missing="" if main else not_held(),
            href=members,
        ),
    ]


def fact(slug: str, label: str, value: int | None, comparison: str, href: str) -> KeyFact:
    """One count."""
    if value is None:
        return KeyFact(id=slug, label=label, missing=not_held(), href=href)
    return KeyFact(id=slug, label=label, figure=grouped(value), comparison=comparison, href=href)


def registers_table(
    slug: str,
    caption: str,
    label: str,
    held: tuple[Registers, ...],
    kind: str,
    answer: Neighbourhood,
    dates: Dates,
) -> Table:
    """Networks or practices with patients who live here."""
    return Table(
        id=slug,
        caption=caption,
        columns=(
            Column(label=label),
            Column(label=_("Patients living here"), is_number=True),
            Column(label=_("Share"), unit="%", is_number=True),
        ),
        rows=tuple(registers_row(one, kind, dates) for one in held),
        note=_("Registrations of %(month)s.") % {"month": month(answer.registered_on)}
        if answer.registered_on
        else "",
        csv_href=dates.link(f"{base_of(answer)}practices/", format="csv", of=slug),
    )


def registers_row(one: Registers, kind: str, dates: Dates) -> Row:
    """One network or practice."""
    name = as_written(one.name) if one.code else _("In no network, or closed since")
    href = dates.link(address(kind, one.code)) if one.code else ""
    return Row(
        cells=(
            Cell(
                value=name,
                text=name,
                href=href,
                second=one.code,
                bar=round(one.share * 100),
                code=one.code,
            ),
            count(one.patients),
            per_cent(one.share, percent(one.share)),
        )
    )


def networks_table(answer: Neighbourhood, dates: Dates, first: int | None = None) -> Table:
    """The networks."""
    return registers_table(
        "networks",
        _("Networks its residents are registered with"),
        _("Network"),
        answer.networks[:first],
        "network",
        answer,
        dates,
    )


def practices_table(answer: Neighbourhood, dates: Dates) -> Table:
    """The practices."""
    return registers_table(
        "practices",
        _("Practices its residents are registered with"),
        _("Practice"),
        answer.practices,
        "practice",
        answer,
        dates,
    )


def overview_page(
    answer: Neighbourhood, dates: Dates, *, picture: MapPicture | None
) -> dict[str, Any]:
    """What the template of its overview is given."""
    return {
        "head": head_of_neighbourhood(answer, dates, current=""),
        "facts": facts(answer, dates),
        "picture": picture,
        "map_href": dates.link(f"{base_of(answer)}map/"),
        "registers": networks_table(answer, dates, FEW) if answer.networks else None,
        "about": _("Part of “%(title)s”, made of %(parts)s.")
        % {
            "title": answer.map.title,
            "parts": counted(len(answer.itself.parts), _("small area"), _("small areas")),
        },
        "others": [
            Link(text=one.name, href=dates.link(f"/neighbourhoods/{one.code}/"))
            for one in answer.others
        ],
    }


def members_page(answer: Neighbourhood, dates: Dates) -> dict[str, Any]:
    """Networks and practices."""
    empty = (_("Where patients live is not held for this area."),)
    sections = [
        Section(
            id="networks",
            heading=_("Networks"),
            tables=(networks_table(answer, dates),) if answer.networks else (),
            empty=() if answer.networks else empty,
        ),
        Section(
            id="practices",
            heading=_("Practices"),
            tables=(practices_table(answer, dates),) if answer.practices else (),
            empty=() if answer.practices else empty,
        ),
    ]
    head = head_of_neighbourhood(answer, dates, current="practices")
    return {"head": head, "sections": sections}


def map_page(answer: Neighbourhood, dates: Dates, picture: MapPicture | None) -> dict[str, Any]:
    """The map with the table of networks beside it."""
    return {
        "head": head_of_neighbourhood(answer, dates, current="map"),
        "picture": picture,
        "registers": networks_table(answer, dates) if answer.networks else None,
    }


def people_page(answer: Neighbourhood, dates: Dates) -> dict[str, Any]:
    """A neighbourhood has no staff of its own; where to look instead."""
    named = [one for one in answer.networks[:FEW] if one.code]
    section = Section(
        id="holders",
        heading=_("Role-holders and contacts"),
        lines=(
            _(
                "A neighbourhood is where people live and has no role-holders of its own "
                "here. Those of its networks:"
            ),
        ),
        links=tuple(
            Link(
                text=as_written(one.name), href=dates.link(f"{address('network', one.code)}people/")
            )
            for one in named
        ),
    )
    head = head_of_neighbourhood(answer, dates, current="people")
    return {"head": head, "sections": [section]}
