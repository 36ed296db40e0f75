"""Addresses of money pages."""

from __future__ import annotations

from django.urls import path

from openpcn.web.money import views

urlpatterns = [
    path("networks/<str:code>/money/", views.money, name="money"),
    path("networks/<str:code>/money/statement.csv", views.as_csv, name="money-csv"),
    path("networks/<str:code>/money/statement.xlsx", views.as_xlsx, name="money-xlsx"),
    path("networks/<str:code>/money/counts/", views.counts, name="money-counts"),
    path("networks/<str:code>/money/counts/<int:number>/", views.withdraw, name="money-count"),
]
