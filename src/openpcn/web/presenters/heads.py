"""The top of a page about an area or organisation: kind, name, breadcrumb, questions."""

from __future__ import annotations

from dataclasses import dataclass

from openpcn.web.presenters.tables import Link


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the questions that every page asks."""

    text: str
    href: str
    is_current: bool


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
    status: str = ""
    status_colour: str = "green"
