"""Addresses of the planner."""

from __future__ import annotations

from django.urls import path

from openpcn.web.planner import (
    casing,
    comparing,
    effecting,
    keeping,
    moving,
    opening,
    papers,
    proposing,
    taking,
    versions,
)

urlpatterns = [
    path("planner/", comparing.home, name="planner"),
    path("planner/mend/", comparing.mend, name="planner-mend"),
    path("planner/align/", comparing.align, name="planner-align"),
    path("planner/leave/", comparing.leave, name="planner-leave"),
    path("planner/by-hand/", moving.hand, name="planner-hand"),
    path("planner/by-hand/picture.svg", moving.hand_picture, name="planner-hand-picture"),
    path("planner/keep/", keeping.keep, name="planner-keep"),
    path("planner/cases/new/", opening.new, name="case-new"),
    path("planner/cases/<int:number>/", casing.one, name="case"),
    path("planner/cases/<int:number>/state/", casing.state, name="case-state"),
    path("planner/cases/<int:number>/effect/", effecting.effect, name="case-effect"),
    path("planner/cases/<int:number>/paper/", casing.paper, name="case-paper"),
    path("planner/cases/<int:number>/paper.<slug:form>", papers.case_file, name="case-file"),
    path("planner/cases/<int:number>/notice/", casing.notice, name="case-notice"),
    path("planner/cases/<int:number>/notice.csv", casing.notice_csv, name="case-notice-csv"),
    path("planner/new/", proposing.new, name="planner-new"),
    path("planner/plans/<int:number>/progress/", proposing.progress, name="plan-progress"),
    path("planner/plans/<int:number>/stop/", proposing.stop, name="plan-stop"),
    path("planner/plans/<int:number>/curve/", proposing.curve, name="plan-curve"),
    path("planner/plans/<int:number>/points/<int:at>/", proposing.keep, name="plan-point"),
    path("planner/plans/<int:number>/", keeping.plan, name="plan"),
    path("planner/plans/<int:number>/state/", keeping.state, name="plan-state"),
    path("planner/plans/<int:number>/<int:version>/", versions.version, name="plan-version"),
    path("planner/plans/<int:number>/<int:version>/plan.csv", taking.csv, name="plan-csv"),
    path(
        "planner/plans/<int:number>/<int:version>/plan.geojson",
        taking.geojson,
        name="plan-geojson",
    ),
    path("planner/plans/<int:number>/<int:version>/map/", taking.sheet, name="plan-map"),
    path("planner/plans/<int:number>/<int:version>/map.svg", taking.drawing, name="plan-drawing"),
    path("planner/plans/<int:number>/<int:version>/adopt/", versions.adopt, name="plan-adopt"),
]
