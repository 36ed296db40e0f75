"""Amounts, months, rules and ends of movements as cells and words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from openpcn.domains.ledger.queries.rules import RuleAnswer
from openpcn.domains.ledger.vocabulary import Side
from openpcn.engines.sharing.rules import pounds_of
from openpcn.kernel.names import as_written
from openpcn.kernel.when import in_words
from openpcn.web.presenters.tables import Cell
from openpcn.web.presenters.tables import words as said
from openpcn.workflows.ledger.show_ledger import Ledger
from openpcn.workflows.ledger.words import SPENDING


def money(pence: int) -> Cell:
    """Pence as pounds: a number for a spreadsheet, words for a reader."""
    return Cell(value=pence / 100, text=pounds_of(pence))


def month_cell(month: date | None) -> Cell:
    """A month in words."""
    return said(f"{month:%B %Y}" if month else _("no month"))


def end_words(end: Any) -> str:
    """One end of a movement."""
    return as_written(end.name) if end.name else str(Side(end.side).label)


def named(rule: RuleAnswer | None) -> str:
    """A rule by its name and version."""
    return _("%(title)s, version %(n)s") % {"title": rule.title, "n": rule.version} if rule else ""


def rule_name(rule: RuleAnswer | None) -> str:
    """A rule with the day from which it holds."""
    if rule is None:
        return ""
    return _("%(name)s, from %(day)s") % {"name": named(rule), "day": in_words(rule.starts_on)}


def title(found: Ledger, code: str) -> str:
    """What a kind of money is called."""
    return (found.titles | SPENDING).get(code, code)
