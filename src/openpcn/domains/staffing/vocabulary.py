"""The words of a training hub, of local schemes and of what role-holders declare."""

from __future__ import annotations

from django.db.models import TextChoices


class Place(TextChoices):
    """What is offered or sought."""

    PLACEMENT_OFFERED = "placement_offered", "Placement offered"
    PLACEMENT_SOUGHT = "placement_sought", "Placement sought"
    ROTATIONAL = "rotational", "Rotational post"
    PORTFOLIO = "portfolio", "Portfolio post"
    FELLOWSHIP = "fellowship", "Fellowship"
    TRAINING_PRACTICE = "training_practice", "Training practice"


class Profession(TextChoices):
    """For whom a place is: what an offer and a wish have in common."""

    GP = "gp", "GP or GP trainee"
    DOCTOR = "doctor", "Foundation doctor or medical student"
    NURSE = "nurse", "Nurse or student nurse"
    PHARMACIST = "pharmacist", "Pharmacist or pharmacy trainee"
    PHYSIOTHERAPIST = "physiotherapist", "Physiotherapist or student"
    PARAMEDIC = "paramedic", "Paramedic or student"
    ASSOCIATE = "associate", "Physician associate or student"
    ALLIED = "allied", "Other allied health professional"
    OTHER = "other", "Anybody else"


class Scheme(TextChoices):
    """What a local scheme is for."""

    RECRUITMENT = "recruitment", "Recruitment premium"
    RETENTION = "retention", "Retention"
    SUSTAINABILITY = "sustainability", "Sustainability fund"
    TRAINING = "training", "Training"
    OTHER = "other", "Other"


class Vacant(TextChoices):
    """Roles that a vacancy is of: those of the paper of 2016, and the network's."""

    PARTNER = "partner", "Partner GP"
    SALARIED = "salaried", "Salaried GP"
    LOCUM = "locum", "Long-term locum GP"
    PRACTICE_NURSE = "practice_nurse", "Practice nurse"
    NURSE_PRACTITIONER = "nurse_practitioner", "Nurse practitioner"
    NURSE_PRESCRIBER = "nurse_prescriber", "Nurse prescriber"
    HEALTH_CARE_ASSISTANT = "health_care_assistant", "Health care assistant"
    PHLEBOTOMIST = "phlebotomist", "Phlebotomist"
    PHARMACIST = "pharmacist", "Pharmacist"
    OTHER_CLINICAL = "other_clinical", "Other direct patient care"
    SECRETARY = "secretary", "Medical secretary"
    SUPPORT = "support", "Support staff"


class Declares(TextChoices):
    """What a role-holder declares."""

    TIME = "time", "Time for the role"
    INTEREST = "interest", "Interest"


PERMISSION_PLACES = "staffing.record_places"
PERMISSION_SCHEMES = "staffing.record_schemes"
PERMISSION_DECLARE = "staffing.record_declarations"
