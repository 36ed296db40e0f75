"""What networks agree, owe and are counted by, each fact with the time since when it is known."""

from openpcn.domains.agreements.models.counts import RecordedCount
from openpcn.domains.agreements.models.hours import AccessSession
from openpcn.domains.agreements.models.obligations import LocalDeadline, ObligationDone
from openpcn.domains.agreements.models.register import (
    Agreement,
    AgreementParty,
    AgreementSchedule,
    AgreementSignature,
    AgreementTerms,
    PatientCover,
    SharedData,
)
from openpcn.domains.agreements.models.variations import LocalVariation, VariationConsent

__all__ = [
    "AccessSession",
    "Agreement",
    "AgreementParty",
    "AgreementSchedule",
    "AgreementSignature",
    "AgreementTerms",
    "LocalDeadline",
    "LocalVariation",
    "ObligationDone",
    "PatientCover",
    "RecordedCount",
    "SharedData",
    "VariationConsent",
]
