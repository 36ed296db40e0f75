"""Who is in post, by role, and which posts are empty."""

from __future__ import annotations

from collections.abc import Iterator

from openpcn.kernel.documents import Column, Paragraph, Part, Table
from openpcn.kernel.when import in_words
from openpcn.workflows.reports.board.ground import BoardGround


def people(ground: BoardGround) -> Iterator[Part]:
    """Roles with people and whole-time equivalents, then empty posts."""
    roles = ground.claims.roles
    if not roles:
        yield Paragraph(text="Nobody is recorded in a reimbursed post in this month.")
    else:
        yield Table(
            caption=f"In post, {ground.month_words}",
            columns=(
                Column(label="Role"),
                Column(label="People", is_number=True),
                Column(label="Whole-time equivalents", is_number=True),
            ),
            rows=tuple((one.title, str(one.people), f"{one.fte:.2f}") for one in roles),
            total=(
                "Together",
                str(sum(one.people for one in roles)),
                f"{sum(one.fte for one in roles):.2f}",
            ),
        )
    yield from empty(ground)


def empty(ground: BoardGround) -> Iterator[Part]:
    """Posts that somebody held and nobody holds."""
    found = ground.claims.vacancies
    if not found:
        yield Paragraph(text="No post that was held before is empty.")
        return
    yield Table(
        caption="Posts that are empty",
        columns=(
            Column(label="Role"),
            Column(label="Hours a week", is_number=True),
            Column(label="Empty from"),
        ),
        rows=tuple((one.title, f"{one.hours:g}", in_words(one.empty_from)) for one in found),
    )
