"""Addresses of money pages."""

from __future__ import annotations

from django.urls import path

from openpcn.web.money import comparing, many, varying, views

urlpatterns = [
    path("<many:path>/<str:code>/money/", many.money, name="money-of-many"),
    path("<many:path>/<str:code>/money/statements.csv", many.as_csv),
    path("<many:path>/<str:code>/money/statements.xlsx", many.as_xlsx),
    path("<many:path>/<str:code>/money/statements.pdf", many.as_pdf_file),
    path("networks/<str:code>/money/compare/", comparing.compare, name="money-compare"),
    path("networks/<str:code>/money/compare.csv", comparing.as_csv, name="money-compare-csv"),
    path("networks/<str:code>/money/variations/", varying.variations, name="money-variations"),
    path(
        "networks/<str:code>/money/variations/<int:number>/",
        varying.withdraw,
        name="money-variation",
    ),
    path("networks/<str:code>/money/", views.money, name="money"),
    path("networks/<str:code>/money/statement.csv", views.as_csv, name="money-csv"),
    path("networks/<str:code>/money/statement.xlsx", views.as_xlsx, name="money-xlsx"),
    path("networks/<str:code>/money/statement.pdf", views.as_pdf_file, name="money-pdf"),
    path("networks/<str:code>/money/counts/", views.counts, name="money-counts"),
    path("networks/<str:code>/money/counts/<int:number>/", views.withdraw, name="money-count"),
]
