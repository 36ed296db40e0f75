"""What goes to each practice of a network, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from openpcn.engines.funding.shares import PracticeShare, together
from openpcn.kernel.wording import pounds
from openpcn.workflows.funding.show_money import Money
from openpcn.workflows.funding.statement_document import shares_words


def shares(money: Money) -> Iterator[dict[str, Any]]:
    """What each practice is paid, for each line that goes to practices."""
    for line in money.statement.lines:
        if line.code in money.stated.shares:
            held = money.stated.shares[line.code]
            whole = together(held)
            yield {
                "title": line.title,
                "words": shares_words(line, held),
                "rows": share_rows(money, held),
                "together": "" if whole is None else pounds(whole),
            }


def share_rows(money: Money, held: tuple[PracticeShare, ...]) -> list[tuple[str, str, str, str]]:
    """Name, code, working and amount of each practice; none where none is known."""
    if all(one.amount is None for one in held):
        return []
    return [
        (
            money.stated.practice_name(one.practice),
            one.practice,
            one.working.partition(" = ")[2] or one.working,
            _("not known") if one.amount is None else pounds(one.amount),
        )
        for one in held
    ]
