"""How far an area has come: self-assessment with evidence, change, and support against need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openpcn.domains.accounts.queries import Account
from openpcn.domains.outcomes.actions import maturity as acts
from openpcn.domains.outcomes.queries.maturity import SupportAnswer
from openpcn.kernel.exports import Cell
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.rulebook.maturity import Framework, frameworks
from openpcn.web.chrome import safe_dates
from openpcn.web.outcomes.reading import handed, page
from openpcn.web.presenters.heads import PATHS, head_of
from openpcn.web.programme.parts import plan_parts
from openpcn.web.recording.doors import for_recording, viewer_of, when_of
from openpcn.web.recording.forms import Form
from openpcn.web.recording.small_forms import small_forms
from openpcn.workflows.facts.subject import get_subject
from openpcn.workflows.outcomes.maturity import (
    DomainStanding,
    FrameworkStanding,
    Maturity,
    show_maturity,
)

HEADINGS = ("Organisation", "Code", "Framework", "Domain", "Stage", "Of", "Stage in words",
            "Evidence", "Assessed on", "Stage before", "Steps since")  # fmt: skip
SUPPORT = ("Organisation", "Code", "Contract year", "Pounds", "Purpose", "Framework",
           "Steps to go", "Domains assessed", "Last assessed on")  # fmt: skip
Deed = Callable[[], Any]


@require_safe
@for_recording
def maturity(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """How far an area has come."""
    return show(request, path, code, Form())


def show(request: HttpRequest, path: str, code: str, form: Form) -> HttpResponse:
    """The same, with or without a form that has to be mended."""
    when = when_of(request)
    subject = get_subject(path, code, when=when)
    found = show_maturity(viewer_of(request), code, when=when)
    return page(
        request,
        "maturity",
        form,
        head=head_of(subject, safe_dates(request), current="maturity", title="Maturity"),
        found=found,
        parts=plan_parts(path, code, "maturity", safe_dates(request), reads=True),
        path=path,
        code=code,
        asked=asked(),
        stages=stages(),
        paths=PATHS,
        change_words=change_words,
        before_words=before_words,
        to_go_words=to_go_words,
        each_words=each_words,
        pounds=pounds,
    )


@require_safe
@for_recording
def maturity_csv(request: HttpRequest, path: str, code: str) -> HttpResponse:
    """Every assessment of every framework as CSV; of support, who has had how much for what."""
    found = show_maturity(viewer_of(request), code, when=when_of(request))
    if request.GET.get("of") == "support":
        return handed(request, SUPPORT, list(support_rows(found)), f"support-{code}.csv")
    return handed(request, HEADINGS, list(rows(found)), f"maturity-{code}.csv")


small_form = small_forms(show, "maturity")


@small_form("evidence")
def assess(form: Form, path: str, code: str, by: Account) -> Deed:
    which = form.choice("domain", _("what is assessed"), [each for each, _words in asked()])
    known = [each for each, _words in stages() if each.rpartition("/")[0] == framework_of(which)]
    stage = form.choice("stage", _("a stage of the same framework"), known)
    said: dict[str, Any] = {
        "evidence": form.text("evidence", _("the evidence"), longest=2_000),
        "assessed_on": form.day("assessed_on", _("the day")),
    }
    return lambda: acts.assess(
        organisation=code,
        framework=framework_of(which),
        domain=which.rpartition("/")[2],
        stage=int(stage.rpartition("/")[2]),
        by=by,
        **said,
    )


@small_form("evidence")
def assess_out(form: Form, path: str, code: str, by: Account) -> Deed:
    which = form.number_of("assessment")
    return lambda: acts.withdraw_assessment(which, by=by)


@small_form("pounds")
def support(form: Form, path: str, code: str, by: Account) -> Deed:
    said: dict[str, Any] = {
        "year": form.text("year", _("the contract year"), longest=7),
        "pounds": form.decimal("pounds", _("the pounds")) or Decimal(0),
        "purpose": form.text("purpose", _("what it is for"), longest=300),
    }
    return lambda: acts.record_support(organisation=code, by=by, **said)


@small_form("pounds")
def support_out(form: Form, path: str, code: str, by: Account) -> Deed:
    which = form.number_of("support")
    return lambda: acts.withdraw_support(which, by=by)


def asked() -> list[tuple[str, str]]:
    """Every domain of every framework, to choose from."""
    return [
        (f"{one.id}/{each.code}", f"{each.title} ({one.title})")
        for one in frameworks().values()
        for each in one.domains
    ]


def stages() -> list[tuple[str, str]]:
    """Every stage of every framework, to choose from."""
    return [
        (f"{one.id}/{at}", f"{stage} ({one.title})")
        for one in frameworks().values()
        for at, stage in enumerate(one.stages, start=1)
    ]


def framework_of(which: str) -> str:
    """The framework of a domain that was chosen."""
    return which.rpartition("/")[0]


def change_words(one: DomainStanding) -> str:
    """What changed since the assessment before."""
    change = one.change
    if change is None:
        return _("first assessment") if one.newest else ""
    if change == 0:
        return _("as before")
    if change > 0:
        return ngettext("%(n)s step on", "%(n)s steps on", change) % {"n": change}
    return ngettext("%(n)s step back", "%(n)s steps back", -change) % {"n": -change}


def before_words(one: DomainStanding, framework: Framework) -> str:
    """Every assessment before the newest, the last first."""
    return "; ".join(
        f"{framework.stages[each.stage - 1]}, {in_words(each.assessed_on)}" for each in one.held[1:]
    )


def to_go_words(one: FrameworkStanding) -> str:
    """How many steps lie ahead."""
    if one.to_go is None:
        return _("not assessed")
    return ngettext(
        "%(n)s step to go over %(held)s of %(all)s domains",
        "%(n)s steps to go over %(held)s of %(all)s domains",
        one.to_go,
    ) % {"n": one.to_go, "held": one.assessed, "all": len(one.domains)}


def each_words(one: FrameworkStanding) -> str:
    """Steps to go for each domain assessed."""
    return _("not assessed") if one.to_go_each is None else f"{one.to_go_each:.1f}"


def pounds(one: SupportAnswer | None) -> str:
    """The support of a year."""
    return _("none recorded") if one is None else f"£{one.pounds:,.2f}"


def rows(found: Maturity) -> Iterator[tuple[Cell, ...]]:
    """Every assessment, the newest of each domain first."""
    for one in found.every:
        for held in one.standings:
            for domain in held.domains:
                for at, each in enumerate(domain.held):
                    before = domain.held[at + 1].stage if at + 1 < len(domain.held) else None
                    yield (
                        as_written(one.name),
                        one.code,
                        held.framework.title,
                        domain.domain.title,
                        each.stage,
                        len(held.framework.stages),
                        held.framework.stages[each.stage - 1],
                        each.evidence,
                        each.assessed_on,
                        before,
                        None if before is None else each.stage - before,
                    )


def support_rows(found: Maturity) -> Iterator[tuple[Cell, ...]]:
    """Every year of support, and who has none; beside it the framework that most use."""
    against = found.against
    for one in found.every:
        standing = against.standing(one) if against else None
        for each in one.support or (None,):
            yield (
                as_written(one.name),
                one.code,
                each.year if each else "",
                each.pounds if each else None,
                each.purpose if each else "none recorded",
                standing.framework.title if standing else "",
                standing.to_go if standing else None,
                standing.assessed if standing else None,
                standing.last_on if standing else None,
            )
