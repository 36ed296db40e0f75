"""Reports for committees and boards: what the site knows, put in the order of their questions."""
