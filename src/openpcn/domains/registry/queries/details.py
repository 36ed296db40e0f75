"""Which of several sources tells an organisation's name, address and dates on a day."""

from __future__ import annotations

from openpcn.domains.registry.queries.asking import known
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
    """Join the newest register, which tells the address, the status and the dates."""
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


def is_open(alias: str) -> str:
    """The register does not say that it had not opened, had closed or was dormant on the day."""
    return (
        f"({alias}.opened_on IS NULL OR {alias}.opened_on <= %(day)s)"
        f" AND ({alias}.closed_on IS NULL OR {alias}.closed_on >= %(day)s)"
        f" AND COALESCE({alias}.status, '') <> 'dormant'"
        f" AND NOT (COALESCE({alias}.status, '') = 'closed' AND {alias}.closed_on IS NULL)"
    )
