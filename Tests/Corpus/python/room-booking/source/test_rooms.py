import unittest

from rooms import Room, find


class RoomsTest(unittest.TestCase):
    def test_book(self):
        room = Room("a", 4)
        self.assertTrue(room.book(9, 11))
        self.assertFalse(room.book(10, 12))
        self.assertTrue(room.book(11, 12))

    def test_overlap_from_before(self):
        room = Room("a", 4)
        room.book(9, 11)
        self.assertFalse(room.book(8, 10))

    def test_find(self):
        self.assertEqual(find([Room("a", 9), Room("b", 4)], 3, 1, 2), "b")
