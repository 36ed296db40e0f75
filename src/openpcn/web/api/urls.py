"""Where the API answers."""

from __future__ import annotations

from django.urls import path, re_path

from openpcn.web.api.exports import catchments_geojson, networks_csv, no_such_address
from openpcn.web.api.service import api

urlpatterns = [
    path("api/networks.csv", networks_csv, name="api-networks-csv"),
    path("api/catchments.geojson", catchments_geojson, name="api-catchments-geojson"),
    path("api/", api.urls),
    re_path("^api/", no_such_address),
]
