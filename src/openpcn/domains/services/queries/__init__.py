"""Services on a day and as they were known."""
