"""What residents are told: what changes for them, and a year's account."""
