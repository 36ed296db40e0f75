"""Schema history of this domain."""
