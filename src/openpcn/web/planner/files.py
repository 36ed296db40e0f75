"""A comparison or a plan as a file: CSV and GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import HttpResponse

from openpcn.kernel.exports import csv_lines
from openpcn.web.planner.cells import Group
from openpcn.workflows.planner.compare import Comparison
from openpcn.workflows.planner.export import PLAN_HEADINGS, geojson_of_plan, plan_rows
from openpcn.workflows.planner.ground import Ground


def comparison_csv(shown: Comparison, groups: Sequence[Group]) -> HttpResponse:
    """The table of a comparison."""
    headings = ["Question", "Line", *(column.title for column in shown.columns)]
    rows = [
        [group.title, row.label, *(_cell(cell.text, cell.second) for cell in row.cells), row.note]
        for group in groups
        for row in group.rows
    ]
    return attached("".join(csv_lines(headings, rows)), "text/csv", "comparison.csv")


def plan_csv(ground: Ground, network_of: dict[str, str], name: str) -> HttpResponse:
    """Which practice would be in which network."""
    lines = csv_lines(PLAN_HEADINGS, plan_rows(ground, network_of))
    return attached("".join(lines), "text/csv", f"{name}.csv")


def plan_geojson(ground: Ground, network_of: dict[str, str], name: str) -> HttpResponse:
    """Practices and catchments of a plan."""
    text = json.dumps(geojson_of_plan(ground, network_of), ensure_ascii=False)
    return attached(text, "application/geo+json", f"{name}.geojson")


def attached(text: str, kind: str, name: str) -> HttpResponse:
    """A download that nobody else's cache keeps."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private"
    return response


def _cell(text: str, second: str) -> str:
    return f"{text} ({second})" if second else text
