"""What people record of alliances."""
