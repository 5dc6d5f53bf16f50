"""Reads price lists."""


def parse_price(text):
    return float(text.strip())


def read(lines):
    """Names and prices of lines such as `tea: 2.50`; a missing price counts as 0."""
    prices = {}
    for line in lines:
        name, _, price = line.partition(":")
        prices[name.strip()] = parse_price(price)
    return prices


def total(prices, names):
    return sum(prices[name] for name in names)
