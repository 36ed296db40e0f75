"""Community assets: which entries look like one and the same."""
