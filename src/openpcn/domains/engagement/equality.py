"""Equality monitoring: the groups that people may say they belong to, as the census counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOT_SAID = "not_said"
"""The group of those who left a question empty or would rather not say."""


@dataclass(frozen=True, kw_only=True)
class Characteristic:
    """One question of equality monitoring, with the census measure it is compared with."""

    key: str
    words: str
    question: str
    groups: Mapping[str, str]
    """Key to words; the words are the census's own where a measure is named."""
    measure: str = ""
    """Of residents by small area; empty where no figures are held."""


CHARACTERISTICS: Mapping[str, Characteristic] = {
    one.key: one
    for one in (
        Characteristic(
            key="age",
            words="Age",
            question="How old are you?",
            measure="census-2021-residents-by-age",
            groups={
                "0": "Aged 15 years and under",
                "16": "Aged 16 to 24 years",
                "25": "Aged 25 to 34 years",
                "35": "Aged 35 to 49 years",
                "50": "Aged 50 to 64 years",
                "65": "Aged 65 years and over",
            },
        ),
        Characteristic(
            key="ethnic_group",
            words="Ethnic group",
            question="What is your ethnic group?",
            measure="census-2021-residents-by-ethnic-group",
            groups={
                "asian": "Asian, Asian British or Asian Welsh",
                "black": "Black, Black British, Black Welsh, Caribbean or African",
                "mixed": "Mixed or Multiple ethnic groups",
                "white": "White",
                "other": "Other ethnic group",
            },
        ),
        Characteristic(
            key="disability",
            words="Disability",
            question="Do you have a condition or illness that limits what you can do each day, "
            "and that has lasted or will last 12 months or more?",
            measure="census-2021-residents-by-disability",
            groups={
                "yes": "Disabled under the Equality Act",
                "no": "Not disabled under the Equality Act",
            },
        ),
        Characteristic(
            key="sex",
            words="Sex",
            question="What is your sex?",
            groups={"female": "Female", "male": "Male"},
        ),
    )
}
"""By key, in the order in which they are asked."""
SOURCE = "Census 2021, Office for National Statistics: residents, by LSOA"
