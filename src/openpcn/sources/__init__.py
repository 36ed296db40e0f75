"""The outside world: one module per supplier; files in, typed rows out."""
