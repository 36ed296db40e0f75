"""The migrations of this domain."""
