"""The published distributions that the demonstration is calibrated on: figures with their source.

Counts were worked out from the files named beside each constant; shares and percentiles only are
kept here, so that nothing of a real practice, network or area is copied into an invented one.
LLR is Leicester, Leicestershire and Rutland, which is as large as the demonstration.
"""

from __future__ import annotations

PATIENTS = 1_200_000
"""LLR: 1,234,036 patients of 128 practices (NHS England, registered patients, 1 March 2025)."""

LIST_LOG_SD = 0.60
"""England: 0.590 over the 6,173 lists of at least 1,000 (NHS England, 1 March 2025)."""

LIST_MEDIAN = (8_000, 9_000)
"""England 8,813; LLR 8,679 (NHS England, 1 March 2025)."""

YEARLY_GROWTH = 1.012
"""England: 3.22% from 1 July 2022 to 1 March 2025 (NHS England, both publications)."""

LIST_DRIFT_LOG_SD = 0.024
"""Yearly, so that the middle half of lists changes by -1% to +8% in 2.7 years, as in England."""

PLACE_SHARES = (0.365, 0.343, 0.292)
"""Patients of 04C, 04V and 03W: a city, a mixed place and a country place (1 March 2025)."""

PLACE_PRACTICES = (52, 46, 35)
"""Practices of the same: 51, 46 and 31 (1 March 2025)."""

NETWORK_SIZES = (
    (28_400, 33_900, 36_700, 38_900, 40_600, 43_000, 45_300, 47_900, 52_600, 63_400),
    (29_200, 32_600, 35_300, 39_700, 44_400, 47_100, 51_200, 58_300, 72_800),
    (31_600, 38_100, 41_800, 46_200, 50_900, 55_700, 106_400),
)
"""Patients of the networks of each place. Shape: LLR has 26 networks, 10 of them in the city, from
28,700 to 116,900 patients, two under 30,000 and ten over 50,000; in England 8% are under 30,000 and
39% over 50,000 (network map and registered patients, 1 March 2025)."""

MEMBERS = (1, 4, 9)
"""Practices of a network, England: 5% have 1, half have 4 or fewer, 95% have 9 or fewer."""

AREA_PATIENTS = ((0.0, 1_000), (0.01, 1_209), (0.05, 1_319), (0.25, 1_593), (0.5, 1_840),
                 (0.75, 2_181), (0.95, 3_043), (0.99, 4_163), (1.0, 5_000))  # fmt: skip
"""Share of LSOAs below this many registered patients, LLR (registrations by LSOA, 1 July 2022)."""

NEAREST_SHARE = 0.56
"""Patients registered with the nearest practice: 56% (Eastern England, 2 million people, PubMed
12137192). In LLR 49% by straight line (registrations by LSOA, 1 July 2022)."""

PRACTICES_PER_AREA = (7, 43)
"""90% of LLR's LSOAs have patients with 7 to 43 practices (registrations by LSOA, 1 July 2022)."""

RESIDENCE_NOT_KNOWN = 0.0004
"""27,415 of 61.8 million patients have no LSOA of England or Wales (1 July 2022)."""

BANDS = tuple(range(0, 100, 5))
"""First ages of the published five-year bands; the last is 95 and over."""

# Patients per 1,000 by five-year band from 0 to 4, first women, then men, of the three sub-ICB
# locations of LLR: city, mixed, country (NHS England, quin-age, 1 March 2025).
AGES_PER_THOUSAND = (
    (
        (24.0, 28.8, 31.5, 33.3, 43.8, 43.9, 38.7, 37.6, 34.5, 28.7,
         26.2, 24.4, 22.4, 18.9, 14.9, 11.7, 7.6, 5.2, 2.3, 0.8),
        (26.0, 30.1, 33.4, 34.7, 44.7, 53.1, 47.6, 43.2, 40.6, 34.3,
         29.3, 25.9, 23.0, 19.0, 14.5, 10.6, 5.9, 3.4, 1.4, 0.3),
    ),
    (
        (21.7, 25.7, 28.1, 28.2, 29.5, 29.9, 33.8, 34.1, 32.7, 28.8,
         32.0, 33.8, 31.8, 26.8, 24.3, 23.9, 16.0, 9.2, 4.3, 1.4),
        (23.1, 27.6, 29.2, 30.9, 34.7, 33.1, 35.6, 35.4, 33.3, 29.5,
         32.2, 34.0, 31.7, 26.1, 23.0, 21.8, 13.3, 6.7, 2.4, 0.5),
    ),
    (
        (21.9, 26.1, 28.9, 28.2, 22.2, 25.5, 31.0, 33.0, 32.1, 30.2,
         33.9, 36.9, 35.7, 29.9, 27.2, 27.5, 18.6, 11.9, 5.7, 1.8),
        (22.8, 28.1, 30.7, 31.2, 24.4, 25.3, 28.8, 31.5, 30.7, 29.4,
         32.9, 34.9, 34.5, 29.0, 24.9, 24.1, 15.7, 8.8, 3.3, 0.6),
    ),
)  # fmt: skip

