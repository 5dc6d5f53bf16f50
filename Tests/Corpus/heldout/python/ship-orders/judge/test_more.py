import unittest

from orders import Address, Customer


class MoreTest(unittest.TestCase):
    def test_delivery(self):
        home, work = Address("a"), Address("b")
        self.assertIs(Customer("x", home, work).delivery(), home)
        self.assertIs(Customer("x", home).delivery(), home)
        self.assertIs(Customer("x", None, work).delivery(), work)
        self.assertIsNone(Customer("x").delivery())
