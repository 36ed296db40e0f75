"""The programme of a network, place or system: what is open, by when, and who answers for it."""
