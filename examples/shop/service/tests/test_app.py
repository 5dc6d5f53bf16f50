import json
import unittest

from shop import app


def post(path, document):
    return app.answer("POST", path, json.dumps(document).encode())


class RouteTests(unittest.TestCase):
    def test_health(self):
        self.assertEqual(app.answer("GET", "/healthz", b""), (200, {"status": "ok", "products": 7}))

    def test_products_by_tag(self):
        status, document = app.answer("GET", "/products?tag=textile", b"")
        self.assertEqual((status, [product["id"] for product in document["products"]]), (200, ["p-105"]))

    def test_one_product(self):
        status, document = app.answer("GET", "/products/p-102", b"")
        self.assertEqual((status, document["rating"]), (200, 4.0))

    def test_a_product_that_is_not_there(self):
        self.assertEqual(app.answer("GET", "/products/p-999", b"")[0], 404)

    def test_search(self):
        status, document = app.answer("GET", "/search?q=lamp", b"")
        self.assertEqual((status, len(document["products"])), (200, 2))
        self.assertEqual(app.answer("GET", "/search", b"")[0], 400)

    def test_checkout(self):
        status, document = post("/checkout", {"items": [{"id": "p-101"}], "coupon": "WELCOME10"})
        self.assertEqual((status, document["total"]), (200, 4100))

    def test_a_cart_that_cannot_be_accepted(self):
        self.assertEqual(post("/cart", {"items": [{"id": "p-999"}]})[0], 422)
        self.assertEqual(post("/cart", [])[0], 400)
        self.assertEqual(app.answer("POST", "/cart", b"{")[0], 400)

    def test_a_route_that_is_not_there(self):
        self.assertEqual(app.answer("GET", "/nowhere", b"")[0], 404)


if __name__ == "__main__":
    unittest.main()
