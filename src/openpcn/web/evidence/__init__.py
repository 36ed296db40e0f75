"""Pages of the register of published numbers."""
