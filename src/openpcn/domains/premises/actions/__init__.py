"""What people record of premises."""
