"""Organisations, areas, lists and people as they were, when, and since when we know it."""

from openpcn.domains.registry.models.areas import (
    Area,
    AreaBoundary,
    AreaChange,
    AreaPart,
    Postcode,
)
from openpcn.domains.registry.models.datasets import (
    DataFinding,
    Dataset,
)
from openpcn.domains.registry.models.drafts import (
    Future,
    FutureChange,
    Guarded,
    NeighbourhoodMap,
    Rationale,
)
from openpcn.domains.registry.models.lists import (
    ListByAge,
    ListByArea,
    RegisteredList,
)
from openpcn.domains.registry.models.organisations import (
    Organisation,
    OrganisationCode,
    OrganisationDetail,
    OrganisationPoint,
)
from openpcn.domains.registry.models.people import (
    Person,
    RoleHolding,
)
from openpcn.domains.registry.models.relationships import (
    LinkStatement,
    Relationship,
)

__all__ = [
    "Area",
    "AreaBoundary",
    "AreaChange",
    "AreaPart",
    "DataFinding",
    "Dataset",
    "Future",
    "FutureChange",
    "Guarded",
    "LinkStatement",
    "ListByAge",
    "ListByArea",
    "NeighbourhoodMap",
    "Organisation",
    "OrganisationCode",
    "OrganisationDetail",
    "OrganisationPoint",
    "Person",
    "Postcode",
    "Rationale",
    "RegisteredList",
    "Relationship",
    "RoleHolding",
]
