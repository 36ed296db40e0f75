"""The words of community assets: what they are, for which themes, and how well they are known."""

from __future__ import annotations

from django.db.models import TextChoices


class AssetKind(TextChoices):
    """What an asset is."""

    PHARMACY = "pharmacy", "Pharmacy"
    APPLIANCES = "appliances", "Appliance contractor"
    LIBRARY = "library", "Library"
    SCHOOL = "school", "School or college"
    CENTRE = "centre", "Community centre or hall"
    CHARITY = "charity", "Charity or voluntary organisation"
    SERVICE = "service", "Service or activity"
    GROUP = "group", "Self-help or social group"
    YOUTH = "youth", "Youth group"
    FAITH = "faith", "Faith community"
    LANGUAGE = "language", "Language or cultural community"
    ADVICE = "advice", "Advice"
    SPORT = "sport", "Sport, walking and leisure"
    SOCIAL_CARE = "social_care", "Social care"
    COMMUNITY_PROVIDER = "community_provider", "Community health provider"
    OTHER = "other", "Other"


class Tier(TextChoices):
    """The tier of care that an asset belongs to, as the strategy papers part it."""

    SELF_CARE = "self_care", "Self-care: people manage by themselves"
    SUPPORT = "support", "Support: groups and community professionals (tier two)"
    PRIMARY_CARE = "primary_care", "Primary care: practice and network (tier three)"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood team: joined-up care nearby (tier three plus)"
    PLACE = "place", "Place: town or district"
    SYSTEM = "system", "System: specialist care and advice (tier four)"
    NOT_KNOWN = "not_known", "Not known"


class Standing(TextChoices):
    """Whether an asset is there to be used; the four words of Open Referral UK."""

    ACTIVE = "active", "Open"
    INACTIVE = "inactive", "Not running now"
    DEFUNCT = "defunct", "Closed for good"
    TEMPORARILY_CLOSED = "temporarily closed", "Closed for a time"


class Publication(TextChoices):
    """Who reads an asset."""

    DRAFT = "draft", "Draft: people with a role in the system"
    PUBLISHED = "published", "Published: everybody"


class StepFree(TextChoices):
    """Whether one gets in without a step."""

    YES = "yes", "Step-free"
    PARTLY = "partly", "Partly step-free"
    NO = "no", "Not step-free"
    NOT_KNOWN = "not_known", "Not known"


class Cost(TextChoices):
    """Whether it costs anything to take part."""

    FREE = "free", "Free"
    SOME = "some", "Free for some"
    PAID = "paid", "Has to be paid for"
    NOT_KNOWN = "not_known", "Not known"


class Theme(TextChoices):
    """What an asset helps with, and what a need is about."""

    LONELINESS = "loneliness", "Loneliness and company"
    MENTAL_WELLBEING = "mental_wellbeing", "Mental wellbeing"
    BEREAVEMENT = "bereavement", "Bereavement"
    CARERS = "carers", "Carers"
    DEMENTIA = "dementia", "Dementia and memory"
    FRAILTY = "frailty", "Frailty and falls"
    LONG_TERM_CONDITIONS = "long_term_conditions", "Living with a long-term condition"
    MOVING = "moving", "Moving more"
    WEIGHT = "weight", "Food and weight"
    SMOKING = "smoking", "Stopping smoking"
    ALCOHOL = "alcohol", "Alcohol and drugs"
    MONEY = "money", "Money, debt and benefits"
    HOUSING = "housing", "Housing and warmth"
    WORK = "work", "Work and learning"
    FAMILIES = "families", "Families and children"
    YOUNG_PEOPLE = "young_people", "Young people"
    NEW_ARRIVALS = "new_arrivals", "New arrivals and learning English"
    DIGITAL = "digital", "Getting online"
    TRANSPORT = "transport", "Getting about"
    MEDICINES = "medicines", "Medicines and minor illness"
    ABUSE = "abuse", "Abuse and safety"


class Basis(TextChoices):
    """How we know where an asset is."""

    PUBLISHED = "published", "A point that was published"
    POSTCODE = "postcode", "The middle of its postcode"
    RECORDED = "recorded", "A point that a person recorded"
    NOT_KNOWN = "not_known", "Not known"


class Frequency(TextChoices):
    """How often a time comes again, in the words of iCalendar."""

    ONCE = "", "Once"
    DAILY = "DAILY", "Every day"
    WEEKLY = "WEEKLY", "Every week"
    MONTHLY = "MONTHLY", "Every month"
    YEARLY = "YEARLY", "Every year"


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days of the week in the words of iCalendar."""


class PartOfDay(TextChoices):
    """When somebody can come."""

    MORNING = "morning", "Weekday morning"
    AFTERNOON = "afternoon", "Weekday afternoon"
    EVENING = "evening", "Weekday evening"
    WEEKEND = "weekend", "Weekend"


class Stage(TextChoices):
    """How far a network has come with an asset."""

    NOT_YET_MET = "not_yet_met", "Not yet met"
    IN_TOUCH = "in_touch", "In touch"
    WORKING_TOGETHER = "working_together", "Working together"


class CheckedAs(TextChoices):
    """What a check of an asset found."""

    RIGHT = "right", "Right as it stands"
    CHANGED = "changed", "Something had changed, and is put right now"
    WRONG = "wrong", "Not right: it needs to be corrected"
    NO_ANSWER = "no_answer", "Nobody answered"


class BecameAs(TextChoices):
    """How one asset became another."""

    MOVED = "moved", "Moved to"
    SPLIT = "split", "Split into"
    JOINED = "joined", "Became part of"
    REPLACED = "replaced", "Replaced by"
