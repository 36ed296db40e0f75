"""Services that are bought locally, and where the patients of a practice get each service."""
