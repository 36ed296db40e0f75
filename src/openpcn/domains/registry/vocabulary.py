"""The words the registry is written in: kinds, roles, states."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What an organisation is."""

    PRACTICE = "practice", "GP practice"
    BRANCH = "branch", "Branch site"
    NETWORK = "network", "Primary Care Network"
    FEDERATION = "federation", "Federation"
    HUB = "hub", "Hub"
    PLACE = "place", "Place"
    SUB_ICB = "sub_icb", "Sub-ICB location"
    ICB = "icb", "Integrated care board"
    REGION = "region", "NHS region"
    PROVIDER = "provider", "Provider"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    TRAINING_HUB = "training_hub", "Training hub"
    CARE_ALLIANCE = "care_alliance", "Care alliance"


class Role(models.TextChoices):
    """What the subject of a relationship is to its object."""

    CORE_MEMBER_OF = "core_member_of", "is a core member of"
    ASSOCIATE_OF = "associate_of", "works with"
    COMMISSIONED_BY = "commissioned_by", "is commissioned by"
    PART_OF = "part_of", "is part of"
    BRANCH_OF = "branch_of", "is a branch of"
    SUCCEEDED_BY = "succeeded_by", "was succeeded by"
    MEMBER_OF = "member_of", "is a member of"
    PROVIDES_FOR = "provides_for", "provides for"


class State(models.TextChoices):
    """Who may see a draft, an option or a future."""

    PRIVATE = "private", "Private draft"
    SHARED = "shared", "Shared with named organisations"
    UNDER_ENGAGEMENT = "under_engagement", "Under engagement"
    PUBLISHED = "published", "Published"


class AreaKind(models.TextChoices):
    """What an area is, and of which edition."""

    LSOA11 = "lsoa11", "LSOA (2011)"
    LSOA21 = "lsoa21", "LSOA (2021)"
    MSOA11 = "msoa11", "MSOA (2011)"
    MSOA21 = "msoa21", "MSOA (2021)"
    WARD24 = "ward24", "Ward (2024)"
    WARD25 = "ward25", "Ward (2025)"
    COUNCIL = "council", "Council"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
