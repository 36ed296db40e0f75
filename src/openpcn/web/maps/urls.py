"""Addresses of maps and of the structure diagram."""

from __future__ import annotations

from django.urls import path

from openpcn.web.maps import files, futures, pages, structure

urlpatterns = [
    path("map/", pages.whole, name="map"),
    path("map/areas.geojson", files.areas, name="map-areas"),
    path("map/practices.geojson", files.practices, name="map-practices"),
    path("map/areas.csv", files.areas_csv, name="map-csv"),
    path("map/drawing.svg", files.drawing, name="map-drawing"),
    path("<subject:path>/<str:code>/map/", pages.one, name="map-of"),
    path("futures/<int:number>/map/", futures.page, name="future-map"),
    path("futures/<int:number>/map/drawing.svg", futures.drawing, name="future-map-drawing"),
    path("structure/", structure.page, name="structure"),
    path("structure/drawing.svg", structure.drawing, name="structure-drawing"),
]
