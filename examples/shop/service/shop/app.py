"""The routes: from a request to a status and a JSON document."""

import json
from urllib.parse import parse_qs, urlsplit

from shop import catalog, checkout


class Rejected(Exception):
    """The request cannot be answered as it was asked: a status and the reason."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def health(_query, _body):
    return {"status": "ok", "products": len(catalog.PRODUCTS)}


def products(query, _body):
    return {"products": catalog.everything(query.get("tag"))}


def product(product_id):
    if catalog.find(product_id) is None:
        raise Rejected(404, f"there is no product {product_id!r}")
    return catalog.details(product_id)


def search(query, _body):
    text = query.get("q", "")
    if not text.strip():
        raise Rejected(400, "say what to search for: ?q=lamp")
    return {"query": text, "products": catalog.search(text)}


def cart(_query, body):
    return checkout.quote(body.get("items"), body.get("coupon"))


def place_order(_query, body):
    return checkout.place(body)


ROUTES = {
    ("GET", "/healthz"): health,
    ("GET", "/products"): products,
    ("GET", "/search"): search,
    ("POST", "/cart"): cart,
    ("POST", "/checkout"): place_order,
}


def read_body(body):
    """The JSON object in a request's body."""
    try:
        document = json.loads(body or b"{}")
    except ValueError as error:
        raise Rejected(400, f"the body is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise Rejected(400, "the body has to be a JSON object")
    return document


def answer(method, target, body):
    """The status and the document for one request. What is not foreseen goes up as an exception."""
    url = urlsplit(target)
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    try:
        if method == "GET" and url.path.startswith("/products/"):
            return 200, product(url.path.removeprefix("/products/"))
        route = ROUTES.get((method, url.path))
        if route is None:
            raise Rejected(404, f"there is nothing at {method} {url.path}")
        return 200, route(query, read_body(body))
    except Rejected as rejected:
        return rejected.status, {"error": str(rejected)}
    except checkout.CartError as error:
        return 422, {"error": str(error)}
