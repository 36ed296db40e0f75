"""Which of several sources tells an organisation's name, address and dates on a day."""

from __future__ import annotations

from openpcn.domains.registry.asking import known
from openpcn.kernel.when import When

DETAIL = "registry_organisationdetail"


def code_join(organisation: str, alias: str) -> str:
    """Join the code that people use for an organisation; local bodies may have none."""
    return (
        f"LEFT JOIN registry_organisationcode {alias} ON {alias}.organisation_id = {organisation}"
        f" AND {alias}.scheme IN ('ods', 'local')"
    )


def name_join(organisation: str, alias: str, when: When) -> str:
    """Join the newest source of any sort, which tells the name."""
    return f"LEFT JOIN {DETAIL} {alias} ON {alias}.id = {newest(organisation, when, '')}"


def register_join(organisation: str, alias: str, when: When) -> str:
    """Join the newest register by the day, which tells the address and the status."""
    told = newest(organisation, when, "AND d.is_register")
    return f"LEFT JOIN {DETAIL} {alias} ON {alias}.id = {told}"


def newest(organisation: str, when: When, which: str) -> str:
    """The id of the newest detail not after the day, or of the earliest after it."""
    source = f"SELECT d.id FROM {DETAIL} d WHERE d.organisation_id = {organisation}"
    source += f" AND {known('d', when)} {which}"
    return (
        f"COALESCE(({source} AND d.starts_on <= %(day)s"
        " ORDER BY d.starts_on DESC, d.is_register DESC, d.id DESC LIMIT 1),"
        f" ({source} AND d.starts_on > %(day)s"
        " ORDER BY d.starts_on, d.is_register DESC, d.id LIMIT 1))"
    )


def dates_join(organisation: str, alias: str, when: When) -> str:
    """Join the last register of all, which tells when it opened and closed, whatever the day."""
    return (
        f"LEFT JOIN {DETAIL} {alias} ON {alias}.id = (SELECT d.id FROM {DETAIL} d"
        f" WHERE d.organisation_id = {organisation} AND {known('d', when)} AND d.is_register"
        " ORDER BY d.starts_on DESC, d.id DESC LIMIT 1)"
    )


def is_open(alias: str) -> str:
    """The last register does not say that it had not opened, had closed or was dormant."""
    return (
        f"({alias}.opened_on IS NULL OR {alias}.opened_on <= %(day)s)"
        f" AND ({alias}.closed_on IS NULL OR {alias}.closed_on >= %(day)s)"
        f" AND ({alias}.status IS NULL OR {alias}.status NOT IN ('dormant', 'closed')"
        f" OR {alias}.closed_on IS NOT NULL)"
    )
