"""Addresses of the guided tour."""

from __future__ import annotations

from django.urls import path

from openpcn.web.tour import pages

urlpatterns = [
    path("tour/", pages.start, name="tour"),
    path("tour/handout/", pages.handout, name="tour-handout"),
    path("tour/<int:number>/", pages.step, name="tour-step"),
]
