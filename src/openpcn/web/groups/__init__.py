"""Groups of people whom a definition finds: counts, and lists for a recorded purpose."""
