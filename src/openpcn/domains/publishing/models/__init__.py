"""Texts for residents in versions and languages."""

from openpcn.domains.publishing.models.staging import Staged
from openpcn.domains.publishing.models.texts import Part, Publication, Reuse, Translation, Version

__all__ = ["Part", "Publication", "Reuse", "Staged", "Translation", "Version"]
