"""Words of services: in which way patients of a practice get one."""

from django.db.models import TextChoices

RECORD = "services.record"


class Way(TextChoices):
    """Where the patients of a practice get a service."""

    OWN = "own", "At their own practice"
    PRACTICE = "practice", "At another practice"
    NETWORK = "network", "From the network"
    HUB = "hub", "At a hub"
    FEDERATION = "federation", "From a federation"
    OTHER = "other", "From somebody else"


class Kind(TextChoices):
    """What a service that is recorded here is."""

    ENHANCED = "enhanced", "Enhanced"
    LOCAL = "local", "Local"


class Tier(TextChoices):
    """The tier of care that it belongs to."""

    TWO = "two", "Tier two: managed with support"
    THREE = "three", "Tier three: primary care"
    THREE_PLUS = "three plus", "Tier three plus: care around the patient"
    FOUR = "four", "Tier four: specialist care"
