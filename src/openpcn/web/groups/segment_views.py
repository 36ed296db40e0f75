"""Pages of a group by segment, and the file of its whole family."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openpcn.domains.population.actions.purposes import NoPurpose
from openpcn.web.chrome import safe_dates
from openpcn.web.groups import presenting as present
from openpcn.web.groups import segments as told
from openpcn.web.groups.views import file, groups_for, page
from openpcn.web.recording.doors import for_recording, person_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.workflows.population.list_people import flag_called
from openpcn.workflows.population.read_segments import read_segments
from openpcn.workflows.population.show_groups import family_of


@require_safe
@for_recording
def segments(request: HttpRequest, path: str, code: str, name: str) -> HttpResponse:
    """How common a group is in each segment, where a purpose counts; else the form for one."""
    phenotype = flag_called(name)
    groups, dates = (
        groups_for(request, path, code, family=family_of(phenotype), only=name),
        safe_dates(request),
    )
    is_file = request.GET.get("format") == "csv"
    is_family = is_file and request.GET.get("of") == "family"
    by, when = request.GET.get("by", ""), when_of(request)
    try:
        groups, found = read_segments(
            person_of(request), path, code, name, by=by, when=when, is_family=is_family
        )
    except NoPurpose:
        if is_file:
            raise
        words = present.group_words(groups, phenotype, dates)
        return page(request, "purpose", groups, Form(), name=name, then="segments", **words)
    if is_file:
        what = groups.family if is_family else name
        called = f"{code}-{what}-by-{found[0].division.name}.csv"
        return file(told.EXPORTED, told.export_rows(groups, found), called)
    words = told.segments_page(groups, phenotype, found[0], dates, (path, code))
    return page(request, "segments", groups, Form(), name=name, **words)
