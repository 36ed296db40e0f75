"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from openpcn.web.reports import making, reading

urlpatterns = [
    path("<subject:path>/<str:code>/reports/", making.reports, name="reports"),
    path("reports/making/<int:number>/", making.progress, name="report-progress"),
    path("reports/<int:number>/", reading.one, name="report"),
    path("reports/<int:number>/report.<str:form>", reading.as_file, name="report-file"),
    path("reports/<int:number>/issue/", reading.issue, name="report-issue"),
    path("reports/<int:number>/withdraw/", reading.withdraw, name="report-withdraw"),
    path("reports/<int:number>/discard/", reading.discard, name="report-discard"),
    path("reports/<int:number>/beside/<int:other>/", reading.compare, name="report-compare"),
]
