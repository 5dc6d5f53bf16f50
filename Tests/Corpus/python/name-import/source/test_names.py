import os
import tempfile
import unittest

from names import longest, read_names, write_names


class NamesTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "names.txt")

    def tearDown(self):
        self.folder.cleanup()

    def test_plain(self):
        write_names(self.path, ["Ana", "Bo"])
        self.assertEqual(read_names(self.path), ["Ana", "Bo"])

    def test_accents(self):
        write_names(self.path, ["Zo\u00eb", "Andr\u00e9e"])
        self.assertEqual(longest(self.path), "Andr\u00e9e")
