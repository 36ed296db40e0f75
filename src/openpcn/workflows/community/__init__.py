"""Community assets on the land: the directory, what fits a need, gaps, double entries."""
