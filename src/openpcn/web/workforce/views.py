"""The projection of an organisation's staff, and the paper of 2016 recomputed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpcn.kernel.errors import NotRight
from openpcn.web.dates import dates_of
from openpcn.web.pages.workbooks import tables_as, told_of_staff
from openpcn.web.recording.forms import Form
from openpcn.web.workforce import paper_page, projecting, typing
from openpcn.workflows.facts.tell_source import tell_source
from openpcn.workflows.workforce.papers import recompute_paper
from openpcn.workflows.workforce.same_place import same_place_published
from openpcn.workflows.workforce.scenarios import Typed
from openpcn.workflows.workforce.show_projection import show_projection


@require_safe
def projection(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """How staff would go on, and as somebody assumes; what was typed stays in the address."""
    dates, form = dates_of(request), Form(said=request.GET.dict())
    typed = typing.typed_in(form)
    if form.problems:
        typed = Typed(group=typed.group)
    try:
        answer = show_projection(path, code, typed, when=dates.when)
    except NotRight as trouble:
        form.problems["years"] = str(trouble)
        answer = show_projection(path, code, Typed(), when=dates.when)
    page = projecting.projection_page(answer, dates, form)
    if wanted := request.GET.get("format"):
        tables = [table for one in page["sections"] for table in one.tables]
        name = f"{code}-projection-{typed.group}"
        return tables_as(request, tables, name, wanted, told_of_staff(dates))
    status = 400 if form.problems else 200
    return render(request, "workforce/projection.html", page, status=status)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Every figure of the paper that follows from others: theirs, ours and the difference."""
    dates, found = dates_of(request), recompute_paper()
    page = paper_page.paper_words(found, same_place_published(), dates)
    if wanted := request.GET.get("format"):
        statement = f"{found.paper.title}, {found.paper.published}, as transcribed"
        told = tell_source(when=dates.when, statement=statement)
        return tables_as(request, page["all_tables"], "2016-paper", wanted, told)
    return render(request, "workforce/paper.html", page)
