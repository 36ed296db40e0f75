"""Addresses of fairness pages."""

from __future__ import annotations

from django.urls import path, register_converter

from openpcn.web.fairness import views


class AreaConverter:
    """The paths of organisations that have several practices."""

    regex = "systems|places|networks"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(AreaConverter, "area")

BASE = "<area:path>/<str:code>/money/fairness/"
urlpatterns = [
    path(BASE, views.fairness, name="fairness"),
    path(f"{BASE}practices.csv", views.practices_csv, name="fairness-csv"),
    path(f"{BASE}curve.csv", views.curve_csv, name="fairness-curve"),
    path(f"{BASE}fairness.xlsx", views.as_xlsx, name="fairness-xlsx"),
]
