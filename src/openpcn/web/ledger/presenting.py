"""The first words and the sums of a ledger, by entitlement and by practice."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.engines.funding.caveats import doubts
from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.names import as_written
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.ledger.cells import money, title
from openpcn.web.ledger.open_matters import open_table
from openpcn.web.ledger.presenting_entries import movements_table
from openpcn.web.ledger.presenting_services import services_table
from openpcn.web.presenters.tables import Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Got, Ledger


def facts(found: Ledger) -> list[dict[str, str]]:
    """The few figures at the top."""
    waiting_now = counted(
        len(found.waiting), _("receipt is not shared out"), _("receipts are not shared out")
    )
    held_note = waiting_now if found.waiting else _("every receipt is shared out")
    if found.carried:
        held_note += _("; beside it %(carried)s of earlier years") % {
            "carried": pounds_of(found.carried)
        }
    return [
        {
            "label": _("Received"),
            "figure": pounds_of(found.received),
            "note": _("%(due)s is due for the months that have begun")
            % {"due": pounds_of(found.due)},
        },
        {
            "label": _("Shared out"),
            "figure": pounds_of(found.shared),
            "note": _("to practices and shared services"),
        },
        {
            "label": _("Held by the nominated payee"),
            "figure": pounds_of(found.held),
            "note": held_note,
        },
    ]


def heading(found: Ledger) -> str:
    """What the page says first."""
    return _("%(year)s: %(came)s came in, %(shared)s was shared out") % {
        "year": found.year,
        "came": pounds_of(found.received),
        "shared": pounds_of(found.shared),
    }


def entitlements_table(found: Ledger) -> Table:
    """What is due so far and what came in, by entitlement."""
    due: dict[str, int] = defaultdict(int)
    came: dict[str, int] = defaultdict(int)
    for one in found.standings:
        due[one.entitlement] += one.due
        came[one.entitlement] += one.received
    return Table(
        id="entitlements",
        caption=_("What is due and what came in"),
        columns=(
            Column(label=_("For")),
            Column(label=_("Due so far"), is_number=True),
            Column(label=_("Received"), is_number=True),
            Column(label=_("Difference"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(title(found, code)),
                    money(due[code]),
                    money(came[code]),
                    money(came[code] - due[code]),
                )
            )
            for code in found.titles
            if code in due
        ),
        total=(
            said(_("Together")),
            money(found.due),
            money(found.received),
            money(found.received - found.due),
        ),
        note=" ".join(doubts(found.stated.statement.lines)),
    )


def got_table(found: Ledger, dates: Dates) -> Table:
    """What each practice received beside what the rule gives it."""
    return Table(
        id="practices",
        caption=_("What each practice and shared service received"),
        columns=(
            Column(label=_("Practice or shared service")),
            Column(label=_("Paid to it directly"), is_number=True),
            Column(label=_("Shared out to it"), is_number=True),
            Column(label=_("The rules give it"), is_number=True),
            Column(label=_("Still to come"), is_number=True),
        ),
        rows=tuple(got_row(one, found, dates) for one in found.got),
        total=(
            said(_("Together")),
            money(sum(one.direct for one in found.got)),
            money(sum(one.shared for one in found.got)),
            money(sum(one.by_rule for one in found.got)),
            money(sum(one.difference for one in found.got)),
        ),
        note=_(
            "The rules give: every receipt of the nominated payee, shared under the rule of its "
            "month with lists as they are known now. A difference is a receipt that is not shared "
            "out yet, or a list that was corrected after sharing."
        ),
    )


def got_row(one: Got, found: Ledger, dates: Dates) -> Row:
    """One practice, with its own page while it is in the network, or one shared service."""
    name, members = as_written(one.name), {each.code for each in found.page.members}
    href = dates.link(reverse("practice-money", args=[one.code])) if one.code in members else ""
    return Row(
        cells=(
            said(name, href=href, second="" if one.code else _("shared service"), code=one.code),
            money(one.direct),
            money(one.shared),
            money(one.by_rule),
            money(one.difference),
        )
    )


def tables(found: Ledger, dates: Dates) -> list[Table]:
    """What can be taken away."""
    return [
        entitlements_table(found),
        open_table(found, full=True),
        got_table(found, dates),
        services_table(found.services),
        movements_table(found),
    ]
