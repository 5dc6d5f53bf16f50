import unittest

from steps import Pipeline, Step


def fail(value):
    raise ValueError("no")


class StepsTest(unittest.TestCase):
    def test_run(self):
        self.assertEqual(Pipeline([Step("double", lambda v: v * 2)]).run(4), 8)

    def test_required(self):
        with self.assertRaises(ValueError):
            Pipeline([Step("bad", fail)]).run(1)

    def test_optional(self):
        pipeline = Pipeline([Step("bad", fail, optional=True), Step("inc", lambda v: v + 1)])
        self.assertEqual(pipeline.run(1), 2)
