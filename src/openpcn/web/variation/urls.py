"""Addresses of variation."""

from __future__ import annotations

from django.urls import path

from openpcn.web.variation import reading, reasons

AREA = "<networked:path>/<str:code>/variation/"
ONE = f"{AREA}<slug:key>/"

urlpatterns = [
    path(AREA, reading.variation, name="variation"),
    path(f"{AREA}variation.csv", reading.variation_csv, name="variation-csv"),
    path(ONE, reading.one, name="variation-measure"),
    path(f"{ONE}measure.csv", reading.measure_csv, name="variation-measure-csv"),
    path(f"{ONE}slope.csv", reading.slope_csv, name="variation-slope-csv"),
    path(f"{ONE}meant/", reasons.meant, name="variation-meant"),
    path(f"{ONE}meant/<int:number>/", reasons.change, name="variation-meant-change"),
    path(f"{ONE}meant-end/", reasons.end, name="variation-meant-end"),
    path(f"{ONE}meant-out/", reasons.out, name="variation-meant-out"),
    path(f"{ONE}meant-back/", reasons.back, name="variation-meant-back"),
]
