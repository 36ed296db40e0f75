"""Addresses of community assets."""

from __future__ import annotations

from django.urls import path, re_path

from openpcn.web.community import (
    finding,
    needing,
    planning,
    reading,
    spreadsheet,
    upkeep,
    working,
    writing,
)

AREA = r"^(?P<path>systems|places|networks|neighbourhoods)/(?P<code>[^/]+)/community"
ASSET = "community/<int:number>/"
NEED = "community/needs/<int:number>/"
SMALL_FORMS = {
    "undo": working.undo,
    "publish": working.publish,
    "check": working.check,
    "right": working.right_today,
    "flag": working.flag,
    "check-out": working.check_out,
    "engage": working.engage,
    "engage-out": working.engage_out,
    "hand-over": working.hand_over,
    "hand-over-out": working.hand_over_out,
    "follow": working.follow,
    "follow-out": working.follow_out,
    "merge": working.merge,
    "part": working.part,
}

urlpatterns = [
    path("community/", reading.directory, name="community"),
    path("community.csv", reading.directory_csv, name="community-csv"),
    path("community/find/", finding.find, name="community-find"),
    path("community/due/", upkeep.due, name="community-due"),
    path("community/due.csv", upkeep.due_csv, name="community-due-csv"),
    path("community/double/", upkeep.double, name="community-double"),
    path("community/spreadsheet/", spreadsheet.spreadsheet, name="community-spreadsheet"),
    path("community/spreadsheet.csv", spreadsheet.layout_csv, name="community-layout"),
    path("community/new/", writing.new, name="asset-new"),
    path("community/needs/new/", needing.new, name="need-of-community-new"),
    path(NEED, needing.one, name="need-of-community"),
    path(f"{NEED}change/", needing.change, name="need-of-community-change"),
    path(f"{NEED}end/", needing.end, name="need-of-community-end"),
    path(f"{NEED}withdraw/", needing.withdraw, name="need-of-community-withdraw"),
    path(ASSET, writing.one, name="asset"),
    path(f"{ASSET}describe/", writing.describe, name="asset-describe"),
    path(f"{ASSET}withdraw/", writing.withdraw, name="asset-withdraw"),
    path(f"{ASSET}back/", writing.back, name="asset-back"),
    *(path(f"{ASSET}{name}/", view, name=f"asset-{name}") for name, view in SMALL_FORMS.items()),
    re_path(rf"{AREA}/$", reading.area, name="community-of"),
    re_path(rf"{AREA}\.csv$", reading.area_csv, name="community-of-csv"),
    path("networks/<str:code>/community/plan/", planning.plan, name="community-plan"),
    path("networks/<str:code>/community/plan.csv", planning.plan_csv, name="community-plan-csv"),
]
