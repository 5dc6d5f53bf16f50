"""Writes records in batches."""


class Sink:
    """Keeps what it is given, in the order of the calls."""

    def __init__(self, limit=None):
        self.batches = []
        self.limit = limit

    def write(self, records):
        if self.limit is not None and len(records) > self.limit:
            raise ValueError("%d records are too many" % len(records))
        self.batches.append(list(records))


class Writer:
    def __init__(self, sink, size=3):
        self.sink = sink
        self.size = size
        self.waiting = []
        self.written = 0

    def add(self, record):
        self.waiting.append(record)
        if len(self.waiting) >= self.size:
            self.flush()

    def flush(self):
        if not self.waiting:
            return 0
        count = len(self.waiting)
        self.sink.write(self.waiting)
        self.waiting = []
        self.written += count
        return count

    def close(self):
        return self.written


def copy(records, sink, size=3):
    """Writes all; returns how many were written."""
    writer = Writer(sink, size)
    for record in records:
        writer.add(record)
    return writer.close()


def sizes(sink):
    return [len(batch) for batch in sink.batches]
