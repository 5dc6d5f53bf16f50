import unittest

from jobs import Job, Queue, drain, filled


class JobsTest(unittest.TestCase):
    def test_priority(self):
        queue = filled(["low", "high"])
        self.assertEqual(queue.pop().name, "high")

    def test_empty(self):
        self.assertTrue(Queue().is_empty())
        self.assertFalse(filled(["a"]).is_empty())

    def test_run(self):
        job = Job("a")
        self.assertTrue(job.run(lambda name: None))
        self.assertTrue(job.done)

    def test_drain(self):
        seen = []
        self.assertEqual(drain(filled(["a", "b"]), seen.append), [])
        self.assertEqual(seen, ["b", "a"])

    def test_second_attempt(self):
        calls = []

        def work(name):
            calls.append(name)
            if len(calls) < 3:
                raise OSError(name)

        self.assertEqual(drain(filled(["a"]), work), [])
        self.assertEqual(calls, ["a", "a", "a"])

    def test_never(self):
        def work(name):
            raise OSError(name)

        self.assertEqual(drain(filled(["a"]), work), ["a"])
