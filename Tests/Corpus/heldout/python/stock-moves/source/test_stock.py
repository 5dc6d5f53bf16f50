import unittest

from stock import Ledger, Move, busiest


class StockTest(unittest.TestCase):
    def setUp(self):
        self.ledger = Ledger()
        self.ledger.receive("north", "nut", 10)

    def test_receive(self):
        self.assertEqual(self.ledger.level("north", "nut"), 10)
        self.assertEqual(self.ledger.level("south", "nut"), 0)

    def test_move(self):
        self.ledger.move(Move("nut", 4, "north", "south"))
        self.assertEqual([self.ledger.level(s, "nut") for s in ("north", "south")], [6, 4])

    def test_too_few(self):
        with self.assertRaises(ValueError):
            self.ledger.move(Move("nut", 11, "north", "south"))

    def test_back(self):
        self.ledger.move(Move("nut", 4, "north", "south"))
        self.ledger.back()
        self.assertEqual(self.ledger.stores("nut"), ["north"])
        self.assertEqual(self.ledger.level("north", "nut"), 10)

    def test_stores(self):
        self.ledger.move(Move("nut", 10, "north", "south"))
        self.assertEqual(self.ledger.stores("nut"), ["south"])

    def test_busiest(self):
        self.assertIsNone(busiest(self.ledger))
        self.ledger.move(Move("nut", 1, "north", "south"))
        self.assertEqual(busiest(self.ledger), "north")
