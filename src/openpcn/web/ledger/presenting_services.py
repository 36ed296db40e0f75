"""What shared services were given, spent and have left, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openpcn.domains.ledger.queries.services import ServiceAnswer
from openpcn.web.ledger.cells import money
from openpcn.web.presenters.tables import Column, Row, Table
from openpcn.web.presenters.tables import words as said


def services_table(services: Sequence[ServiceAnswer]) -> Table:
    """What is kept for each shared service, what was spent of it, and what is left."""
    return Table(
        id="services",
        caption=_("What shared services were given and spent"),
        columns=(
            Column(label=_("Shared service")),
            Column(label=_("Left of earlier years"), is_number=True, is_minor=True),
            Column(label=_("Kept for it this year"), is_number=True),
            Column(label=_("Spent this year"), is_number=True),
            Column(label=_("Left"), is_number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    said(one.service),
                    money(one.carried),
                    money(one.kept),
                    money(one.spent),
                    money(one.left),
                )
            )
            for one in services
        ),
        total=(
            said(_("Together")),
            money(sum(one.carried for one in services)),
            money(sum(one.kept for one in services)),
            money(sum(one.spent for one in services)),
            money(sum(one.left for one in services)),
        ),
        note=_(
            "The nominated payee keeps this money. What is left at the end of a year stands in the "
            "next as left of earlier years; whether it may be kept is for the commissioner."
        ),
    )
