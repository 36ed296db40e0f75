"""Data and quality: what is loaded, how far it can be trusted, and bringing in more."""
