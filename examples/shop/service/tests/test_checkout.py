import unittest

from shop import checkout
from shop.checkout import CartError


def cart(*items):
    return [{"id": key, "quantity": quantity} for key, quantity in items]


class CheckoutTests(unittest.TestCase):
    def test_lines_are_priced(self):
        lines = checkout.cart_lines(cart(("p-101", 2), ("p-106", 1)))
        self.assertEqual([line["amount"] for line in lines], [7800, 2900])

    def test_a_small_order_pays_for_shipping(self):
        quote = checkout.quote(cart(("p-106", 1)))
        self.assertEqual((quote["shipping"], quote["total"]), (590, 3490))

    def test_a_large_order_is_sent_for_free(self):
        self.assertEqual(checkout.quote(cart(("p-105", 1)))["shipping"], 0)

    def test_a_coupon_takes_its_percentage_off(self):
        quote = checkout.quote(cart(("p-101", 1)), "welcome10")
        self.assertEqual((quote["discount"], quote["total"]), (390, 4100))

    def test_a_coupon_can_need_a_minimum(self):
        with self.assertRaisesRegex(CartError, "needs an order of 200.00"):
            checkout.quote(cart(("p-101", 1)), "SUMMER25")
        self.assertEqual(checkout.quote(cart(("p-103", 1)), "SUMMER25")["discount"], 6225)

    def test_an_unknown_coupon_is_refused(self):
        with self.assertRaisesRegex(CartError, "is not known"):
            checkout.quote(cart(("p-101", 1)), "NOPE")

    def test_an_empty_cart_is_refused(self):
        with self.assertRaisesRegex(CartError, "empty"):
            checkout.quote([])

    def test_more_than_the_stock_is_refused(self):
        with self.assertRaisesRegex(CartError, "only 5 of Oak desk"):
            checkout.quote(cart(("p-103", 6)))

    def test_orders_are_numbered(self):
        first = checkout.place({"items": cart(("p-101", 1))})
        second = checkout.place({"items": cart(("p-101", 1)), "coupon": "WELCOME10"})
        self.assertEqual(second["order"], first["order"] + 1)


if __name__ == "__main__":
    unittest.main()
