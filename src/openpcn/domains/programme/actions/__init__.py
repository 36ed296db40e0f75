"""What people record of a programme."""
