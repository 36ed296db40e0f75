"""What is kept track of, on a day and as it was known."""
