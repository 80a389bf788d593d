"""Results as types, apart from whatever makes them."""
