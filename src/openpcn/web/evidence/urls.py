"""Addresses of the register of evidence."""

from __future__ import annotations

from django.urls import path

from openpcn.web.evidence import views

urlpatterns = [
    path("evidence/", views.register_page, name="evidence"),
    path("evidence/<slug:slug>/", views.origin_page, name="evidence-origin"),
]
