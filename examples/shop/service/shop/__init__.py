"""A small web shop: products, search, cart and checkout over JSON."""
