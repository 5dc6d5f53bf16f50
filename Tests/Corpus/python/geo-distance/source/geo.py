"""Distances on the globe."""
from math import cos, radians, sin, sqrt

RADIUS = 6371.0


def distance(first, second):
    """Kilometres between two points of latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = first, second
    dlat = radians(lat2 - lat1)
    dlon = radians(lon2 - lon1)
    a = sin(dlat / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(dlon / 2) ** 2
    return 2 * RADIUS * asin(sqrt(a))


def nearest(place, others):
    """Name of the nearest of a mapping of names to points."""
    return min(others, key=lambda name: distance(place, others[name]))
