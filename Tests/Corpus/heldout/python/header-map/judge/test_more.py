import unittest

from headers import Headers


class MoreTest(unittest.TestCase):
    def test_remove(self):
        headers = Headers([("X-One", 1), ("x-two", 2)])
        headers.remove("x-ONE")
        self.assertEqual(headers.lines(), ["x-two: 2"])
        headers.remove("X-Two")
        self.assertEqual(headers.lines(), [])
        headers.add("X-TWO", 3)
        self.assertEqual(headers.lines(), ["X-TWO: 3"])
