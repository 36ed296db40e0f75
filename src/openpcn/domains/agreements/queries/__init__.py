"""What is recorded of agreements, as it was known."""
