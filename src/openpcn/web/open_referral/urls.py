"""Addresses of directories: their import, and our own in the paths of Open Referral UK."""

from __future__ import annotations

from django.urls import path

from openpcn.web.open_referral import importing, serving

urlpatterns = [
    path("community/directories/", importing.directories, name="directories"),
    path("community/directories/<int:number>/", importing.one, name="directory-import"),
    path("community/directories/<int:number>/stop/", importing.stop, name="directory-stop"),
    path("openreferral/", serving.about, name="open-referral"),
    path("openreferral/services", serving.services),
    path("openreferral/services/<str:key>", serving.service),
    path("openreferral/service_at_locations", serving.at_locations),
    path("openreferral/service_at_locations/<str:key>", serving.at_location),
    path("openreferral/taxonomies", serving.taxonomies),
    path("openreferral/taxonomies/<str:key>", serving.taxonomy),
    path("openreferral/taxonomy_terms", serving.taxonomy_terms),
    path("openreferral/taxonomy_terms/<str:key>", serving.taxonomy_term),
]
