"""The register of published numbers."""
