"""The pages on which people sign in and record."""
