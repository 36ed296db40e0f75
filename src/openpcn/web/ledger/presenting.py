"""Words and tables of a ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openpcn.domains.ledger.queries.entries import EntryAnswer, MovementAnswer
from openpcn.domains.ledger.queries.rules import RuleAnswer
from openpcn.domains.ledger.vocabulary import EntryKind, Side
from openpcn.engines.sharing.differences import Standing, State
from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.contract_years import month_end
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.kernel.wording import counted
from openpcn.web.dates import Dates
from openpcn.web.presenters.tables import Cell, Column, Row, Table
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Got, Ledger
from openpcn.workflows.ledger.splitting import Worked, rule_from


def money(pence: int) -> Cell:
    """Pence as pounds: a number for a spreadsheet, words for a reader."""
    return Cell(value=pence / 100, text=pounds_of(pence))


def month_cell(month: date | None) -> Cell:
    """A month in words."""
    return said(f"{month:%B %Y}" if month else _("no month"))


def facts(found: Ledger) -> list[dict[str, str]]:
    """The few figures at the top."""
    waiting_now = counted(
        len(found.waiting), _("receipt is not shared out"), _("receipts are not shared out")
    )
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
            "note": waiting_now if found.waiting else _("every receipt is shared out"),
        },
    ]


def heading(found: Ledger) -> str:
    """What the page says first."""
    return _("%(year)s: %(came)s came in, %(shared)s was shared out") % {
        "year": found.year,
        "came": pounds_of(found.received),
        "shared": pounds_of(found.shared),
    }


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
                    said(one.reference or _("no reference"), second=one.source),
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


def tables(found: Ledger, dates: Dates) -> list[Table]:
    """What can be taken away."""
    return [
        entitlements_table(found),
        open_table(found, full=True),
        got_table(found, dates),
        movements_table(found),
    ]


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
        caption=_("Shares"),
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


def second(one: MovementAnswer) -> str:
    """What the receiving end is."""
    return str(Side(one.given.side).label)


def reached(one: EntryAnswer) -> str:
    """Who an entry gave money to, shortly."""
    if one.kind == EntryKind.SHARING or len(one.movements) > 1:
        return counted(len(one.movements), _("receiver"), _("receivers"))
    return end_words(one.movements[0].given)


def end_words(end: Any) -> str:
    """One end of a movement."""
    return as_written(end.name) if end.name else str(Side(end.side).label)


def title(found: Ledger, code: str) -> str:
    """What a kind of money is called."""
    return found.titles.get(code, code)


def named(rule: RuleAnswer | None) -> str:
    """A rule by its name and version."""
    return _("%(title)s, version %(n)s") % {"title": rule.title, "n": rule.version} if rule else ""


def rule_name(rule: RuleAnswer | None) -> str:
    """A rule with the day from which it holds."""
    if rule is None:
        return ""
    return _("%(name)s, from %(day)s") % {"name": named(rule), "day": in_words(rule.starts_on)}