SCORE_SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
CITY_SCORES = (7.0, 12.5, 22.3, 33.6, 43.2, 58.6, 68.0)
COUNTY_SCORES = (1.9, 3.6, 7.2, 11.0, 16.0, 28.9, 46.0)
"""Index of Multiple Deprivation 2025 score below which this share of LSOAs lies: Leicester, and the
other eight councils of LLR (MHCLG, Indices of Deprivation 2025, File 7)."""

RANKS_2025 = 33_755
RANK_SHARES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SCORES_BY_RANK = {
    "Index of Multiple Deprivation (IMD) Score": (
        81.615, 54.264, 44.912, 33.516, 26.601, 21.540, 17.449, 14.140, 11.135, 8.379, 5.463,
        0.782),
    "Income Score (rate)": (
        0.945, 0.543, 0.464, 0.362, 0.289, 0.231, 0.184, 0.149, 0.118, 0.093, 0.067, 0.014),
    "Employment Score (rate)": (
        0.548, 0.306, 0.257, 0.199, 0.161, 0.132, 0.110, 0.092, 0.078, 0.064, 0.051, 0.009),
    "Education, Skills and Training Score": (
        88.619, 59.263, 49.270, 35.846, 27.497, 21.296, 16.544, 12.566, 9.078, 6.071, 3.177, 0.170),
    "Health Deprivation and Disability Score": (
        2.619, 1.497, 1.173, 0.768, 0.464, 0.202, -0.030, -0.261, -0.493, -0.755, -1.111, -2.027),
    "Crime Score": (
        2.684, 1.388, 1.092, 0.722, 0.458, 0.220, -0.007, -0.239, -0.479, -0.736, -1.078, -3.293),
    "Barriers to Housing and Services Score": (
        60.370, 41.592, 36.244, 29.742, 25.735, 22.743, 20.102, 17.728, 15.408, 12.816, 9.758,
        1.865),
    "Living Environment Score": (
        78.579, 53.021, 44.962, 35.377, 28.444, 22.587, 17.849, 13.664, 10.135, 7.080, 4.225,
        0.194),
}  # fmt: skip
"""Score at each of `RANK_SHARES` of the 33,755 national ranks (File 7, Midlands rows)."""

DOMAIN_CORRELATION = (1.0, 0.95, 0.94, 0.90, 0.89, 0.85, 0.21, 0.40)
"""Of the ranks of each domain with the index, in the order of `SCORES_BY_RANK` (the same rows)."""

RANKS_2019 = 32_844
"""LSOAs of 2011 that the Indices of 2019 rank (MHCLG)."""

NETWORK_STAFF = (
    ("Other Direct Patient Care staff", "Pharmacists", 5.30),
    ("Other Direct Patient Care staff", "Care Coordinators", 4.37),
    ("Other Direct Patient Care staff", "Social Prescribing Link Workers", 2.30),
    ("Other Direct Patient Care staff", "Pharmacy Technicians", 1.80),
    ("Other Direct Patient Care staff", "Physiotherapists", 1.57),
    ("Other Direct Patient Care staff", "General Practice Assistants", 1.36),
    ("Other Direct Patient Care staff", "Paramedics", 1.09),
    ("Other GPs", "Salaried GPs", 0.94),
    ("Other Direct Patient Care staff", "Health and Wellbeing Coaches", 0.80),
    ("Other Admin/Non-clinical staff", "Managers", 0.54),
    ("Directors", "Medical Clinical Director (GP)", 0.27),
)
"""Full-time equivalent of an average network, Midlands (network workforce, 30 November 2025)."""

LIST_INFLATION = 1.04
"""Registered patients to a resident, LLR: 1,163,816 registered (NHS England, 1 January 2021) and
1,121,954 residents (Office for National Statistics, Census 2021) give 1.037."""

RESIDENT_AGES = (("Aged 15 years and under", 0.186), ("Aged 16 to 24 years", 0.124),
                 ("Aged 25 to 34 years", 0.129), ("Aged 35 to 49 years", 0.190),
                 ("Aged 50 to 64 years", 0.191), ("Aged 65 years and over", 0.180))  # fmt: skip
"""Shares of residents, LLR (Office for National Statistics, Census 2021, by LSOA)."""

PRACTICE_STAFF = ((0.402, 0.985), (0.185, 1.065), (0.228, 1.003), (0.290, 1.07), (1.183, 1.02))
"""Full-time equivalents per 1,000 patients, and growth a year, of fully qualified GPs, locums and
trainees, nurses, other direct patient care and administration, LLR 2018/19 to 2024/25 (General
Practice Workforce, means of the year)."""
