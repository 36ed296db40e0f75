"""Recording mergers, successions, closures, and practices that join or leave."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpcn.domains.registry.actions.memberships import join_network, leave_network
from openpcn.domains.registry.actions.successions import close_organisation, succeed
from openpcn.domains.registry.permissions import require
from openpcn.web.recording.doors import for_recording, form_of, page, person_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def succession(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.amend_organisation")
    form = form_of(request)
    if request.method == "POST":
        codes = form.codes("codes", _("the codes of those that end"))
        successor = form.text("successor", _("the code of the successor"), longest=20).upper()
        on = form.day("on", _("the first day of the successor"))
        form.act(
            lambda: succeed(codes=codes, successor=successor, on=on, by=person_of(request)),
            about="codes",
        )
        if not form.problems:
            return redirect(f"{reverse('succession')}?done={','.join(codes)}&by={successor}")
    done = {"codes": request.GET.get("done", ""), "by": request.GET.get("by", "")}
    return page(request, "succession", form, done=done)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def closure(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.amend_organisation")
    form = form_of(request)
    if request.method == "POST":
        code = form.text("code", _("the code of the organisation"), longest=20).upper()
        on = form.day("closed_on", _("the last day"))
        form.act(
            lambda: close_organisation(code=code, closed_on=on, by=person_of(request)),
            about="code",
        )
        if not form.problems:
            return redirect(f"{reverse('closure')}?done={code}")
    return page(request, "closure", form, done=request.GET.get("done", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@for_recording
def membership(request: HttpRequest) -> HttpResponse:
    require(person_of(request), "registry.amend_membership")
    form = form_of(request)
    if request.method == "POST":
        practice = form.text("practice", _("the code of the practice"), longest=20).upper()
        what = form.choice("what", _("what happens"), ("joins", "leaves"))
        on = form.day("on", _("the day"))
        network = form.text(
            "network", _("the code of the network"), required=what == "joins", longest=20
        )
        by = person_of(request)
        if what == "joins":
            form.act(
                lambda: join_network(practice=practice, network=network, starts_on=on, by=by),
                about="practice",
            )
        else:
            form.act(
                lambda: leave_network(practice=practice, ends_on=on, by=by),
                about="practice",
            )
        if not form.problems:
            return redirect(f"{reverse('membership')}?done={practice}")
    return page(request, "membership", form, done=request.GET.get("done", ""))
