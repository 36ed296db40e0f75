"""Addresses of alliances."""

from __future__ import annotations

from django.urls import path

from openpcn.web.alliances import reading, writing

HERE = "<networked:path>/<str:code>/alliances"
ONE = f"{HERE}/<int:number>"

urlpatterns = [
    path(f"{HERE}/", reading.listed, name="alliances"),
    path(f"{HERE}.csv", reading.as_csv, name="alliances-csv"),
    path(f"{HERE}/new/", writing.new, name="alliance-new"),
    path(f"{ONE}/", reading.one, name="alliance"),
    path(f"{ONE}/change/", writing.change, name="alliance-change"),
    path(f"{ONE}/close/", writing.close, name="alliance-close"),
    path(f"{ONE}/reopen/", writing.reopen, name="alliance-reopen"),
    path(f"{ONE}/member/", writing.member, name="alliance-member"),
    path(f"{ONE}/members/<int:which>/", writing.member_change, name="alliance-member-change"),
    path(f"{ONE}/member-back/", writing.member_back, name="alliance-member-back"),
    path(f"{ONE}/member-end/", writing.member_end, name="alliance-member-end"),
    path(f"{ONE}/member-keep/", writing.member_keep, name="alliance-member-keep"),
    path(f"{ONE}/member-out/", writing.member_out, name="alliance-member-out"),
    path(f"{ONE}/withdraw/", writing.withdraw, name="alliance-withdraw"),
    path(f"{ONE}/back/", writing.back, name="alliance-back"),
]
