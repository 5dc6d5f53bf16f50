import unittest

from currencies import Rates, Wallet


class MoreTest(unittest.TestCase):
    def test_worth(self):
        rates = Rates()
        rates.set("USD", 1.25)
        rates.set("JPY", 160)
        wallet = Wallet(rates)
        wallet.put(10, "EUR")
        wallet.put(320, "JPY")
        self.assertEqual(wallet.worth("USD"), 15.0)
        self.assertEqual(wallet.worth("EUR"), 12.0)
        self.assertEqual(wallet.worth("JPY"), 1920.0)
