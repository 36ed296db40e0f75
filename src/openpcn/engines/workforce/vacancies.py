"""Vacancies by role with their share of all, as the paper of 2016 told them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RoleVacancies:
    """One role: posts, full-time equivalents, and the share of all posts listed."""

    role: str
    posts: int
    fte: float
    share: float
    """Of all posts listed, 0 to 1: the shares of a table always add up to 1."""


def by_role(vacancies: Iterable[tuple[str, int, float]]) -> tuple[RoleVacancies, ...]:
    """Role, posts and full-time equivalents of each vacancy, added up; the most posts first."""
    posts: dict[str, int] = defaultdict(int)
    fte: dict[str, float] = defaultdict(float)
    for role, number, hours in vacancies:
        posts[role] += number
        fte[role] += hours
    listed = sum(posts.values())
    rows = [
        RoleVacancies(role=role, posts=number, fte=fte[role], share=number / listed)
        for role, number in posts.items()
    ]
    return tuple(sorted(rows, key=lambda one: (-one.posts, one.role)))
