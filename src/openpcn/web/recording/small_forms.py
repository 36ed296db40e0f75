"""The small forms that stand on one page: a button or a few fields, then back to that page.

`small_form = small_forms(show, "site")`, and then for each form
`@small_form("room_name")` above `def room(form, number, by)`, which reads the fields and gives
back what is to be done. What is refused stands at the field that is named, on the page itself;
whoever only looks at the address is led to the page. Deeds of `dated` forms are given the dates
of the page too: `def room(form, number, by, *, when)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openpcn.web.recording.doors import View, for_recording, form_of, go, person_of, when_of

Deed = Callable[..., Callable[[], Any]]
"""Reads a form: (form, what the address names …, who records) to what is to be done."""


def small_forms(
    show: View, page: str, *, back: View | None = None, dated: bool = False
) -> Callable[[str], Callable[[Deed], View]]:
    """Forms of a page; `show` shows it with what has to be mended, `back` leads to it if not."""

    def lead(request: HttpRequest, *place: object) -> HttpResponse:
        return back(request, *place) if back else go(request, page, *place)

    def small_form(about: str) -> Callable[[Deed], View]:
        def around(deed: Deed) -> View:
            @for_recording
            def send(request: HttpRequest, *place: object) -> HttpResponse:
                form = form_of(request)
                more = {"when": when_of(request)} if dated else {}
                form.act(deed(form, *place, person_of(request), **more), about=about)
                return show(request, *place, form) if form.problems else lead(request, *place)

            @require_http_methods(["GET", "HEAD", "POST"])
            def view(request: HttpRequest, **place: object) -> HttpResponse:
                whither = send if request.method == "POST" else lead
                return whither(request, *place.values())

            return view

        return around

    return small_form
