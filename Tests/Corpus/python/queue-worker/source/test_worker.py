import unittest

from worker import Queue, drain


class WorkerTest(unittest.TestCase):
    def test_order(self):
        queue = Queue()
        queue.put(2, "b")
        queue.put(1, "a")
        self.assertEqual(queue.next(), "a")
        self.assertEqual(len(queue), 1)

    def test_drain(self):
        queue = Queue()
        queue.put(1, "a")
        queue.put(2, "b")
        queue.put(3, "c")
        self.assertEqual(drain(queue, 2), ["a", "b"])

    def test_drain_more_than_there_is(self):
        queue = Queue()
        queue.put(1, "a")
        self.assertEqual(drain(queue, 5), ["a"])
