import unittest

from sensors import Sensor, warmest


class MoreTest(unittest.TestCase):
    def test_warmest(self):
        one, two = Sensor("a"), Sensor("b")
        one.record(0)
        self.assertEqual(warmest([two, one]), "a")
        self.assertIsNone(warmest([two]))
