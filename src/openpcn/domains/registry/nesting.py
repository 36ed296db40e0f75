"""Which organisations lie beneath another, and which above, on a day."""

from __future__ import annotations

from openpcn.domains.registry.asking import ask, known, times, true_on
from openpcn.kernel.when import When

UPWARDS = "('core_member_of', 'commissioned_by', 'part_of', 'branch_of')"
"""Roles whose subject lies beneath their object."""


def beneath_sql(when: When) -> str:
    """A statement's beginning that names `beneath`: %(root)s and all that lies beneath it."""
    return f"""WITH RECURSIVE beneath(id) AS (
        SELECT o.id FROM registry_organisation o WHERE o.id = %(root)s
        UNION SELECT r.subject_id FROM beneath u JOIN registry_relationship r
            ON r.object_id = u.id AND r.role IN {UPWARDS} AND {known("r", when)} AND {true_on("r")}
    )"""


def beneath(organisation_id: int, *, when: When) -> set[int]:
    """An organisation and all that lies beneath it."""
    rows = ask(
        f"{beneath_sql(when)} SELECT id FROM beneath", {"root": organisation_id} | times(when)
    )
    return {found for (found,) in rows}


def above(organisation_id: int, *, when: When) -> dict[int, int]:
    """An organisation and all above it, with the number of steps up (fewest first)."""
    rows = ask(
        f"""WITH RECURSIVE above(id, steps) AS (
            SELECT o.id, 0 FROM registry_organisation o WHERE o.id = %(root)s
            UNION SELECT r.object_id, u.steps + 1 FROM above u JOIN registry_relationship r
                ON r.subject_id = u.id AND r.role IN {UPWARDS}
                AND {known("r", when)} AND {true_on("r")} WHERE u.steps < 8
        ) SELECT id, MIN(steps) FROM above GROUP BY id ORDER BY 2, 1""",
        {"root": organisation_id} | times(when),
    )
    return dict(rows)
