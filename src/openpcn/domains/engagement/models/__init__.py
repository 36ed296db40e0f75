"""What is kept of voices."""

from openpcn.domains.engagement.models.answers import PublicAnswer, PublicQuestion, Story
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
    "PublicAnswer",
    "PublicQuestion",
    "Response",
    "Sheet",
    "Story",
    "Theme",
    "ThemeDetail",
    "Voice",
    "VoiceDetail",
    "VoiceReach",
]
