"""Texts for residents in versions and languages."""

from openpcn.domains.publishing.models.messages import Delivery, Message
from openpcn.domains.publishing.models.staging import Staged
from openpcn.domains.publishing.models.texts import Part, Publication, Reuse, Translation, Version

__all__ = [
    "Delivery",
    "Message",
    "Part",
    "Publication",
    "Reuse",
    "Staged",
    "Translation",
    "Version",
]
