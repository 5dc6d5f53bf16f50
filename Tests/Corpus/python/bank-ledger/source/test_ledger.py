import unittest

from ledger import Ledger


class LedgerTest(unittest.TestCase):
    def test_deposit(self):
        self.assertEqual(Ledger("ana").deposit(5), 5)

    def test_withdraw(self):
        ledger = Ledger("ana")
        ledger.deposit(50)
        self.assertEqual(ledger.withdraw(20), 30)
        self.assertEqual(ledger.statement(), ["in 50", "out 20"])
