"""What is asked about alliances."""
