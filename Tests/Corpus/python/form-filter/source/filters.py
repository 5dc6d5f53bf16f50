"""Filters for a list of products, sent by the browser as JSON."""
import json


def parse(text):
    """The filter's fields; no text is no filter."""
    fields = json.loads(text)
    return {key: value for key, value in fields.items() if value is not None}


def matches(product, fields):
    return all(product.get(key) == value for key, value in fields.items())


def select(products, text):
    fields = parse(text)
    return [product["name"] for product in products if matches(product, fields)]
