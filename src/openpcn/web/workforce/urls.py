"""Addresses of pages about staff."""

from __future__ import annotations

from django.urls import path

from openpcn.web.workforce import views

urlpatterns = [
    path("<subject:path>/<str:code>/people/projection/", views.projection, name="projection"),
    path("workforce/2016-paper/", views.paper, name="workforce-2016"),
]
