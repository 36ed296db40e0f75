"""Plans of networks, their versions, and the cases by which a network changes."""
