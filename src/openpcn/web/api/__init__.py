"""The read-only JSON API: the same reads as the site, described by OpenAPI."""
