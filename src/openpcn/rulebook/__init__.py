"""Published rules as data, with typed loaders beside them."""
