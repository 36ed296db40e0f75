"""The words of voices: who speaks, whom they reach, and how things move from state to state."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from openpcn.kernel.errors import NotPossible, NotRight

RECORD = "engagement.record"
REVIEW = "engagement.review"
HOLD_TO_ACCOUNT = "engagement.hold_to_account"
SPEAK_FOR: Mapping[str, str] = {
    "ppg": "engagement.speak_for_group",
    "voluntary": "engagement.speak_for_group",
    "healthwatch": "engagement.speak_for_healthwatch",
}
"""By kind of group: the permission to speak for it."""

Transitions = Mapping[str, tuple[str, ...]]


class Speaks(TextChoices):
    """Who speaks for others."""

    PPG = "ppg", "Patient participation group"
    HEALTHWATCH = "healthwatch", "Healthwatch"
    COUNCILLOR = "councillor", "Councillor"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    OTHER = "other", "Another group or person"


class ReachKind(TextChoices):
    """What an area is that somebody speaks for."""

    WARD = "ward", "Ward"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
    COUNCIL = "council", "Council"


class HeldWhere(TextChoices):
    """Where a consultation is held."""

    HERE = "here", "Here, in a simple form"
    ELSEWHERE = "elsewhere", "Elsewhere, and recorded here"


class Stage(TextChoices):
    """How far a consultation is; whether it is open follows from its days."""

    DRAFT = "draft", "Draft"
    ANNOUNCED = "announced", "Announced"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT_STAGES: Transitions = {
    Stage.DRAFT: (Stage.ANNOUNCED, Stage.WITHDRAWN),
    Stage.ANNOUNCED: (Stage.DRAFT, Stage.WITHDRAWN),
    Stage.WITHDRAWN: (Stage.ANNOUNCED, Stage.DRAFT),
}


class Channel(TextChoices):
    """How somebody answered."""

    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"
    MEETING = "meeting", "At a meeting"
    TELEPHONE = "telephone", "By telephone"
    OUTREACH = "outreach", "By outreach"


class Asks(TextChoices):
    """What kind of answer a question asks for."""

    ONE = "one", "One of several"
    SEVERAL = "several", "Any of several"
    WORDS = "words", "Own words"


class Moderation(TextChoices):
    """Whether others may read what somebody wrote."""

    WAITING = "waiting", "Waiting to be read"
    HELD = "held", "Held: it may hold a person's details"
    SHOWN = "shown", "Shown to the public"
    KEPT_BACK = "kept_back", "Not shown"


NEXT_MODERATION: Transitions = {
    Moderation.WAITING: (Moderation.SHOWN, Moderation.KEPT_BACK),
    Moderation.HELD: (Moderation.SHOWN, Moderation.KEPT_BACK),
    Moderation.SHOWN: (Moderation.KEPT_BACK,),
    Moderation.KEPT_BACK: (Moderation.SHOWN,),
}


class Decision(TextChoices):
    """What became of what people said."""

    WAITING = "waiting", "Not decided yet"
    PROMISED = "promised", "Promised"
    KEPT = "kept", "Promise kept"
    NOT_KEPT = "not_kept", "Promise not kept"
    DECLINED = "declined", "We will not do this"


NEXT_DECISIONS: Transitions = {
    Decision.WAITING: (Decision.PROMISED, Decision.DECLINED),
    Decision.PROMISED: (Decision.KEPT, Decision.NOT_KEPT, Decision.WAITING),
    Decision.KEPT: (Decision.PROMISED,),
    Decision.NOT_KEPT: (Decision.PROMISED,),
    Decision.DECLINED: (Decision.WAITING,),
}
NEEDS_REASON = frozenset({Decision.NOT_KEPT, Decision.DECLINED})
"""Never said without a reason in writing."""


class GroupSays(TextChoices):
    """What a patient group says of a promise."""

    KEPT = "kept", "Kept"
    PARTLY = "partly", "Partly kept"
    NOT_KEPT = "not_kept", "Not kept"


class Consent(TextChoices):
    """Who may read a story, as its teller agreed."""

    PUBLIC = "public", "Everybody: it may be published"
    SYSTEM = "system", "People who work in the system"
    NETWORK = "network", "People who work in this organisation"


def must_follow(table: Transitions, states: type[TextChoices], was: str, to: str) -> None:
    """Refuse a state that does not follow another."""
    if to not in states.values:
        raise NotRight("There is no such state.", next_step="Choose one of the list.")
    if to not in table[was]:
        names = " or ".join(f"“{states(each).label}”" for each in table[was])
        raise NotPossible(
            f"From “{states(was).label}” it cannot become “{states(to).label}”.",
            next_step=f"It can become {names}." if names else "It is complete.",
        )
