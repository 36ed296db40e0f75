"""Community assets: the directory, the map with its gaps, and what people do with assets."""
