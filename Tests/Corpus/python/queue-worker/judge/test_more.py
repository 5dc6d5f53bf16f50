import unittest

from worker import Queue, drain


class MoreTest(unittest.TestCase):
    def test_empty(self):
        queue = Queue()
        self.assertIsNone(queue.next())
        self.assertEqual(len(queue), 0)
        self.assertEqual(drain(queue, 3), [])

    def test_goes_on(self):
        queue = Queue()
        self.assertIsNone(queue.next())
        queue.put(1, "a")
        self.assertEqual(queue.next(), "a")
