"""Averages of sensors that may be silent."""
from statistics import mean


class Sensor:
    def __init__(self, name):
        self.name = name
        self.readings = []

    def record(self, value):
        self.readings.append(value)

    def average(self):
        """The mean of the readings; None while there are none."""
        return round(mean(self.readings), 2)


def overview(sensors):
    return {sensor.name: sensor.average() for sensor in sensors}


def warmest(sensors):
    known = [sensor for sensor in sensors if sensor.average() is not None]
    return max(known, key=lambda sensor: sensor.average()).name if known else None
