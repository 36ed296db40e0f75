"""Services of an area: the catalogue, who gives each, and where nothing is recorded."""
