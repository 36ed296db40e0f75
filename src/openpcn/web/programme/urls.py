"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from openpcn.web.programme import answering, reading, registers, writing

PLAN = "<networked:path>/<str:code>/plan"
MATTER = f"{PLAN}/<slug:section>/<int:number>"
ASKED = f"{PLAN}/requirements/of/<slug:key>"

urlpatterns = [
    path(f"{PLAN}/", reading.home, name="programme"),
    path(f"{PLAN}.csv", reading.as_csv, name="programme-csv"),
    path(f"{PLAN}/in-force/", registers.in_force_page, name="plans-in-force"),
    path(f"{PLAN}/in-force.csv", registers.in_force_csv, name="plans-in-force-csv"),
    path(f"{PLAN}/requirements/", registers.requirements_page, name="requirements"),
    path(f"{PLAN}/requirements.csv", registers.requirements_csv, name="requirements-csv"),
    path(f"{ASKED}/", answering.one, name="requirement"),
    path(f"{ASKED}/answer/", answering.answer, name="requirement-answer"),
    path(f"{ASKED}/sign/", answering.sign, name="requirement-sign"),
    path(f"{ASKED}/unsign/", answering.unsign, name="requirement-unsign"),
    path(f"{ASKED}/out/", answering.out, name="requirement-out"),
    path(f"{PLAN}/<slug:section>/", reading.listed, name="matters"),
    path(f"{PLAN}/<slug:section>/new/", writing.new, name="matter-new"),
    path(f"{MATTER}/", reading.one, name="matter"),
    path(f"{MATTER}/change/", writing.change, name="matter-change"),
    path(f"{MATTER}/hand-over/", writing.hand_over, name="matter-hand-over"),
    path(f"{MATTER}/close/", writing.close, name="matter-close"),
    path(f"{MATTER}/reopen/", writing.reopen, name="matter-reopen"),
    path(f"{MATTER}/forecast/", writing.forecast, name="matter-forecast"),
    path(f"{MATTER}/need/", writing.need, name="matter-need"),
    path(f"{MATTER}/need-out/", writing.need_out, name="matter-need-out"),
    path(f"{MATTER}/check/", writing.check, name="matter-check"),
    path(f"{MATTER}/check-out/", writing.check_out, name="matter-check-out"),
    path(f"{MATTER}/withdraw/", writing.withdraw, name="matter-withdraw"),
    path(f"{MATTER}/back/", writing.back, name="matter-back"),
]
