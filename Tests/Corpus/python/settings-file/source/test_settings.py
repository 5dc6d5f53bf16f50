import os
import tempfile
import unittest

from settings import load, save


class SettingsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "app.conf")

    def tearDown(self):
        self.folder.cleanup()

    def test_round_trip(self):
        save(self.path, {"theme": "dark", "size": "12"})
        self.assertEqual(load(self.path), {"theme": "dark", "size": "12"})

    def test_first_start(self):
        self.assertEqual(load(self.path), {"theme": "light", "size": "12"})
