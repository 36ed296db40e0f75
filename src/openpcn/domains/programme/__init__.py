"""What a network, place or system has set out to do: actions, risks, decisions, plans, demands."""
