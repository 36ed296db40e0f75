"""Addresses of the contract calendar."""

from __future__ import annotations

from django.urls import path

from openpcn.web.calendar import files, hours, hours_files, items, paying, reading

ITEM = "calendar/<str:code>/<slug:year>/<slug:obligation>/"

PAID = "calendar/<str:code>/<slug:year>/paid/"

HOURS = "networks/<str:code>/access/"

urlpatterns = [
    path("calendar/", reading.calendar, name="calendar"),
    path("calendar/calendar.csv", files.as_csv, name="calendar-csv"),
    path("calendar/<str:code>/feed.ics", files.feed, name="calendar-feed"),
    path("calendar/<str:code>/<slug:year>.ics", files.as_ics, name="calendar-ics"),
    path(PAID, paying.paid, name="calendar-paid"),
    path(f"{PAID}take-back/", paying.unpaid, name="calendar-unpaid"),
    path(ITEM, items.one, name="calendar-item"),
    path(f"{ITEM}done/", items.done, name="calendar-done"),
    path(f"{ITEM}not-done/", items.not_done, name="calendar-not-done"),
    path(f"{ITEM}day/", items.set_day, name="calendar-day"),
    path(f"{ITEM}no-day/", items.no_day, name="calendar-no-day"),
    path(HOURS, hours.hours, name="access-hours"),
    path(f"{HOURS}return.csv", hours_files.as_return, name="access-return"),
    path(f"{HOURS}sessions.csv", hours_files.as_sessions, name="access-sessions"),
    path(f"{HOURS}plan/", hours.plan, name="access-plan"),
    path(f"{HOURS}deliver/", hours.deliver, name="access-deliver"),
    path(f"{HOURS}as-planned/", hours.as_planned, name="access-as-planned"),
    path(f"{HOURS}undeliver/", hours.undeliver, name="access-undeliver"),
    path(f"{HOURS}out/", hours.out, name="access-out"),
]
