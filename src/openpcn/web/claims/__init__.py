"""Staff in post and claims for them."""
