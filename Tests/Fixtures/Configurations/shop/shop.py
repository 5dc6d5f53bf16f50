"""The tree that the configurations beside this folder name as their service's source."""


def price(basket):
    return sum(item["price"] for item in basket)
