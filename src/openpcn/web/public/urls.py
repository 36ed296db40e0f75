"""Addresses of the pages for residents."""

from __future__ import annotations

from django.urls import path, register_converter

from openpcn.web.public import reading


class ResidentConverter:
    """The paths under which residents' pages stand."""

    regex = "practices|networks|neighbourhoods|wards|areas"

    def to_python(self, value: str) -> str:
        return value.removesuffix("s")

    def to_url(self, value: str) -> str:
        return f"{value}s"


register_converter(ResidentConverter, "resident")

urlpatterns = [
    path("me/", reading.start, name="me"),
    path("me/<resident:kind>/<str:code>/", reading.one, name="for-me"),
    path("me/texts/<int:number>/", reading.text, name="public-text"),
    path("me/texts/<int:number>/account.pdf", reading.account_pdf, name="account-pdf"),
]
