"""The maps of networks, neighbourhoods and areas, with the tables beside them."""
