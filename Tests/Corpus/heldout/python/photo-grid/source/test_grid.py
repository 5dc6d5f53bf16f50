import unittest

from grid import centred, fit, index, layout, rows


class GridTest(unittest.TestCase):
    def test_rows(self):
        self.assertEqual([rows(0, 3), rows(3, 3), rows(4, 3)], [0, 1, 2])

    def test_layout(self):
        self.assertEqual(layout(list("abcde"), 2), [["a", "b"], ["c", "d"], ["e"]])

    def test_fit_wide(self):
        self.assertEqual(fit(400, 100, 90), (90, 22))

    def test_fit_tall(self):
        self.assertEqual(fit(100, 300, 100), (33, 100))

    def test_centred(self):
        self.assertEqual(centred((100, 22), 100), (0, 39))

    def test_index(self):
        self.assertEqual(index(["a", "b", "c"], 1, 2), ["a: 1", "b: 1", "c: 2"])
