"""What is kept about community assets."""

from openpcn.domains.community.models.assets import (
    Asset,
    AssetLanguage,
    AssetPlace,
    AssetTerm,
    AssetTheme,
    AssetTime,
    AssetVersion,
    Term,
)
from openpcn.domains.community.models.needs import Need
from openpcn.domains.community.models.providers import Provider, ProviderDetail
from openpcn.domains.community.models.together import (
    Became,
    Chase,
    Check,
    Custody,
    Distinct,
    Engagement,
    Merge,
)

__all__ = [
    "Asset",
    "AssetLanguage",
    "AssetPlace",
    "AssetTerm",
    "AssetTheme",
    "AssetTime",
    "AssetVersion",
    "Became",
    "Chase",
    "Check",
    "Custody",
    "Distinct",
    "Engagement",
    "Merge",
    "Need",
    "Provider",
    "ProviderDetail",
    "Term",
]
