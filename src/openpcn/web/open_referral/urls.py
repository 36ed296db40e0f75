"""Addresses of directories: their import, and our own in the paths of Open Referral UK."""

from __future__ import annotations

from django.urls import path

from openpcn.web.open_referral import importing

urlpatterns = [
    path("community/directories/", importing.directories, name="directories"),
    path("community/directories/<int:number>/", importing.one, name="directory-import"),
    path("community/directories/<int:number>/stop/", importing.stop, name="directory-stop"),
]
