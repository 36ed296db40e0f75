"""What is published, and what is on its way."""
