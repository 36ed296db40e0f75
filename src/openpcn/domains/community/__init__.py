"""Community assets: who and what there is beside the practices, and how networks work with them."""
