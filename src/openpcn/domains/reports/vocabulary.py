"""Which reports there are, who reads them, and how far one is."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a report is."""

    SCRUTINY = "scrutiny", "Report to scrutiny"
    BOARD = "board", "Board paper of a month"
    POSITION = "position", "Position of a month, on one page"


class State(TextChoices):
    """How far a report is."""

    DRAFT = "draft", "Draft"
    ISSUED = "issued", "Issued"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT_STATES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.ISSUED}),
    State.ISSUED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}
FOR_EVERYBODY = frozenset({Kind.SCRUTINY})
"""Once issued, anybody reads these; the others are read inside the system."""
