"""What an address can begin with: <networked:path> is one of several kinds of organisation."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter


class SubjectConverter(StringConverter):
    """The paths under which organisations stand."""

    regex = "systems|places|networks|practices"


class NetworkedConverter(StringConverter):
    """The paths of networks, and of what has several of them."""

    regex = "systems|places|networks"


class ManyConverter(StringConverter):
    """The paths of what has several networks."""

    regex = "systems|places"


register_converter(SubjectConverter, "subject")
register_converter(NetworkedConverter, "networked")
register_converter(ManyConverter, "many")
