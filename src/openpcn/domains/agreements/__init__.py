"""What networks agree and are counted by: populations for their money, as people record them."""
