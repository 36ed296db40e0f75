"""Care alliances, federations, single contracts and shared back-office services, as they were."""
