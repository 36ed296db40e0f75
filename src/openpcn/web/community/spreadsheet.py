"""Add or change many entries from a spreadsheet, and take one's own away in the same layout."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.community.actions.assets import RECORD
from openpcn.domains.community.queries.assets import kept_by
from openpcn.domains.registry.permissions import organisations_where_may, require
from openpcn.domains.registry.queries.organisations import get_organisation
from openpcn.kernel.exports import csv_lines
from openpcn.web.community.forms import options
from openpcn.web.community.reading import page
from openpcn.web.community.writing import KEEPERS
from openpcn.web.pages.downloads import attached
from openpcn.web.recording import choosing
from openpcn.web.recording.doors import for_recording, form_of, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.community.layout import HEADINGS, line_of
from openpcn.workflows.community.spreadsheet import (
    Outcome,
    take_back_spreadsheet,
    take_spreadsheet,
)
from openpcn.workflows.facts.tell_source import RECORDED, tell_source

LARGEST = 5 * 1024 * 1024
NEEDED = ("name", "kind", "themes", "languages")


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """Choose who keeps the entries and the file; look at what it would do, then keep it."""
    by = person_of(request)
    require(by, RECORD)
    form = form_of(request) if request.method == "POST" else Form()
    outcome, back = None, None
    if form.said.get("deed") == "back":
        back = taken_back(form, by)
    elif request.method == "POST":
        outcome = taken(request, form)
    ids = organisations_where_may(by, RECORD)
    return page(
        request,
        "spreadsheet",
        form,
        outcome=outcome,
        back=back,
        keepers=choosing.options(ids, KEEPERS, when=when_of(request)),
        needed=NEEDED,
        others=[name for name in HEADINGS if name not in NEEDED],
        **options(),
    )


def taken(request: HttpRequest, form: Form) -> Outcome | None:
    """What became of the file that came, or None where something has to be mended."""
    keeper = form.text("keeper", _("who keeps the entries"), longest=20).upper()
    deed = form.choice("deed", _("whether to look or to keep"), ("look", "keep"))
    file = request.FILES.get("file")
    if file is None:
        form.problems["file"] = _("Choose a file")
    elif (file.size or 0) > LARGEST:
        form.problems["file"] = _("The file is larger than 5 MB: part it into several")
    if file is None or form.problems:
        return None
    with TemporaryDirectory() as folder:
        path = put_down(file, Path(folder))
        found: Outcome | None = form.act(
            lambda: take_spreadsheet(
                path,
                name=(file.name or "the file")[:100],
                keeper=keeper,
                keep=deed == "keep",
                by=person_of(request),
                when=when_of(request),
            ),
            about="file",
        )
    return found


def taken_back(form: Form, by: Account) -> int | None:
    """How many entries are as they were before the spreadsheet came."""
    new, changed = numbers_in(form, "new"), numbers_in(form, "changed")
    found: int | None = form.act(
        lambda: take_back_spreadsheet(new=new, changed=changed, by=by), about="file"
    )
    return found


def numbers_in(form: Form, name: str) -> list[int]:
    """The numbers of entries, as the page wrote them."""
    return [
        int(one) for one in form.codes(name, "", required=False) if one.isascii() and one.isdigit()
    ]


def put_down(file: UploadedFile, folder: Path) -> Path:
    """The file on disk, under a name of our own."""
    path = folder / "spreadsheet"
    with path.open("wb") as stream:
        for piece in file.chunks():
            stream.write(piece)
    return path


@require_safe
@for_recording
def layout_csv(request: HttpRequest) -> HttpResponse:
    """An organisation's own entries in the layout; without one, the layout alone."""
    by, when = person_of(request), when_of(request)
    require(by, RECORD)
    keeper = request.GET.get("keeper", "").upper()
    rows: list[list[str]] = []
    if keeper:
        organisation = get_organisation(keeper, when=when)
        require(by, RECORD, organisation.id)
        held = kept_by(by, organisation.id, when=when)
        rows = [line_of(one.id, one.said) for one in held]
    told = tell_source(when=when, statement=RECORDED)
    name = f"community-entries-{keeper}" if keeper else "community-entries"
    return attached("".join(csv_lines(HEADINGS, rows)), f"{name}.csv", told)
