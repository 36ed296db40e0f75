"""A report as HTML: a file that needs nothing beside it, or the body of a page of the site."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from openpcn.kernel.documents import Document, Figure, numbered
from openpcn.workflows.documents.typesetting import NUMBERS_COME_FROM


def as_html(document: Document) -> str:
    """A file with its own look; nothing in it is fetched from elsewhere."""
    return rendered(document, is_whole=True)


def as_body(document: Document) -> Markup:
    """The parts alone, for a page that has its own heading and footer."""
    return Markup(rendered(document, is_whole=False))  # noqa: S704 - the template escapes


def rendered(document: Document, *, is_whole: bool) -> str:
    """The document in the template."""
    return template().render(
        document=document,
        parts=[(type(part).__name__, part) for part in document.parts],
        numbers=numbered(document),
        numbers_come_from=NUMBERS_COME_FROM,
        drawing=drawing,
        is_whole=is_whole,
    )


@cache
def template() -> Template:
    """The template, which escapes whatever people wrote."""
    loader = PackageLoader("openpcn.workflows", "documents")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.jinja")


def drawing(figure: Figure) -> str:
    """An SVG for an address of its own: as a picture it can run no script."""
    return b64encode(figure.svg.encode()).decode()
