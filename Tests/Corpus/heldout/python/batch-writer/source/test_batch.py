import unittest

from batch import Sink, Writer, copy, sizes


class BatchTest(unittest.TestCase):
    def test_full_batches(self):
        sink = Sink()
        self.assertEqual(copy("abcdef", sink), 6)
        self.assertEqual(sink.batches, [["a", "b", "c"], ["d", "e", "f"]])

    def test_flush(self):
        writer = Writer(Sink())
        writer.add(1)
        self.assertEqual(writer.flush(), 1)
        self.assertEqual(writer.flush(), 0)

    def test_limit(self):
        with self.assertRaises(ValueError):
            copy("abcd", Sink(limit=2), size=4)

    def test_rest_is_written(self):
        sink = Sink()
        self.assertEqual(copy("abcde", sink), 5)
        self.assertEqual(sizes(sink), [3, 2])

    def test_nothing(self):
        sink = Sink()
        self.assertEqual(copy("", sink), 0)
        self.assertEqual(sink.batches, [])
