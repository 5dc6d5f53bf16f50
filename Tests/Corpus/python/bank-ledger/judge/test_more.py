import unittest

from ledger import Ledger


class MoreTest(unittest.TestCase):
    def test_refused(self):
        ledger = Ledger("bo")
        ledger.deposit(5)
        with self.assertRaises(ValueError):
            ledger.withdraw(6)
        self.assertEqual(ledger.balance, 5)
        self.assertEqual(ledger.withdraw(5), 0)
