"""On whose behalf a page is read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def viewer_of(request: HttpRequest) -> Any:
    """The account that is signed in; None for the public."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
