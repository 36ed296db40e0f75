"""Addresses of the pages about data."""

from __future__ import annotations

from django.urls import path

from openpcn.web.data import quality, upload

urlpatterns = [
    path("data/", quality.overview, name="data"),
    path("data/files.csv", quality.files_csv, name="data-files-csv"),
    path("data/joins.csv", quality.joins_csv, name="data-joins-csv"),
    path("data/findings.csv", quality.findings_csv, name="data-findings-csv"),
    path("data/findings/<slug:code>/", quality.findings_of_a_kind, name="data-findings"),
    path("data/loads/<int:number>/", quality.one_load, name="data-load"),
    path("data/loads/<int:number>/undo/", upload.undo, name="data-undo"),
    path("data/upload/", upload.upload, name="data-upload"),
    path("data/upload/<int:number>/", upload.one_upload, name="data-uploaded"),
]
