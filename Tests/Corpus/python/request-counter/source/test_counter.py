import unittest

import counter


class CounterTest(unittest.TestCase):
    def setUp(self):
        counter.reset()

    def test_numbers(self):
        self.assertEqual(counter.handle("/"), 1)

    def test_busiest(self):
        self.assertIsNone(counter.busiest())
