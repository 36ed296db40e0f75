"""What a network is entitled to in a contract year, line by line with its working."""
