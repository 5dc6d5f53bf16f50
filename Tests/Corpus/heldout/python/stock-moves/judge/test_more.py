import unittest

from stock import Ledger, Move


class MoreTest(unittest.TestCase):
    def test_back_twice(self):
        ledger = Ledger()
        ledger.receive("a", "x", 5)
        ledger.move(Move("x", 3, "a", "b"))
        ledger.move(Move("x", 2, "b", "c"))
        self.assertEqual(ledger.back().target, "c")
        self.assertEqual([ledger.level(s, "x") for s in "abc"], [2, 3, 0])
        ledger.back()
        self.assertEqual([ledger.level(s, "x") for s in "abc"], [5, 0, 0])
