"""Receipts that are not shared out, with what each practice would receive."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.ledger.cells import money, month_cell, rule_name, title
from openpcn.web.presenters.tables import Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Ledger
from openpcn.workflows.ledger.splitting import Worked, rule_from


def waiting(found: Ledger) -> list[dict[str, Any]]:
    """Receipts that are not shared out, with their shares."""
    return [
        {
            "id": one.receipt.id,
            "title": title(found, one.receipt.entitlement),
            "month": month_cell(one.receipt.month).text,
            "on": in_words(one.receipt.on),
            "amount": pounds_of(one.receipt.pence),
            "rule": rule_name(one.rule),
            "sentence": rule_from(one.rule.terms).sentence if one.rule else "",
            "trouble": one.trouble,
            "table": shares_table(one, found) if one.shares else None,
        }
        for one in found.waiting
    ]


def shares_table(one: Worked, found: Ledger) -> Table:
    """How a receipt is shared under the rule, with the working of each share."""
    names = {each.code: each.name for each in found.got}
    return Table(
        id=f"shares-{one.receipt.id}",
        caption=_("Shares of %(amount)s received on %(day)s for %(month)s")
        % {
            "amount": pounds_of(one.receipt.pence),
            "day": in_words(one.receipt.on),
            "month": month_cell(one.receipt.month).text,
        },
        caption_hidden=True,
        columns=(
            Column(label=_("To")),
            Column(label=_("Working"), is_minor=True),
            Column(label=_("Share"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(
                        part.to if part.is_service else as_written(names.get(part.to, part.to)),
                        second=_("shared service") if part.is_service else part.to,
                    ),
                    said(part.working),
                    money(part.pence),
                )
            )
            for part in one.shares
        ),
        total=(said(_("Together")), said(""), money(one.receipt.pence)),
    )
