"""What is held of outcomes, on a day and as it was known."""
