"""The profile of a population: sections with a chart, its table beside, and where it is from."""
