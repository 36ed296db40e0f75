"""What is late, short, above what is due or not explained, months that stand alike together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from openpcn.engines.sharing.differences import Standing, State
from openpcn.kernel.contract_years import month_end
from openpcn.web.ledger.cells import money, title
from openpcn.web.presenters.tables import Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Months of one kind of money that stand alike."""

    title: str
    months: tuple[date | None, ...]
    due: int
    received: int
    state: State


def matters(found: Ledger) -> list[Matter]:
    """What is open, with the months that stand alike together."""
    groups: dict[tuple[str, State], list[Standing]] = defaultdict(list)
    for one in found.open:
        groups[one.entitlement, one.state].append(one)
    return [
        Matter(
            title=title(found, code),
            months=tuple(one.month for one in group),
            due=sum(one.due for one in group),
            received=sum(one.received for one in group),
            state=state,
        )
        for (code, state), group in groups.items()
    ]


def open_table(found: Ledger, *, full: bool = False) -> Table:
    """Differences between what is due and what came in, each with its next step."""
    return Table(
        id="differences",
        caption=_("Late, short, above what is due, or not explained"),
        columns=(
            Column(label=_("For")),
            Column(label=_("Due"), is_number=True),
            Column(label=_("Received"), is_number=True),
            Column(label=_("Difference"), is_number=True),
            *((Column(label=_("How it stands")), Column(label=_("Next step"))) if full else ()),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(
                        f"{one.title}, {months_words(one.months)}",
                        second="" if full else f"{one.state.words}. {one.state.next_step}",
                    ),
                    money(one.due),
                    money(one.received),
                    money(one.received - one.due),
                    *((said(one.state.words), said(one.state.next_step)) if full else ()),
                )
            )
            for one in matters(found)
        ),
    )


def months_words(months: tuple[date | None, ...]) -> str:
    """Months that follow each other as a span, others one by one."""
    known = sorted(month for month in months if month is not None)
    if not known:
        return _("of the year")
    if len(known) > 2 and all(
        month_end(one) + timedelta(days=1) == other for one, other in pairwise(known)
    ):
        return _("%(first)s to %(last)s") % {
            "first": f"{known[0]:%B}",
            "last": f"{known[-1]:%B %Y}",
        }
    return ", ".join(f"{one:%B %Y}" for one in known)
