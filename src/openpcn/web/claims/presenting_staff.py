"""Words and tables of staff in post."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openpcn.domains.workforce.queries.staff import StaffAnswer
from openpcn.domains.workforce.vocabulary import Area
from openpcn.engines.reimbursement.facts import FULL_TIME
from openpcn.kernel.exports import Cell as Value
from openpcn.kernel.when import in_words
from openpcn.web.chrome import safe_dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table, words
from openpcn.workflows.claims.staff_shown import StaffPage, role_title

HEADINGS = (
    "Name",
    "Reference",
    "Role",
    "Post",
    "Hours a week",
    "FTE claimed here",
    "Employer",
    "Where they work",
    "Area",
    "Start",
    "End",
    "Pay a year",
    "On-costs a year",
)
SORTS = (
    ("role", gettext_lazy("Role")),
    ("name", gettext_lazy("Name")),
    ("post", gettext_lazy("Post")),
    ("start", gettext_lazy("Start")),
    ("cost", gettext_lazy("Cost")),
)


def staff_words(found: StaffPage, request: HttpRequest) -> dict[str, Any]:
    """What the page of staff is given."""
    dates, base = safe_dates(request), reverse("staff", args=[found.page.subject.code])
    day = found.when.as_at
    now = [one for one in found.staff if one.is_in_post(day)]
    later = [one for one in found.staff if one.starts_on > day]
    before = [one for one in found.staff if one.ends_on is not None and one.ends_on < day]
    groups = (
        ("now", _("In post on %(day)s") % {"day": in_words(day)}, now),
        ("later", _("To come"), later),
        ("before", _("Before"), before),
    )
    return {
        "title": _("Staff in post"),
        "under": "staff",
        "found": found,
        "tables": [table(found, request, *group) for group in groups if group[2]]
        if found.seat.names
        else [roles_table(found)] if found.roles else [],
        "fte": f"{found.fte:,.2f}",
        "sees_some_pay": any(one.pay for one in found.staff),
        "sorts": [
            (text, dates.link(base, sort=name, **({"q": found.text} if found.text else {})),
             name == found.sort)
            for name, text in SORTS
            if name != "cost" or any(one.pay for one in found.staff)
        ],
    }  # fmt: skip


def table(
    found: StaffPage, request: HttpRequest, id_: str, caption: str, staff: list[StaffAnswer]
) -> Table:
    """Some staff, one to a row."""
    has_pay = any(one.pay for one in found.staff)
    columns = [
        Column(label=_("Role")),
        Column(label=_("Post"), is_minor=True),
        Column(label=_("FTE"), is_number=True),
        Column(label=_("Employer"), is_minor=True),
        Column(label=_("In post")),
    ]
    if has_pay:
        columns.append(Column(label=_("Pay and on-costs"), is_number=True))
    return Table(
        id=f"staff-{id_}",
        caption=caption,
        columns=tuple(columns),
        rows=tuple(row(found, request, one, has_pay) for one in staff),
    )


def roles_table(found: StaffPage) -> Table:
    """Roles and full-time equivalents, for those who may not know who is in post."""
    return Table(
        id="staff-roles",
        caption=_("In post on %(day)s") % {"day": in_words(found.when.as_at)},
        columns=(Column(label=_("Role")), Column(label=_("FTE"), is_number=True)),
        rows=tuple(
            Row(cells=(words(title), Cell(value=round(float(fte), 2), text=f"{fte:,.2f}")))
            for title, fte in found.roles
        ),
        note=_("Who is in post is shown to people with a role in the network or its system."),
    )


def row(found: StaffPage, request: HttpRequest, one: StaffAnswer, has_pay: bool) -> Row:
    """Somebody in post."""
    link = safe_dates(request).link(reverse("staff-one", args=[found.page.subject.code, one.id]))
    who = one.name or _("name not shown")
    fte = one.here / FULL_TIME
    shared = _("of %(hours)s hours") % {"hours": plain(one.hours)} if one.here != one.hours else ""
    cells = [
        words(role_title(one.role), href=link, second=who),
        words(one.post),
        Cell(value=round(float(fte), 2), text=f"{fte:,.2f}", second=shared),
        words(one.employer_name),
        words(in_words(one.starts_on), second=until(one)),
    ]
    if has_pay:
        cells.append(words(money(one)))
    return Row(cells=tuple(cells))


def until(one: StaffAnswer) -> str:
    """When it ends, if that is known."""
    return _("to %(day)s") % {"day": in_words(one.ends_on)} if one.ends_on else ""


def money(one: StaffAnswer) -> str:
    """What somebody costs in a year, for those who may know."""
    return f"£{one.pay.salary + one.pay.on_costs:,.2f}" if one.pay else _("not shown")


def plain(number: Decimal) -> str:
    """A number without needless noughts."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def one_words(
    found: StaffPage, held: StaffAnswer, told: tuple[StaffAnswer, ...], request: HttpRequest
) -> dict[str, Any]:
    """What the page of one person in post is given."""
    return {
        "title": _("%(role)s, post %(post)s") % {"role": role_title(held.role), "post": held.post},
        "under": "staff",
        "found": found,
        "held": held,
        "facts": list(facts(held)),
        "versions": [version(one) for one in told],
    }


def facts(held: StaffAnswer) -> Iterator[tuple[str, str]]:
    """What is recorded, name and words."""
    yield _("Name"), held.name or _("not shown")
    yield _("Role"), role_title(held.role)
    yield _("Employer"), f"{held.employer_name} ({held.employer_code})"
    yield _("Hours a week"), _("%(hours)s, which is %(fte)s FTE") % {
        "hours": plain(held.hours), "fte": plain(held.hours / FULL_TIME)
    }  # fmt: skip
    if held.places:
        yield (
            _("Works at"),
            "; ".join(f"{one.name} ({one.code}) {plain(one.hours)} hours" for one in held.places),
        )
        yield _("Claimed here"), _("%(hours)s hours") % {"hours": plain(held.here)}
    if held.area:
        yield _("Area"), str(Area(held.area).label)
    yield _("In post"), f"{in_words(held.starts_on)} {until(held)}"
    if held.pay:
        yield _("Pay a year"), f"£{held.pay.salary:,.2f}"
        yield _("On-costs a year"), f"£{held.pay.on_costs:,.2f}"
    else:
        yield _("Pay"), _("shown to the employer, to whoever is paid, and to the approver only")
    if held.source:
        yield _("Source"), held.source


def version(one: StaffAnswer) -> str:
    """One version in a sentence."""
    known = in_words(one.known_from.date())
    ended = (
        _(", until %(day)s") % {"day": in_words(one.known_until.date())} if one.known_until else ""
    )
    return _("From %(days)s: %(hours)s hours, %(money)s. Known from %(known)s%(ended)s.") % {
        "days": f"{in_words(one.starts_on)} {until(one)}".strip(),
        "hours": plain(one.hours),
        "money": money(one),
        "known": known,
        "ended": ended,
    }


def rows(found: StaffPage) -> Iterator[tuple[Value, ...]]:
    """Everybody for a spreadsheet; pay is empty where it is not shown."""
    for one in found.staff:
        yield (
            one.name,
            one.reference,
            role_title(one.role),
            one.post,
            float(one.hours),
            round(float(one.here / FULL_TIME), 4),
            one.employer_code,
            "; ".join(f"{place.code} {plain(place.hours)}" for place in one.places),
            str(Area(one.area).label),
            one.starts_on,
            one.ends_on,
            float(one.pay.salary) if one.pay else None,
            float(one.pay.on_costs) if one.pay else None,
        )
