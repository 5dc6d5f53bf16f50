import unittest

from thermostat import action, hours, plan


class ThermostatTest(unittest.TestCase):
    def test_heat(self):
        self.assertEqual(action(15, 20), "heat")

    def test_cool(self):
        self.assertEqual(action(25, 20), "cool")

    def test_idle(self):
        self.assertEqual(action(20, 20), "idle")

    def test_hours(self):
        self.assertEqual(hours(["heat", "cool", "heat"], "heat"), 2)
