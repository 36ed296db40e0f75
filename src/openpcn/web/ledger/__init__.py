"""The ledger of a network: what came in, how it was shared out, and what followed activity."""
