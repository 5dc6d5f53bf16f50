import unittest

from thermostat import action, plan


class MoreTest(unittest.TestCase):
    def test_edges(self):
        self.assertEqual(action(19, 20), "idle")
        self.assertEqual(action(21, 20), "idle")

    def test_night(self):
        self.assertEqual(action(17, 20, night=True), "idle")
        self.assertEqual(plan([17, 12], 20), ["idle", "heat"])
