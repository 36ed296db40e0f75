"""Addresses of pages about staff."""

from __future__ import annotations

from django.urls import path

from openpcn.web.workforce import recording, vacant, views

urlpatterns = [
    path("<subject:path>/<str:code>/people/projection/", views.projection, name="projection"),
    path("<subject:path>/<str:code>/people/training/", recording.training, name="training"),
    path("training/new/<str:code>/", recording.place_new, name="place-new"),
    path("training/places/<int:number>/", recording.place, name="place"),
    path("training/schemes/new/<str:code>/", recording.scheme_new, name="scheme-new"),
    path("training/schemes/<int:number>/", recording.scheme, name="scheme"),
    path("training/schemes/<int:number>/change/", recording.scheme_change, name="scheme-change"),
    path("vacancies/new/<str:code>/", vacant.vacancy_new, name="vacancy-new"),
    path("vacancies/<int:number>/", vacant.vacancy, name="vacancy"),
    path("training/roles/<int:number>/", recording.declare, name="declare"),
    path("workforce/2016-paper/", views.paper, name="workforce-2016"),
]
