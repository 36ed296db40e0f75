"""What people record in a ledger."""
