"""What is kept of voices."""

from openpcn.domains.engagement.models.consultations import (
    AttachedDocument,
    Consultation,
    ConsultationTerms,
    EqualityCount,
    Passage,
    Response,
    Sheet,
)
from openpcn.domains.engagement.models.promises import GroupView, Theme, ThemeDetail
from openpcn.domains.engagement.models.voices import Voice, VoiceDetail, VoiceReach

__all__ = [
    "AttachedDocument",
    "Consultation",
    "ConsultationTerms",
    "EqualityCount",
    "GroupView",
    "Passage",
    "Response",
    "Sheet",
    "Theme",
    "ThemeDetail",
    "Voice",
    "VoiceDetail",
    "VoiceReach",
]
