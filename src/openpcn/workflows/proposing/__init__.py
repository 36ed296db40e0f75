"""Networks proposed for the practices of a file, or the plan of a file reviewed."""
