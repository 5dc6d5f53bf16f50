import unittest

from currencies import Rates, Wallet, statement


class CurrenciesTest(unittest.TestCase):
    def setUp(self):
        self.rates = Rates()
        self.rates.set("USD", 1.25)
        self.wallet = Wallet(self.rates)

    def test_between(self):
        self.assertEqual(self.rates.between("EUR", "USD"), 1.25)
        self.assertEqual(self.rates.convert(5, "USD", "EUR"), 4.0)

    def test_bad_rate(self):
        with self.assertRaises(ValueError):
            self.rates.set("XXX", 0)

    def test_change(self):
        self.wallet.put(10, "EUR")
        self.wallet.change(4, "EUR", "USD")
        self.assertEqual(self.wallet.held, {"EUR": 6, "USD": 5.0})

    def test_not_enough(self):
        with self.assertRaises(ValueError):
            self.wallet.change(1, "EUR", "USD")

    def test_worth(self):
        self.wallet.put(10, "EUR")
        self.wallet.put(5, "USD")
        self.assertEqual(self.wallet.worth("EUR"), 14.0)

    def test_statement(self):
        self.wallet.put(10, "EUR")
        self.assertEqual(statement(self.wallet, "EUR"), ["EUR 10.00", "= EUR 10.00"])
