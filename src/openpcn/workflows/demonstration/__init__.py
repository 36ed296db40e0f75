"""A whole invented system, made from a seed, to see everything in before data are loaded."""
