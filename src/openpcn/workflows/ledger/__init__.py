"""The ledger of a network: what is due, what came in, how it was shared out, and what moved."""
