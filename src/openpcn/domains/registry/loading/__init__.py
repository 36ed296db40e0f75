"""How files enter the registry: everything here runs inside the caller's one transaction.

A workflow opens a dataset, records what the file says, settles, and closes the dataset. It speaks
in our own ids (`organisation_ids`, `record_areas`) and plain values.
"""

from openpcn.domains.registry.loading.areas import (
    NamedArea,
    NeighbourhoodPart,
    area_ids,
    record_area_changes,
    record_area_parts,
    record_areas,
    record_boundaries,
    record_neighbourhood_map,
    record_postcodes,
)
from openpcn.domains.registry.loading.files import (
    Found,
    Landing,
    close_dataset,
    find_loaded,
    open_dataset,
    record_findings,
    record_joins,
)
from openpcn.domains.registry.loading.lists import (
    record_list_totals,
    record_lists_by_age,
    record_lists_by_area,
)
from openpcn.domains.registry.loading.organisations import (
    Detail,
    LinkStatement,
    Place,
    add_codes,
    kinds_of,
    organisation_ids,
    record_details,
    record_points,
    record_statements,
)
from openpcn.domains.registry.loading.people import RoleHolder, record_role_holders
from openpcn.domains.registry.loading.withdrawing import withdraw_dataset
from openpcn.domains.registry.writing import settle_all, settle_memberships, settle_role

__all__ = [
    "Detail",
    "Found",
    "Landing",
    "LinkStatement",
    "NamedArea",
    "NeighbourhoodPart",
    "Place",
    "RoleHolder",
    "add_codes",
    "area_ids",
    "close_dataset",
    "find_loaded",
    "kinds_of",
    "open_dataset",
    "organisation_ids",
    "record_area_changes",
    "record_area_parts",
    "record_areas",
    "record_boundaries",
    "record_details",
    "record_findings",
    "record_joins",
    "record_list_totals",
    "record_lists_by_age",
    "record_lists_by_area",
    "record_neighbourhood_map",
    "record_points",
    "record_postcodes",
    "record_role_holders",
    "record_statements",
    "settle_all",
    "settle_memberships",
    "settle_role",
    "withdraw_dataset",
]
