"""Every table of a page as a file: links at the end of the page, and the files behind them.

`?csv=` with the name of a table gives that table of the very page that the address would show, to
whoever may see the page and nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from openpcn.kernel.errors import NotFound
from openpcn.kernel.exports import csv_lines
from openpcn.web.dates import dates_of
from openpcn.web.page_tables.reading import PageTable, has_own_file, tables_in
from openpcn.web.page_tables.values import rows_of
from openpcn.web.pages.downloads import attached
from openpcn.web.trouble import said
from openpcn.workflows.facts.tell_source import tell_source

ASKED = "csv"
TABLE = re.compile(
    r"<table(?P<table>[^>]*)>\s*<caption(?P<caption>[^>]*)>(?P<words>.*?)</caption>", re.DOTALL
)
ID = re.compile(r'\bid="([^"]+)"')
TAG = re.compile(r"<[^>]+>")
Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, kw_only=True)
class FileLink:
    """A link to one table of a page."""

    text: str
    href: str


def files_of(request: HttpRequest, page: str) -> list[FileLink]:
    """Links to the tables of a page that have no file of their own."""
    if request.method != "GET":
        return []
    query, links = request.GET.copy(), []
    for name, caption in named_tables(page):
        query[ASKED] = name
        links.append(FileLink(text=caption, href=f"?{query.urlencode()}"))
    return links


def named_tables(page: str) -> Iterator[tuple[str, str]]:
    """Id and words of the captions; by a pattern, as every page that is made goes through here."""
    for found in TABLE.finditer(page):
        name = ID.search(found["caption"])
        if name and not has_own_file(found["table"]):
            yield name[1], " ".join(unescape(TAG.sub(" ", found["words"])).split())


def tables_as_files(get_response: Answer) -> Answer:
    """Give one table of a page as CSV, where the address asks for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        wanted = request.GET.get(ASKED, "") if request.method in {"GET", "HEAD"} else ""
        is_page = response.get("Content-Type", "").startswith("text/html")
        if not wanted or response.status_code != 200 or not is_page:
            return response
        return file_of(request, response, wanted)

    return answer


def file_of(request: HttpRequest, response: HttpResponse, wanted: str) -> HttpResponse:
    """The table of a name, with the source of each row: the page itself."""
    found = next((x for x in tables_in(response.content.decode()) if x.id == wanted), None)
    if found is None:
        nothing = NotFound(
            _("No such table stands on this page."), next_step=_("Look at the page itself.")
        )
        return said(request, nothing)
    told = tell_source(when=dates_of(request).when, statement=source(request, found))
    headings, rows = rows_of(found)
    lines = csv_lines((*headings, *told.headings[1:]), [(*row, *told.cells[1:]) for row in rows])
    made = attached("".join(lines), f"{name_of(request)}-{found.id}.csv", told)
    for header in ("Cache-Control", "Vary"):
        if response.get(header):
            made[header] = response[header]
    return made


def source(request: HttpRequest, table: PageTable) -> str:
    """Where the rows stand: caption and address."""
    query = [(k, v) for k, values in request.GET.lists() for v in values if k != ASKED]
    asked = f"?{urlencode(query)}" if query else ""
    return f"OpenPCN, “{table.caption}”, {request.path}{asked}"


def name_of(request: HttpRequest) -> str:
    """The name of a file from the path of its page."""
    return "-".join(part for part in request.path.split("/") if part)[:80] or "start"
