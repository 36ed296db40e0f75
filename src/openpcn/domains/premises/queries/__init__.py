"""What is held of premises, on a day and as it was known."""
