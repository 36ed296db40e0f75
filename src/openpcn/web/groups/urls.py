"""Addresses of groups of people; none carries anything about a person."""

from __future__ import annotations

from django.urls import path

from openpcn.web.groups import segment_views, views

BASE = "<subject:path>/<str:code>/population/groups/"

urlpatterns = [
    path(BASE, views.every, name="groups"),
    path(f"{BASE}purpose/", views.purpose, name="group-purpose"),
    path(f"{BASE}purpose/end/", views.end, name="group-purpose-end"),
    path(f"{BASE}answer/", views.answer, name="groups-answer"),
    path(f"{BASE}<str:name>/", views.one, name="group"),
    path(f"{BASE}<str:name>/segments/", segment_views.segments, name="group-segments"),
    path(f"{BASE}<str:name>/why/", views.why, name="group-why"),
    path(f"{BASE}<str:name>/people.csv", views.export, name="group-export"),
]
