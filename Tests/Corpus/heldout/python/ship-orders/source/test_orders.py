import unittest

from orders import Address, Customer, labels, missing, order, weight

ANA = Customer("Ana", Address("Delft"))


class OrdersTest(unittest.TestCase):
    def test_weight(self):
        self.assertEqual(weight(order(1, ANA, {"lamp": 2})), 4.0)

    def test_labels(self):
        self.assertEqual(labels([order(1, ANA, {"lamp": 1})]), ["1 Delft (NL) 2.0 kg"])

    def test_missing(self):
        self.assertEqual(missing(order(1, ANA, {"desk": 2, "lamp": 1})), ["desk"])
        self.assertEqual(labels([order(1, ANA, {"desk": 2})]), [])

    def test_to_work(self):
        bo = Customer("Bo", work=Address("Gent", "BE"))
        self.assertEqual(labels([order(2, bo, {"chair": 2})]), ["2 Gent (BE) 13.0 kg"])

    def test_home_first(self):
        cy = Customer("Cy", Address("Lier", "BE"), Address("Breda"))
        self.assertEqual(labels([order(3, cy, {"lamp": 1})]), ["3 Lier (BE) 2.0 kg"])
