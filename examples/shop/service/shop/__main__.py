"""Runs the shop: ``python3 -m shop``."""

from shop.server import main

main()
