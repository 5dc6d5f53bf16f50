import os
import tempfile
import unittest

from names import read_names, write_names


class MoreTest(unittest.TestCase):
    def test_all_letters(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "n")
            write_names(path, ["\u0141ukasz", "\u5f20\u4f1f"])
            self.assertEqual(read_names(path), ["\u0141ukasz", "\u5f20\u4f1f"])
