"""Words of services: in which way patients of a practice get one."""

from django.db.models import TextChoices

RECORD = "services.record"
LOCAL = "local-"
"""What the key of a local service begins with; its number follows."""


def local_number(key: str) -> int | None:
    """The number of a local service in its key; None of a national one."""
    number = key.removeprefix(LOCAL)
    is_local = key.startswith(LOCAL) and number.isascii() and number.isdigit()
    return int(number) if is_local and len(number) < 16 else None


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
