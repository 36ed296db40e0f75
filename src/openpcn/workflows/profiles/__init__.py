"""The profile of a population from published data: ages, deprivation, indicators, inequality."""
