"""The words of a programme: what is kept track of, how it ends, how likely and grave a risk is."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices

RECORD = "programme.record"
SIGN = "programme.sign"


class About(TextChoices):
    """What a matter of a programme is."""

    ACTION = "action", "Action"
    DECISION = "decision", "Decision"
    RISK = "risk", "Risk"
    MILESTONE = "milestone", "Milestone"
    PLAN = "plan", "Plan in force"
    REQUIREMENT = "requirement", "Local requirement"


TO_COME = (About.PLAN, About.REQUIREMENT)
"""What may be recorded before it begins."""


class Ending(TextChoices):
    """How a matter came to its end."""

    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"
    REPLACED = "replaced", "Replaced"
    REVOKED = "revoked", "Revoked"
    PASSED = "passed", "No longer a risk"
    HAPPENED = "happened", "It happened"
    REACHED = "reached", "Reached"
    ENDED = "ended", "Ended"
    WITHDRAWN = "withdrawn", "Withdrawn"


ENDINGS: dict[str, tuple[Ending, ...]] = {
    About.ACTION: (Ending.DONE, Ending.DROPPED),
    About.DECISION: (Ending.REPLACED, Ending.REVOKED),
    About.RISK: (Ending.PASSED, Ending.HAPPENED),
    About.MILESTONE: (Ending.REACHED, Ending.DROPPED),
    About.PLAN: (Ending.ENDED, Ending.REPLACED),
    About.REQUIREMENT: (Ending.WITHDRAWN,),
}
"""How each kind of matter may end; every ending can be taken back."""


class Progress(TextChoices):
    """How far an open action is."""

    OPEN = "open", "Not begun"
    IN_HAND = "in_hand", "In hand"


class Likelihood(IntegerChoices):
    """How likely it is that a risk happens."""

    RARE = 1, "Rare"
    UNLIKELY = 2, "Unlikely"
    POSSIBLE = 3, "Possible"
    LIKELY = 4, "Likely"
    ALMOST_CERTAIN = 5, "Almost certain"


class Impact(IntegerChoices):
    """How grave it would be."""

    NEGLIGIBLE = 1, "Negligible"
    MINOR = 2, "Minor"
    MODERATE = 3, "Moderate"
    MAJOR = 4, "Major"
    CATASTROPHIC = 5, "Catastrophic"


BANDS = ((15, "extreme", "Extreme"), (8, "high", "High"), (4, "moderate", "Moderate"))
RISK_SOURCE = (
    "Words and bands after the risk matrix of the National Patient Safety Agency, 2008 "
    "(low 1 to 3, moderate 4 to 6, high 8 to 12, extreme 15 to 25): recalled, to be checked."
)


def band_of(score: int) -> tuple[str, str]:
    """The band of a risk's score, as a code and in words."""
    for least, code, words in BANDS:
        if score >= least:
            return code, words
    return "low", "Low"


class Enabler(TextChoices):
    """What a milestone belongs to: care itself, or one of what makes it possible."""

    CARE = "care", "Services and care"
    ESTATES = "estates", "Estates"
    DIGITAL = "digital", "Digital"
    WORKFORCE = "workforce", "Workforce"
    FINANCE = "finance", "Finance"
    DEVELOPMENT = "development", "Organisational development"


class Embedded(TextChoices):
    """How far a network has made a plan its own."""

    YES = "yes", "Embedded"
    PARTLY = "partly", "Partly embedded"
    NO = "no", "Not embedded"
    NOT_FOR_US = "not_for_us", "Not meant for this network"
