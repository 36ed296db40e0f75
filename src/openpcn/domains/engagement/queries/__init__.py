"""What is recorded of voices."""
