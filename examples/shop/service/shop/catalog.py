"""Products, what customers think of them, and finding them."""

PRODUCTS = {
    "p-101": {"name": "Desk lamp", "price": 3900, "stock": 40, "tags": ["light", "office"]},
    "p-102": {"name": "Floor lamp", "price": 8900, "stock": 12, "tags": ["light", "living"]},
    "p-103": {"name": "Oak desk", "price": 24900, "stock": 5, "tags": ["furniture", "office"]},
    "p-104": {"name": "Office chair", "price": 17900, "stock": 9, "tags": ["furniture", "office"]},
    "p-105": {"name": "Wool rug", "price": 12900, "stock": 7, "tags": ["textile", "living"]},
    "p-106": {"name": "Wall clock", "price": 2900, "stock": 25, "tags": ["living"]},
    "p-107": {"name": "Paper lantern", "price": 1900, "stock": 60, "tags": ["light", "living"]},
}

REVIEWS = {
    "p-101": [5, 4, 5, 4],
    "p-102": [4, 3, 5],
    "p-103": [5],
    "p-104": [3, 4, 2, 4, 5],
    "p-105": [4, 4],
    "p-106": [2, 5, 3],
    "p-107": [],
}


def find(product_id):
    """The product, or None when there is none with this id."""
    return PRODUCTS.get(product_id)


def rating(product_id):
    """The average of a product's stars, to one decimal."""
    stars = REVIEWS[product_id]
    return round(sum(stars) / len(stars), 1)


def summary(product_id):
    """What a list shows of a product."""
    product = PRODUCTS[product_id]
    return {"id": product_id, "name": product["name"], "price": product["price"]}


def details(product_id):
    """Everything that a product's own page shows."""
    product = PRODUCTS[product_id]
    return {
        **summary(product_id),
        "tags": product["tags"],
        "available": product["stock"] > 0,
        "rating": rating(product_id),
    }


def everything(tag=None):
    """Summaries of all products, or of those with a tag."""
    return [summary(key) for key, product in PRODUCTS.items() if tag is None or tag in product["tags"]]


def search(text, limit=10):
    """Summaries of the products whose name or tags hold every word of ``text``; hits in the name come first."""
    words = text.lower().split()
    found = []
    for key, product in PRODUCTS.items():
        name = product["name"].lower()
        if all(word in name or word in product["tags"] for word in words):
            in_name = sum(word in name for word in words)
            found.append((-in_name, product["name"], key))
    return [summary(key) for _, _, key in sorted(found)[:limit]]
