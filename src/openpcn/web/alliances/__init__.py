"""Pages of alliances, federations, single contracts and shared services."""
