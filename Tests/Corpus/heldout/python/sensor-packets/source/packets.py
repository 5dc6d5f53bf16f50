"""Packets of sensors: `id,kind,value*checksum`."""

from collections import namedtuple

Reading = namedtuple("Reading", "sensor kind value")


def checksum(body):
    total = 0
    for letter in body:
        total = (total + ord(letter)) % 256
    return total


def encode(reading):
    body = "%s,%s,%s" % (reading.sensor, reading.kind, reading.value)
    return "%s*%02x" % (body, checksum(body))


def decode(packet):
    """The reading; None where the checksum is wrong."""
    body, _, check = packet.strip().rpartition("*")
    if check != checksum(body):
        return None
    sensor, kind, value = body.split(",")
    return Reading(int(sensor), kind, float(value))


def decode_all(packets):
    readings = [decode(packet) for packet in packets]
    return [reading for reading in readings if reading is not None]


def latest(packets):
    """The last value of each sensor and kind."""
    values = {}
    for reading in decode_all(packets):
        values[reading.sensor, reading.kind] = reading.value
    return values


def warmest(packets):
    temperatures = [r for r in decode_all(packets) if r.kind == "temp"]
    if not temperatures:
        return None
    return max(temperatures, key=lambda reading: reading.value).sensor
