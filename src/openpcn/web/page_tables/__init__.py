"""The tables that stand on a page, as CSV: what a reader sees is what the file holds."""
