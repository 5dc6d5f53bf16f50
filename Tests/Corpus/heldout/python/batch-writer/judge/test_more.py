import unittest

from batch import Sink, Writer


class MoreTest(unittest.TestCase):
    def test_close(self):
        sink = Sink()
        writer = Writer(sink, 10)
        for number in range(4):
            writer.add(number)
        self.assertEqual(sink.batches, [])
        self.assertEqual(writer.close(), 4)
        self.assertEqual(writer.close(), 4)
        self.assertEqual(sink.batches, [[0, 1, 2, 3]])
