"""A comparison or a plan as a file: CSV and GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import HttpResponse

from openpcn.kernel.exports import csv_lines
from openpcn.web.planner.cells import Group, Row
from openpcn.workflows.facts.tell_source import tell_source, with_source
from openpcn.workflows.planner.compare import Comparison
from openpcn.workflows.planner.export import PLAN_HEADINGS, geojson_of_plan, plan_rows
from openpcn.workflows.planner.ground import Ground


def comparison_csv(shown: Comparison, groups: Sequence[Group]) -> HttpResponse:
    """The table of a comparison."""
    told = tell_source(when=shown.ground.when)
    headings = ["Question", "Line", *(column.title for column in shown.columns), "Source"]
    rows = [
        [group.title, row.label, *_cells(row, len(shown.columns)), told.short]
        for group in groups
        for row in group.rows
    ]
    text = "".join(csv_lines(headings, rows))
    return attached(text, "text/csv", told.file_name("comparison.csv"))


def _cells(row: Row, columns: int) -> list[str]:
    """A line of the table; what one sentence says of every option stands under each."""
    said = [_cell(cell.text, cell.second) for cell in row.cells]
    return said + [row.note] * (columns - len(said))


def plan_csv(ground: Ground, network_of: dict[str, str], name: str) -> HttpResponse:
    """Which practice would be in which network."""
    told = tell_source(when=ground.when)
    rows = [[*row, told.short] for row in plan_rows(ground, network_of)]
    lines = csv_lines((*PLAN_HEADINGS, "source"), rows)
    return attached("".join(lines), "text/csv", told.file_name(f"{name}.csv"))


def plan_geojson(ground: Ground, network_of: dict[str, str], name: str) -> HttpResponse:
    """Practices and catchments of a plan."""
    told = tell_source(when=ground.when)
    text = json.dumps(geojson_of_plan(ground, network_of), ensure_ascii=False)
    return attached(
        with_source(text, told), "application/geo+json", told.file_name(f"{name}.geojson")
    )


def attached(text: str, kind: str, name: str) -> HttpResponse:
    """A download that nobody else's cache keeps."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private"
    return response


def _cell(text: str, second: str) -> str:
    return f"{text} ({second})" if second else text
