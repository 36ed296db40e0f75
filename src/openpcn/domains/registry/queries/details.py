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


def is_open(organisation: str, dates: str, when: When) -> str:
    """It had opened and not closed by its dates, and no status closes it on the day."""
    return (
        f"({dates}.opened_on IS NULL OR {dates}.opened_on <= %(day)s)"
        f" AND ({dates}.closed_on IS NULL OR {dates}.closed_on >= %(day)s)"
        f" AND ({dates}.closed_on IS NOT NULL"
        f" OR {organisation} NOT IN ({shut_without_a_date(when)}))"
    )


def shut_without_a_date(when: When) -> str:
    """Ids of those that the newest register not after the day calls dormant, or closed, undated.

    A status counts from its register's day on, and not where a list or a network map of that day
    or later holds the organisation: patients are registered there, whatever the register says.
    """
    return f"""SELECT s.organisation_id FROM {DETAIL} s
        WHERE s.is_register AND s.status IN ('dormant', 'closed') AND s.closed_on IS NULL
        AND s.starts_on <= %(day)s AND {known("s", when)}
        AND NOT EXISTS (SELECT 1 FROM {DETAIL} r WHERE r.organisation_id = s.organisation_id
            AND r.is_register AND {known("r", when)}
            AND r.starts_on > s.starts_on AND r.starts_on <= %(day)s)
        AND NOT EXISTS (SELECT 1 FROM registry_registeredlist v
            WHERE v.practice_id = s.organisation_id AND v.breakdown = 'total'
            AND {known("v", when)} AND v."on" >= s.starts_on)
        AND NOT EXISTS (SELECT 1 FROM {DETAIL} t
            JOIN registry_dataset f ON f.id = t.dataset_id AND f.format = 'network-map'
            WHERE t.organisation_id = s.organisation_id AND {known("t", when)}
            AND t.starts_on >= s.starts_on)"""
