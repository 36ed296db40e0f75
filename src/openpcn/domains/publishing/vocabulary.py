"""Words of what is published: its states, its kinds, how certain a plan is."""

from __future__ import annotations

from django.db import models

WRITE = "publishing.write"
REVIEW = "publishing.review"


class Stage(models.TextChoices):
    """How far a text has come on its way to the public."""

    DRAFT = "draft", "Draft"
    REVIEWED = "reviewed", "Reviewed"
    PUBLISHED = "published", "Published"
    REPLACED = "replaced", "Replaced by a later version"
    WITHDRAWN = "withdrawn", "Withdrawn"


NEXT_STAGES: dict[str, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.REVIEWED, Stage.WITHDRAWN),
    Stage.REVIEWED: (Stage.PUBLISHED, Stage.DRAFT, Stage.WITHDRAWN),
    Stage.PUBLISHED: (Stage.WITHDRAWN,),
    Stage.REPLACED: (Stage.WITHDRAWN,),
    Stage.WITHDRAWN: (),
}
"""From a stage to those that a person may bring it to; a later version replaces an earlier one."""

PERMISSION_TO_MOVE: dict[str, str] = {
    Stage.DRAFT: WRITE,
    Stage.REVIEWED: REVIEW,
    Stage.PUBLISHED: REVIEW,
    Stage.WITHDRAWN: WRITE,
}
"""What each stage asks of who brings a text to it; taking back is open to all who write."""


class Topic(models.TextChoices):
    """What a text tells residents."""

    PLANNED = "planned", "What is planned"
    OFFERED = "offered", "What is offered, where and when"
    RESTRICTION = "restriction", "What is restricted for now"
    ACCOUNT = "account", "The year's account to residents"
    STORY = "story", "An improvement that others can use"
    HEADINGS = "headings", "The headings of the pages for residents"


class Certainty(models.TextChoices):
    """How certain a plan is."""

    PROPOSED = "proposed", "Proposed: it may not happen"
    UNDER_ENGAGEMENT = "under_engagement", "People are being asked about it"
    CERTAIN = "certain", "Certain: it has been decided"


class AreaOf(models.TextChoices):
    """Areas that a text can be about."""

    WARD = "ward", "Ward"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"


class PartOf(models.TextChoices):
    """Named parts of an improvement story and of a year's account, besides its text."""

    PROBLEM = "problem", "The problem"
    CHANGE = "change", "What was changed"
    MEASURE = "measure", "How it was measured"
    RESULT = "result", "What came of it"
    COST = "cost", "What it cost"
    CONTACT = "contact", "Whom to ask"
    SAID = "said", "What you said, and what we did"
    NOT_KNOWN = "not_known", "What we do not know"


PARTS_OF_TOPIC: dict[str, tuple[PartOf, ...]] = {
    Topic.STORY: (
        PartOf.PROBLEM,
        PartOf.CHANGE,
        PartOf.MEASURE,
        PartOf.RESULT,
        PartOf.COST,
        PartOf.CONTACT,
    ),
    Topic.ACCOUNT: (PartOf.SAID, PartOf.NOT_KNOWN),
}
"""The parts that a text of a topic has; the others are a title and a text."""
