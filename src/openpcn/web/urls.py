"""Addresses of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

import openpcn.web.addresses  # noqa: F401 - registers <subject:path> and its like
from openpcn.web.pages import (
    change_dates,
    neighbourhoods,
    overviews,
    profiles,
    questions,
    start,
    words,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.home, name="home"),
    path("<subject:path>/<str:code>/", overviews.overview, name="overview"),
    path("<subject:path>/<str:code>/practices/", questions.members, name="members"),
    path("<subject:path>/<str:code>/population/", profiles.population, name="population"),
    path(
        "<subject:path>/<str:code>/population/indicators/<slug:id_>/",
        profiles.indicator,
        name="indicator",
    ),
    path("<subject:path>/<str:code>/people/", questions.people, name="people"),
    path("<subject:path>/<str:code>/history/", questions.history, name="history"),
    path("<subject:path>/<str:code>/working/", questions.working, name="working"),
    path("<subject:path>/<str:code>/attention/", questions.attention, name="attention"),
    path("neighbourhoods/<str:code>/", neighbourhoods.overview, name="neighbourhood"),
    path("neighbourhoods/<str:code>/practices/", neighbourhoods.members),
    path("neighbourhoods/<str:code>/map/", neighbourhoods.large_map),
    path("neighbourhoods/<str:code>/population/", neighbourhoods.population),
    path("neighbourhoods/<str:code>/people/", neighbourhoods.people),
    path("find/", start.find, name="find"),
    path("dates/", change_dates.change_dates, name="dates"),
    path("about/", words.about, name="about"),
    path("accessibility/", words.accessibility, name="accessibility"),
    path("glossary/", words.glossary, name="glossary"),
    path("", include("openpcn.web.maps.urls")),
    path("", include("openpcn.web.planner.urls")),
    path("", include("openpcn.web.data.urls")),
    path("", include("openpcn.web.evidence.urls")),
    path("", include("openpcn.web.needs.urls")),
    path("", include("openpcn.web.groups.urls")),
    path("", include("openpcn.web.money.urls")),
    path("", include("openpcn.web.fairness.urls")),
    path("", include("openpcn.web.ledger.urls")),
    path("", include("openpcn.web.claims.urls")),
    path("", include("openpcn.web.workforce.urls")),
    path("", include("openpcn.web.agreements.urls")),
    path("", include("openpcn.web.calendar.urls")),
    path("", include("openpcn.web.premises.urls")),
    path("", include("openpcn.web.alliances.urls")),
    path("", include("openpcn.web.programme.urls")),
    path("", include("openpcn.web.community.urls")),
    path("", include("openpcn.web.outcomes.urls")),
    path("", include("openpcn.web.variation.urls")),
    path("", include("openpcn.web.reports.urls")),
    path("", include("openpcn.web.public.urls")),
    path("", include("openpcn.web.tour.urls")),
    path("", include("openpcn.web.publishing.urls")),
    path("", include("openpcn.web.voices.urls")),
    path("", include("openpcn.web.open_referral.urls")),
    path("", include("openpcn.web.recording.urls")),
    path("", include("openpcn.web.api.urls")),
]
