"""What is kept of voices."""

from openpcn.domains.engagement.models.voices import Voice, VoiceDetail, VoiceReach

__all__ = ["Voice", "VoiceDetail", "VoiceReach"]
