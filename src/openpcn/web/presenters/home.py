"""The home page where several systems are held."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openpcn.kernel.names import short
from openpcn.kernel.when import in_words
from openpcn.web.dates import Dates
from openpcn.web.presenters.heads import address
from openpcn.web.presenters.overview import Notice
from openpcn.web.presenters.tables import Column, Row, Table, count, words
from openpcn.workflows.pages.show_home import Home, SystemHeld


def home_page(answer: Home, dates: Dates) -> dict[str, Any]:
    """What the template of the home page is given."""
    return {
        "dates": dates,
        "notice": notice(answer, dates),
        "table": systems_table(answer, dates) if answer.systems else None,
    }


def notice(answer: Home, dates: Dates) -> Notice | None:
    """Where no list is held for the day, the day of the newest."""
    newest = answer.newest_list_on
    if newest is None or any(one.system.patients is not None for one in answer.systems):
        return None
    asked = dates.asked | {"as_at": newest.isoformat()}
    return Notice(
        text=_("The newest lists held are of %(newest)s, over a year before %(day)s.")
        % {"newest": in_words(newest), "day": in_words(dates.as_at)},
        href=f"/?{'&'.join(f'{name}={value}' for name, value in asked.items())}",
        next_step=_("Show this page as at %(newest)s") % {"newest": in_words(newest)},
    )


def systems_table(answer: Home, dates: Dates) -> Table:
    """Every system with its networks."""
    return Table(
        id="systems",
        caption=_("Integrated care systems"),
        columns=(
            Column(label=_("System")),
            Column(label=_("Networks"), is_number=True),
            Column(label=_("Outside 30,000 to 50,000"), is_number=True),
            Column(label=_("Practices"), is_number=True, is_minor=True),
            Column(label=_("Registered patients"), is_number=True),
        ),
        rows=tuple(system_row(one, dates) for one in answer.systems),
    )


def system_row(one: SystemHeld, dates: Dates) -> Row:
    """One system."""
    held = one.system
    name = short(held.name)
    return Row(
        cells=(
            words(name, href=dates.link(address("icb", held.code)), second=held.code),
            count(held.networks),
            count(one.outside if held.patients is not None else None, missing=_("not held")),
            count(held.practices),
            count(held.patients, missing=_("not held")),
        )
    )
