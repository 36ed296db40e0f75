"""What a job role may do, as data; where it may do it is for the registry to say."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

PERMISSIONS_FILE = "permissions.toml"


@cache
def job_roles() -> dict[str, str]:
    """Title of every job role by its code."""
    return {code: role["title"] for code, role in table()["job_roles"].items()}


@cache
def permissions() -> dict[str, str]:
    """What every permission lets a person do, in words, by its code."""
    return dict(table()["permissions"])


@cache
def roles_that_may(permission: str) -> frozenset[str]:
    """The job roles that carry a permission."""
    if permission not in permissions():
        raise KeyError(permission)
    roles = table()["job_roles"].items()
    return frozenset(code for code, role in roles if permission in role["may"])


@cache
def roles_of_patients() -> frozenset[str]:
    """Roles of those who speak for patients: they read what the public reads."""
    roles = table()["job_roles"].items()
    return frozenset(code for code, role in roles if role.get("speaks_for_patients"))


@cache
def table() -> dict[str, dict[str, Any]]:
    """The file of permissions; a role that may do something unknown is refused."""
    text = files("openpcn.domains.accounts").joinpath(PERMISSIONS_FILE).read_text("utf-8")
    read = tomllib.loads(text)
    for code, role in read["job_roles"].items():
        if unknown := set(role["may"]) - set(read["permissions"]):
            raise KeyError(f"{code} may do what no permission describes: {sorted(unknown)}")
    return read
