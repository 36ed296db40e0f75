"""Entries of a ledger as tables: all of them, their movements, and one of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.ledger.queries.entries import EntryAnswer, MovementAnswer
from openpcn.domains.ledger.vocabulary import EntryKind, Side
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.ledger.cells import end_words, money, month_cell, named, title
from openpcn.web.presenters.tables import Cell, Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Ledger


def entries_table(found: Ledger, dates: Dates) -> Table:
    """Every entry, the newest first."""
    code = found.page.subject.code
    return Table(
        id="entries",
        caption=_("Every entry"),
        columns=(
            Column(label=_("Day")),
            Column(label=_("What")),
            Column(label=_("For")),
            Column(label=_("Month"), is_minor=True),
            Column(label=_("To"), is_minor=True),
            Column(label=_("Reference and source"), is_minor=True),
            Column(label=_("Amount"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(
                        value=one.on,
                        text=in_words(one.on),
                        href=dates.link(reverse("ledger-entry", args=[code, one.id])),
                    ),
                    said(one.kind_words, second=_("reversed later") if one.reversed_by else ""),
                    said(title(found, one.entitlement)),
                    month_cell(one.month),
                    said(reached(one)),
                    said(one.reference or _("no reference"), second=told_of(one)),
                    money(one.pence),
                )
            )
            for one in reversed(found.entries)
        ),
    )


def movements_table(found: Ledger) -> Table:
    """Every movement of every entry, for a spreadsheet."""
    rules = {one.id: one for one in found.rules}
    return Table(
        id="movements",
        caption=_("Every movement"),
        columns=tuple(
            Column(label=label, is_number=label == _("Pounds"))
            for label in (
                _("Entry"), _("Day"), _("What"), _("For"), _("Month"), _("From"), _("To"),
                _("Shared service"), _("Pounds"), _("Rule"), _("Working"), _("Reference"),
                _("Source"), _("Reverses"), _("Recorded by"), _("Recorded on"),
            )
        ),
        rows=tuple(
            Row(
                cells=tuple(
                    Cell(value=value, text=str(value))
                    for value in (
                        one.id, one.on, one.kind_words, title(found, one.entitlement), one.month,
                        end_words(each.taken), end_words(each.given), each.service,
                        each.pence / 100, named(rules.get(one.rule or 0)), each.working,
                        one.reference, one.source, one.reverses, one.recorded_by,
                        one.recorded_at.date(),
                    )
                )
            )
            for one in found.entries
            for each in one.movements
        ),
    )  # fmt: skip


def entry_table(one: EntryAnswer) -> Table:
    """The movements of an entry."""
    return Table(
        id="movements",
        caption=_("From whom to whom"),
        columns=(
            Column(label=_("To")),
            Column(label=_("From"), is_minor=True),
            Column(label=_("Working"), is_minor=True),
            Column(label=_("Amount"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(each.service or end_words(each.given), second=second(each)),
                    said(end_words(each.taken)),
                    said(each.working),
                    money(each.pence),
                )
            )
            for each in one.movements
        ),
        total=(said(_("Together")), said(""), said(""), money(one.pence)),
    )


def told_of(one: EntryAnswer) -> str:
    """Where an entry comes from; what it was spent on, of spending."""
    return one.words if one.kind == EntryKind.SPENDING else one.source


def second(one: MovementAnswer) -> str:
    """What the receiving end is."""
    return str(Side(one.given.side).label)


def reached(one: EntryAnswer) -> str:
    """Who an entry gave money to, shortly."""
    if one.kind == EntryKind.SHARING or len(one.movements) > 1:
        return counted(len(one.movements), _("receiver"), _("receivers"))
    (only,) = one.movements
    return only.service or end_words(only.given)
