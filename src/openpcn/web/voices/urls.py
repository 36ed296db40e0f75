"""Addresses of voices."""

from __future__ import annotations

from django.urls import path

from openpcn.web.voices import groups, reading

GROUP = "voices/groups/<int:number>/"

urlpatterns = [
    path("<subject:path>/<str:code>/voices/", reading.voices, name="voices"),
    path("<subject:path>/<str:code>/voices.csv", reading.voices_csv, name="voices-csv"),
    path("neighbourhoods/<str:code>/voices/", reading.neighbourhood, name="voices-neighbourhood"),
    path("wards/<str:code>/voices/", reading.ward, name="voices-ward"),
    path("voices/", reading.start, name="voices-start"),
    path("voices/groups/new/", groups.new, name="group-new"),
    path(GROUP, groups.one, name="group"),
    path(f"{GROUP}describe/", groups.describe, name="group-describe"),
    path(f"{GROUP}withdraw/", groups.withdraw, name="group-withdraw"),
    path(f"{GROUP}back/", groups.back, name="group-back"),
    path(f"{GROUP}reach/", groups.reach, name="group-reach"),
    path(f"{GROUP}reach-end/", groups.reach_end, name="group-reach-end"),
    path(f"{GROUP}reach-out/", groups.reach_out, name="group-reach-out"),
]
