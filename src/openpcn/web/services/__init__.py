"""Pages of services: the matrix of an area, one service with its map, and what is recorded."""
