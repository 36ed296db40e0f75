"""One module per use; each marries rooms that do not know each other."""
