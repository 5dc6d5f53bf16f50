import os
import tempfile
import unittest

from settings import DEFAULTS, load, save


class MoreTest(unittest.TestCase):
    def test_defaults_stay(self):
        settings = load("/nonexistent/app.conf")
        settings["theme"] = "x"
        self.assertEqual(DEFAULTS["theme"], "light")

    def test_partial(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a")
            save(path, {"size": "9"})
            self.assertEqual(load(path), {"theme": "light", "size": "9"})
