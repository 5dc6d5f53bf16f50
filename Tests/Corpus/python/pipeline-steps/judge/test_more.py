import unittest

from steps import Pipeline, Step
from test_steps import fail


class MoreTest(unittest.TestCase):
    def test_noted(self):
        pipeline = Pipeline([Step("bad", fail, optional=True)])
        pipeline.run(1)
        self.assertEqual(pipeline.errors, {"bad": "no"})
