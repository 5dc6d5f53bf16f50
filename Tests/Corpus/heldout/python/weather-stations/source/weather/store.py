"""Readings of weather stations."""


class Store:
    def __init__(self):
        self._readings = {}

    def add(self, station, hour, celsius):
        self._readings.setdefault(station, {})[hour] = celsius

    def day(self, station):
        """The readings of a station by hour, those that failed (None) left out; empty when it is not known."""
        readings = self._readings.get(station, {})
        return {hour: value for hour, value in readings.items()}

    def stations(self):
        return sorted(self._readings)
