import unittest

from sensors import Sensor, overview


class SensorsTest(unittest.TestCase):
    def test_average(self):
        sensor = Sensor("a")
        sensor.record(1)
        sensor.record(2)
        self.assertEqual(sensor.average(), 1.5)

    def test_silent(self):
        self.assertEqual(overview([Sensor("a")]), {"a": None})
