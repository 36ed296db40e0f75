"""What a ledger says, to those who may read it."""
