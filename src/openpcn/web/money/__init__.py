"""Money: what a network is entitled to, with every working."""
