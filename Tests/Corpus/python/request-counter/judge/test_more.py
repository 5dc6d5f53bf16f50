import unittest

import counter


class MoreTest(unittest.TestCase):
    def setUp(self):
        counter.reset()

    def test_goes_on(self):
        self.assertEqual([counter.handle(p) for p in "aba"], [1, 2, 3])
        self.assertEqual(counter.served, 3)
        self.assertEqual(counter.busiest(), "a")

    def test_reset(self):
        counter.handle("/")
        counter.reset()
        self.assertEqual(counter.handle("/"), 1)
