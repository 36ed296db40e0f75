"""Which practices form a network together, and how good a grouping is."""
