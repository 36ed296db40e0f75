"""Staff in post, what they cost, and the monthly claims that are made for them."""
