"""Addresses of the pages."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from openpcn.web.pages import change_dates, words

urlpatterns: list[URLPattern | URLResolver] = [
    path("dates/", change_dates.change_dates, name="dates"),
    path("about/", words.about, name="about"),
    path("accessibility/", words.accessibility, name="accessibility"),
    path("glossary/", words.glossary, name="glossary"),
]

for room in ("maps", "data", "recording", "api"):
    if find_spec(f"openpcn.web.{room}.urls") if find_spec(f"openpcn.web.{room}") else None:
        urlpatterns.append(path("", include(f"openpcn.web.{room}.urls")))
