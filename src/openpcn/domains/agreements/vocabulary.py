"""The words of agreements: what is counted, who is a party, what is shared, how far things are."""

from __future__ import annotations

from django.db.models import TextChoices


class Counts(TextChoices):
    """What is counted for a network's money; three populations that are never interchangeable."""

    REGISTERED = "registered", "Registered patients"
    ADJUSTED = "adjusted", "PCN adjusted population"
    WEIGHTED = "weighted", "Contractor weighted population"
    BEDS = "beds", "Care home beds of aligned homes"
    POINTS = "points", "Points of the Investment and Impact Fund, for the year of the day"


class Kind(TextChoices):
    """Two different things, neither of which is called “agreement” alone."""

    NETWORK = "network", "Network agreement"
    DATA_SHARING = "data_sharing", "Data-sharing agreement"


class PartyAs(TextChoices):
    """What an organisation is in an agreement."""

    CORE = "core", "Core network practice"
    OTHER = "other", "Other party"
    CONTROLLER = "controller", "Controller of data"
    PROCESSOR = "processor", "Processor for the controllers"


PARTIES_OF: dict[str, tuple[PartyAs, ...]] = {
    Kind.NETWORK: (PartyAs.CORE, PartyAs.OTHER),
    Kind.DATA_SHARING: (PartyAs.CONTROLLER, PartyAs.PROCESSOR),
}


class Controllers(TextChoices):
    """Who decides about the data that are shared."""

    JOINT = "joint", "The controllers decide together"
    PROCESSOR = "with_processor", "A processor acts for the controllers"


class Progress(TextChoices):
    """How far a schedule has come."""

    OPEN = "open", "Not written"
    DRAFTED = "drafted", "Drafted"
    AGREED = "agreed", "Agreed"


class Purpose(TextChoices):
    """What data are shared for; nothing else is allowed by an agreement that names it."""

    DIRECT_CARE = "direct_care", "Care of each other’s patients"
    ENHANCED_ACCESS = "enhanced_access", "Extended hours and enhanced access"
    FINDING_PEOPLE = "finding_people", "Finding people for their direct care"
    PLANNING = "planning", "Planning services"
    OUTCOMES = "outcomes", "Recording outcomes, quality and payment"


class Category(TextChoices):
    """Which data are shared."""

    WHOLE_RECORD = "whole_record", "Whole GP record"
    SUMMARY_RECORD = "summary_record", "Summary of the GP record"
    APPOINTMENTS = "appointments", "Appointment book"
    CONTACT_DETAILS = "contact_details", "Name, address and contact details"
    PSEUDONYMISED = "pseudonymised", "Coded records under pseudonyms"
    COUNTS = "counts", "Counts without people"


class Access(TextChoices):
    """What the other parties may do with what is shared."""

    READ = "read", "read"
    WRITE = "write", "read and write"


class Mode(TextChoices):
    """How people are seen in a session."""

    IN_PERSON = "in_person", "In person"
    REMOTE = "remote", "By telephone or video"
    BOTH = "both", "In person and remote"
