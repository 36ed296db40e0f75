"""Addresses of fairness pages."""

from __future__ import annotations

from django.urls import path

from openpcn.web.fairness import views

BASE = "<networked:path>/<str:code>/money/fairness/"
urlpatterns = [
    path(BASE, views.fairness, name="fairness"),
    path(f"{BASE}practices.csv", views.practices_csv, name="fairness-csv"),
    path(f"{BASE}curve.csv", views.curve_csv, name="fairness-curve"),
    path(f"{BASE}fairness.xlsx", views.as_xlsx, name="fairness-xlsx"),
]
