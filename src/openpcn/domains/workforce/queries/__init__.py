"""Staff and claims as a viewer may see them."""
